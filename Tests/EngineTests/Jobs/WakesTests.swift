import Almanac
import Coordination
import Ledger
import Synchronization
import Testing

@testable import Engine

/// Who wakes whom: a job says what it follows, and nobody names a job. That it declares every table that
/// it reads, is seen whenever a test lets it look (``TestOffice/settle()``).
@Suite struct WakesTests {
    /// The jobs that were woken, by name.
    private final class Woken: Sendable {
        private let names = Mutex<[String]>([])

        init(_ stages: Stages) {
            for job in stages.jobs {
                stages.wakes.connect(job) { [self] in names.withLock { $0.append(job.name) } }
            }
        }

        func take() -> Set<String> {
            names.withLock { names in
                defer { names = [] }
                return Set(names)
            }
        }
    }

    private func work() async throws -> TestOffice {
        try await TestOffice(settings: ["calendar_feed: true", "inbox: {role: operator}"])
    }

    private func following(_ cause: Wakes.Cause, in work: TestOffice) -> Set<String> {
        Set(work.stages.jobs.filter { $0.follows.contains(cause) }.map(\.name))
    }

    @Test(
        "A commit wakes exactly those who follow its table", arguments: LedgerTable.allCases)
    func commits(_ table: LedgerTable) async throws {
        let work = try await work()
        let woken = Woken(work.stages)
        work.stages.wakes.noteCommit(of: [table])
        #expect(woken.take() == following(.commit(table), in: work))
    }

    @Test func whatIsWrittenWakesAndWhatIsNotDoesNot() async throws {
        let work = try await work()
        let woken = Woken(work.stages)
        let clients = "code;name;contact;email;language;time_zone;notices"
        try await work.take("clients.csv", clients, "C9;PT Baru;Ani;c9@baru.test;id;WIB;approve")
        #expect(woken.take().isSuperset(of: following(.commit(.register), in: work)))
        // The same again changes no row that anybody follows.
        try await work.stages.store.change(at: work.clock.now) { work in
            try work.transaction.remove(.clientMailHold)
        }
        #expect(woken.take() == [])
        // What is undone was never written.
        try await work.take(
            [
                .init(
                    name: "clients.csv",
                    content: Array("\(clients)\r\nC8;PT;A;c8@x.test;id;WIB;approve".utf8))
            ], isDryRun: true)
        #expect(woken.take() == [])
    }

    @Test func aJobIsNotWokenByItsOwnWork() async throws {
        let work = try await work()
        let woken = Woken(work.stages)
        try await Wakes.$runningJob.withValue(JobName.outbox) {
            try await work.stages.store.change(at: work.clock.now) { work in
                try work.transaction.set(.mailRefusal, to: "x")
            }
        }
        let expected = following(.commit(.mark), in: work).subtracting([JobName.outbox])
        #expect(woken.take() == expected)
        #expect(following(.commit(.mark), in: work).contains(JobName.outbox))
    }

    @Test func theClockWakesAll() async throws {
        let work = try await work()
        let woken = Woken(work.stages)
        work.stages.wakes.note([.clock])
        #expect(woken.take() == Set(work.stages.jobs.map(\.name)))
    }
}
