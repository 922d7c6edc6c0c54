import Almanac
import Control
import Coordination
import Foundation
import GRDB
import Ledger
import Testing

@testable import Engine

/// A history that somebody changed is named, one that nobody did passes.
@Suite struct ProofTests {
    /// Weeks of an office with reminders and letters, its letters linked as each night.
    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take("orders.csv", header, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.advance(to: work.instant("2026-12-10 12:00"))
        try await link(work)
        return work
    }

    private func link(_ work: TestOffice) async throws {
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try $0.linkLetters(limit: 1_000)
        }
    }

    /// Changes the ledger behind the service's back.
    private func tamper(_ work: TestOffice, _ sql: String) throws {
        let path = work.folder.appending(path: "ledger.sqlite").path
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }

    private func faults(_ work: TestOffice, head: String? = nil) async throws -> [String] {
        try await work.call(Prove(head: head)).problems.map(\.fault)
    }

    @Test("An untouched history passes, snoozes and forgetting included")
    func untouched() async throws {
        let work = try await office()
        let before = try await work.call(Prove())
        #expect(before.problems.isEmpty && before.links > 20, "\(before.problems)")
        #expect(before.judged == 1)
        let head = try #require(before.head)
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "B;Tender;S;2026-12-18;15:00;standard")
        try await work.advance(to: work.instant("2026-12-15 09:00"))
        _ = try await work.call(SnoozeDeadline(code: "B", until: "2026-12-17 14:00"))
        _ = try await work.call(FinishDeadline(code: "A"))
        try await work.advance(to: work.instant("2026-12-20 12:00"))
        try await link(work)
        let end = work.clock.now
        let forgotten = try await work.stages.ledger.write(at: end) { transaction in
            (
                try transaction.forgetEvents(before: end, limit: 1_000),
                try transaction.forgetLetters(finishedBefore: end, limit: 1_000)
            )
        }
        #expect(forgotten.0 > 0 && forgotten.1 > 0)
        let after = try await work.call(Prove(head: head))
        #expect(after.problems.isEmpty, "\(after.problems)")
        #expect(after.holdsHead == true && after.links > before.links)
    }

    @Test(
        "Whatever is changed is named",
        arguments: [
            ("UPDATE event SET by = 'M' WHERE id = 5", "line-changed"),
            ("DELETE FROM event WHERE id = 5", "line-deleted"),
            (
                """
                INSERT INTO event (at, subject_kind, subject_id, what)
                VALUES (1795000000000000, 'deadline', 'A', 'done')
                """, "line-inserted"
            ),
            ("UPDATE step SET outcome = 'missed' WHERE outcome = 'fired'", "mark-changed"),
            (#"DELETE FROM step WHERE "when" = 'WD-1 09:00'"#, "mark-removed"),
            (
                """
                INSERT INTO step (deadline, revision, "when", repetition, role, outcome,
                    planned_at, settled_at)
                VALUES (1, 1, 'D-9', 0, 'owner', 'fired', 1795000000000000, 1795000000000000)
                """, "mark-added"
            ),
            ("UPDATE letter SET bytes = bytes || x'00' WHERE notice = 1", "letter-changed"),
            ("UPDATE letter SET bytes = x'' WHERE notice = 1", "letter-changed"),
            ("UPDATE chain SET content = zeroblob(32) WHERE id = 7", "chain-broken"),
            ("DELETE FROM chain WHERE id = 7", "chain-broken"),
            ("DELETE FROM item WHERE cause LIKE '%WD-1 %'", "step-missing"),
            ("UPDATE notice SET recipient = 'MM' WHERE recipient = 'S'", "step-extra"),
        ])
    func changed(_ sql: String, _ fault: String) async throws {
        let work = try await office()
        try tamper(work, sql)
        let reply = try await work.call(Prove())
        #expect(reply.problems.map(\.fault).contains(fault), "\(reply.problems)")
        #expect(reply.problems.allSatisfy { $0.text.hasSuffix(".") })
    }

    @Test("A tail that was cut off is seen by a head that the journal has")
    func cut() async throws {
        let work = try await office()
        let head = try #require(try await work.call(Prove()).head)
        try tamper(
            work,
            """
            DELETE FROM event WHERE id = (SELECT max(id) FROM event);
            DELETE FROM letter;
            DELETE FROM chain WHERE kind = 3 OR kind = 1 AND id >= (
                SELECT max(id) FROM chain WHERE kind = 1);
            """)
        #expect(try await faults(work, head: head).contains("head-missing"))
        await #expect(throws: ControlError.self) { try await work.call(Prove(head: "abc")) }
    }
}
