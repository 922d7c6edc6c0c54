import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// A task about what did not arrive ends when it has, and says what was lost until then.
@Suite struct EndedCallTests {
    private func open(_ work: TestOffice, _ prefix: String) async throws -> [Coordination.Deadline]
    {
        try await work.deadlines().filter { $0.code.hasPrefix(prefix) && $0.state == .open }
    }

    /// An office in which a server never says what became of a reminder of Sari's.
    private func unanswered() async throws -> TestOffice {
        let work = try await TestOffice(settings: ["mail: {retry: {first: 60s, longest: 60s}}"])
        work.clock.set(try work.instant("2026-12-01 09:00"))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-01;14:00;exact")
        for _ in 0..<3 { work.courier.answer(.uncertain(reason: "the server did not answer")) }
        try await work.advance(to: work.instant("2026-12-01 10:30"))
        return work
    }

    @Test("A person's task lists what they miss, whatever kept it, and ends when a letter arrives")
    func anotherLetter() async throws {
        let work = try await unanswered()
        let task = try #require(try await open(work, "ADDRESS-S").first)
        let untold = "A Laporan, 2026-12-01 14:00 WIB"
        #expect(task.note?.contains("\n\(untold)") == true, "\(task)")
        try await work.open([("S", "another", false, nil)])
        try await work.settle()
        #expect(try await open(work, "ADDRESS-S").isEmpty)
    }

    @Test("It ends when the letter is tried again and arrives")
    func retried() async throws {
        let work = try await unanswered()
        #expect(try await open(work, "ADDRESS-S").count == 1)
        let refused = try #require(try await work.notices().first { $0.state == .refused })
        _ = try await work.call(RetryLetters(ids: [Int(refused.id)], by: "K"))
        try await work.settle()
        #expect(try await work.notice(refused.id).state == .sent)
        #expect(try await open(work, "ADDRESS-S").isEmpty)
    }

    @Test("What was not sent in time is taken off its task when it arrives, and the last ends it")
    func unsent() async throws {
        let (dead, fine) = (FakeCourier(), FakeCourier())
        let routes = CourierRoutes(
            [Destination(NamedCourier("one", dead)), Destination(NamedCourier("two", fine))],
            fallback: "two")
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 5min, longest: 5min, give_up_after: 1h}}"],
            routes: routes)
        for _ in 0..<200 { dead.answer(ScriptedServer(replies: ["connect": "drop"])) }
        work.clock.set(try work.instant("2026-12-01 09:00"))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-01;14:00;exact", "B;Laporan;M;2026-12-01;14:00;exact")
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        let note = try #require(try await open(work, "MAIL-UNSENT").first?.note)
        #expect(note.split(separator: "\n").count == 2, "\(note)")
        for (reader, left) in [("S", 1), ("M", 0)] {
            let id = try #require(
                try await work.notices().first {
                    $0.recipient == reader && $0.state == .refused
                }
            ).id
            _ = try await work.call(RetryLetters(ids: [Int(id)], by: "K"))
            // By the way that answers.
            try await work.stages.ledger.write(at: work.clock.now) {
                try $0.route(id, to: "two")
            }
            try await work.settle()
            #expect(try await work.notice(id).state == .sent)
            let notes = try await open(work, "MAIL-UNSENT").map {
                $0.note?.split(separator: "\n").count ?? 0
            }
            #expect(notes == (left == 0 ? [] : [left]))
        }
    }
}
