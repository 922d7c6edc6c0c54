import Almanac
import Coordination
import Foundation
import Host
import Ledger
import Settings
import Synchronization
import Testing

@testable import Control
@testable import Engine

/// What is put away each night, and what stays.
@Suite struct HousekeepingTests {
    private func work(
        _ housekeeping: String = "{}", at moment: String = "2026-11-23 08:00"
    ) async throws -> TestOffice {
        let work = try await TestOffice(at: moment, settings: ["housekeeping: \(housekeeping)"])
        // The first look only notes that there was one.
        if housekeeping != "false" { #expect(try await run(work) == [:]) }
        return work
    }

    private func run(_ work: TestOffice) async throws -> [String: Int] {
        let job = try #require(work.stages.jobs.first { $0.name == JobName.housekeeping })
        return try await job.runOnce(at: work.clock.now)
    }

    private func record(_ count: Int, of job: String, in work: TestOffice) async throws {
        let now = work.clock.now
        try await work.stages.ledger.write(at: now) { transaction in
            for number in 0..<count {
                let at = now + .seconds(Int64(number))
                try transaction.record(
                    RunRecord(job: job, startedAt: at, endedAt: at, result: .done, counts: ["x": 1])
                )
            }
        }
    }

    private func pass(days: Int64, in work: TestOffice) {
        work.clock.set(work.clock.now + .seconds(days * 86_400))
    }

    @Test func itLooksEachNightAndOnce() async throws {
        let work = try await work("{at: \"04:30\"}")
        #expect(try await run(work) == [:])
        let job = try #require(work.stages.jobs.first { $0.name == JobName.housekeeping })
        #expect(try await job.nextInstant() == work.instant("2026-11-24 04:30"))
        work.clock.set(try work.instant("2026-11-24 04:30"))
        #expect(try await run(work)["nights"] == 1)
        #expect(try await run(work) == [:])
        #expect(try await job.nextInstant() == work.instant("2026-11-25 04:30"))
    }

    @Test func oldRunsGoButEachJobsLatest() async throws {
        let work = try await work("{runs: 30d}")
        try await record(1_200, of: "outbox", in: work)
        try await record(1, of: "digest", in: work)
        pass(days: 31, in: work)
        try await record(2, of: "outbox", in: work)
        #expect(try await run(work)["runs"] == 1_200)
        let (outbox, digest) = try await work.stages.ledger.read { view in
            (try view.runs(of: "outbox", limit: 10_000), try view.runs(of: "digest", limit: 10))
        }
        #expect(outbox.count == 2 && digest.count == 1)
    }

    @Test func forEverIsFalse() async throws {
        let work = try await work("{runs: false, history: false, files: false, letters: false}")
        try await record(10, of: "outbox", in: work)
        pass(days: 9_000, in: work)
        try await record(1, of: "outbox", in: work)
        #expect(try await run(work).keys.sorted() == ["nights"])
    }

    @Test func theHistoryOfWhatIsOpenStays() async throws {
        let work = try await work("{history: 60d}")
        for code in ["T-1", "T-2"] {
            _ = try await work.call(
                AddDeadline(title: "Tender", owner: "S", due: "2030-11-23 15:00", code: code))
        }
        _ = try await work.call(FinishDeadline(code: "T-2"))
        try await work.take(
            "orders.csv", "order;line;client;item;quantity;promised;delivered",
            "SO-1;1;C1;Meja;5;2026-12-10;0", "SO-2;1;C1;Meja;5;2026-12-10;0")
        for order in ["SO-1", "SO-2"] {
            _ = try await work.call(
                ChangeOrder(order: order, change: "slip", date: "2026-12-12", reason: "KAPAL"))
        }
        _ = try await work.call(ChangeOrder(order: "SO-2", change: "deliver"))
        func events(_ kind: Subject.Kind, _ id: String) async throws -> Int {
            try await work.stages.ledger.read { try $0.events(of: Subject(kind, id)).count }
        }
        #expect(try await events(.order, "SO-1") > 0)
        pass(days: 61, in: work)
        #expect(try await run(work)["events"] ?? 0 > 0)
        #expect(try await events(.deadline, "T-1") > 0)
        #expect(try await events(.deadline, "T-2") == 0)
        #expect(try await events(.order, "SO-1") > 0)
        #expect(try await events(.order, "SO-2") == 0)
    }

    @Test func ofALetterStaysWhatItSaid() async throws {
        let work = try await work("{letters: 60d}")
        _ = try await work.call(
            AddDeadline(title: "Tender RSUD", owner: "S", due: "2026-11-24 15:00", code: "T-1"))
        try await work.advance(to: work.instant("2026-11-25 12:00"))
        let sent = try #require(try await work.notices().first { $0.state == .sent })
        func letter() async throws -> LetterRecord? {
            try await work.stages.ledger.read { try $0.letter(of: sent.id) }
        }
        let before = try #require(try await letter())
        #expect(!before.bytes.isEmpty)
        pass(days: 61, in: work)
        #expect(try await run(work)["letters"] ?? 0 > 0)
        let after = try #require(try await letter())
        #expect(after.bytes.isEmpty && after.html.isEmpty)
        #expect(after.text == before.text && after.subject == before.subject)
        let shown = try await work.call(ShowNotice(id: Int(sent.id)))
        #expect(shown.letter?.text == before.text)
    }

    @Test func aFileThatComesAgainIsKeptAgain() async throws {
        let work = try await work("{files: 60d}")
        let now = work.clock.now
        let (hash, bytes) = ("abc", Array("content".utf8))
        try await work.stages.ledger.write(at: now) {
            try $0.keep(file: "a.csv", content: bytes, hash: hash)
        }
        pass(days: 61, in: work)
        #expect(try await run(work)["files"] ?? 0 > 0)
        #expect(try await work.stages.ledger.read { try $0.keptFile(hash) } == nil)
        try await work.stages.ledger.write(at: work.clock.now) {
            try $0.keep(file: "a.csv", content: bytes, hash: hash)
        }
        #expect(try await work.stages.ledger.read { try $0.keptFile(hash) } == bytes)
    }

    @Test func theFileGivesRoomBack() async throws {
        let work = try await work("{files: 60d}")
        let ledger = work.stages.ledger
        let content = [UInt8](repeating: 0x41, count: 1 << 20)
        for number in 0..<8 {
            try await ledger.write(at: work.clock.now) {
                try $0.keep(file: "a.csv", content: content, hash: "hash \(number)")
            }
        }
        pass(days: 61, in: work)
        #expect(try await run(work)["bytes"] ?? 0 > 6 << 20)
        try ledger.close()
        #expect(ledger.size < 2 << 20)
    }

    // MARK: The disk

    /// A disk that has as much room as a test says.
    private final class Disk: Sendable {
        let free = Mutex<Int64>(1 << 40)
    }

    @Test func aFullDiskIsToldOnceAndIsOver() async throws {
        let work = try await work("false")
        let disk = Disk()
        let job = Housekeeping(
            settings: HousekeepingSettings(), store: work.stages.store, writer: work.stages.writer,
            room: DiskRoom(
                of: work.stages.ledger, leastRoom: 256, free: { _ in disk.free.withLock { $0 } }),
            inbox: nil, administrator: "root@uji.test", logger: TestOffice.logger)
        func tasks() async throws -> [Coordination.Deadline] {
            try await work.stages.ledger.read { try $0.deadlines(in: .open) }.map(\.deadline)
                .filter { $0.code == "DISK" }
        }
        #expect(try await job.runOnce(at: work.clock.now)["disk-warnings"] == nil)
        disk.free.withLock { $0 = 200 << 20 }
        #expect(job.room?.hasTurned() == true)
        #expect(try await job.runOnce(at: work.clock.now)["disk-warnings"] == 1)
        #expect(try await job.runOnce(at: work.clock.now)["disk-warnings"] == nil)
        let task = try #require(try await tasks().first)
        #expect(task.owner == "K" && task.note?.contains("200 MiB") == true, "\(task)")
        // A little more is not enough to be at ease.
        disk.free.withLock { $0 = 300 << 20 }
        #expect(job.room?.hasTurned() == false)
        _ = try await job.runOnce(at: work.clock.now)
        #expect(try await tasks().count == 1)
        disk.free.withLock { $0 = 500 << 20 }
        #expect(job.room?.hasTurned() == true)
        _ = try await job.runOnce(at: work.clock.now)
        #expect(try await tasks().isEmpty)
        try await work.settle()
        let told = try await work.notices().filter { $0.recipient == "root@uji.test" }
        #expect(told.count == 1 && told.first?.state == .sent)
        // The next time it is told anew.
        disk.free.withLock { $0 = 100 << 20 }
        #expect(try await job.runOnce(at: work.clock.now)["disk-warnings"] == 1)
    }

    // MARK: The next year

    @Test func inNovemberTheCoordinatorIsAskedForTheNextYear() async throws {
        let work = try await work("{}", at: "2026-10-30 08:00")
        try await work.take(
            "targets.csv", "period;salesperson;target_amount", "2026-11;S;1000000")
        func task() async throws -> Coordination.Deadline? {
            try await work.stages.ledger.read { try $0.deadlines(in: .open) }.map(\.deadline)
                .first { $0.code == "NEXT-YEAR" }
        }
        work.clock.set(try work.instant("2026-10-31 04:00"))
        #expect(try await run(work)["nights"] == 1)
        #expect(try await task() == nil)
        work.clock.set(try work.instant("2026-11-01 04:00"))
        _ = try await run(work)
        let asked = try #require(try await task())
        #expect(asked.owner == "K" && asked.title.contains("2027"))
        let note = try #require(asked.note)
        #expect(note.contains("target"), "\(note)")
        try await work.take(
            "targets.csv", "period;salesperson;target_amount", "2026-11;S;1000000",
            "2027-01;S;1000000")
        work.clock.set(try work.instant("2026-11-02 04:00"))
        _ = try await run(work)
        #expect(try await task()?.note?.contains("target") != true)
    }

    @Test func setupCheckNamesWhatIsMissing() async throws {
        let work = try await work("{}")
        let findings = try await work.call(CheckSetup()).findings
        #expect(findings.contains { $0.topic == "mail" })
        #expect(findings.contains { $0.topic == "backup" && $0.weight == "missing" })
        #expect(findings.contains { $0.topic == "control" && $0.weight == "advice" })
        let before = findings.filter { $0.topic == "people" }
        try await work.take("people.csv", "code;name;email;role", "X-9;Budi;;sales")
        let after = try await work.call(CheckSetup()).findings.filter { $0.topic == "people" }
        #expect(before.map(\.words) != after.map(\.words))
        #expect(after.contains { $0.words.contains("X-9") && $0.weight == "missing" }, "\(after)")
    }

    @Test func anEmptyOfficeLacksPeople() async throws {
        let work = try await TestOffice(registers: [])
        let findings = try await work.call(CheckSetup()).findings
        #expect(findings.contains { $0.topic == "people" && $0.words == "nobody is entered" })
    }

    @Test func settingsThatSilencePeopleAreNamed() async throws {
        let work = try await TestOffice(settings: [
            "office: {coordinator: X-99}", "ladders: {quiet: []}",
        ])
        let findings = try await work.call(CheckSetup()).findings.filter { $0.weight == "missing" }
        #expect(findings.contains { $0.topic == "people" && $0.words.contains("X-99") })
        #expect(findings.contains { $0.topic == "ladders" && $0.words.contains("quiet") })
    }

    // MARK: The heartbeat

    @Test func aHeartbeatFallsSilentWhileMailCannotLeave() async throws {
        let work = try await work("false")
        let beats = Mutex(0)
        let job = Heartbeats(every: .seconds(300), ledger: work.stages.ledger) {
            beats.withLock { $0 += 1 }
        }
        _ = try await job.runOnce(at: work.clock.now)
        _ = try await job.runOnce(at: work.clock.now)
        #expect(beats.withLock { $0 } == 1)
        #expect(try await job.nextInstant() == work.clock.now + .seconds(300))
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            try transaction.put(
                OutageRecord(
                    destination: "smtp", since: transaction.now, reason: "no answer", failures: 3,
                    probeAt: transaction.now, isTold: true))
        }
        work.clock.set(work.clock.now + .seconds(300))
        _ = try await job.runOnce(at: work.clock.now)
        #expect(beats.withLock { $0 } == 1)
    }
}
