import Almanac
import Control
import Coordination
import Foundation
import GRDB
import Testing

@testable import Engine
@testable import Ledger

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

    private func faults(
        _ work: TestOffice, head: String? = nil, heads: [KeptHead]? = nil
    ) async throws -> [String] {
        try await work.call(Prove(head: head, heads: heads)).problems.map(\.fault)
    }

    /// Somebody who knows how the chain is made adds a link behind it.
    private func forge(
        _ work: TestOffice, _ link: HistoryLink, _ subject: String, content: Data,
        former: Data? = nil
    ) throws {
        let path = work.folder.appending(path: "ledger.sqlite").path
        try DatabaseQueue(path: path).write { database in
            let last = try #require(
                try Data.fetchOne(database, sql: "SELECT hash FROM chain ORDER BY id DESC LIMIT 1"))
            try database.execute(
                sql: """
                    INSERT INTO chain (kind, subject, content, former, hash)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    link.rawValue, subject, content, former,
                    link.hash(of: subject, content: content, former: former, after: last),
                ])
        }
    }

    private func content(_ work: TestOffice, ofLine id: Int64) async throws -> Data {
        try await work.stages.ledger.read { view in
            let row = try #require(
                try view.database.row("SELECT * FROM event WHERE id = ?", [id]))
            return try EventContent(row).hash
        }
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
        let now = work.clock.now
        let end = now - .seconds(86_400)
        let forgotten = try await work.stages.ledger.write(at: now) { transaction in
            (
                try transaction.forgetEvents(before: end, limit: 1_000),
                try transaction.forgetLetters(finishedBefore: end, limit: 1_000)
            )
        }
        #expect(forgotten.0 > 0 && forgotten.1 > 0)
        let after = try await work.call(Prove(head: head))
        #expect(after.problems.isEmpty, "\(after.problems)")
        #expect(after.holdsHead == true && after.links > before.links)
        #expect(after.forgottenBefore == end.rfc3339)
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
                """, "line-unlinked"
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
            ("UPDATE letter SET text = 'Sudah beres' WHERE notice = 1", "letter-changed"),
            ("UPDATE letter SET subject = 'Sudah beres' WHERE notice = 1", "letter-changed"),
            ("UPDATE letter SET html = '' WHERE notice = 1", "letter-changed"),
            ("UPDATE letter SET recipients = '[]' WHERE notice = 1", "letter-changed"),
            ("DELETE FROM letter WHERE notice = 1", "letter-changed"),
            ("UPDATE chain SET subject = '99 -' WHERE kind = 5", "chain-broken"),
            (
                """
                INSERT INTO step (deadline, revision, "when", repetition, role, outcome,
                    planned_at, settled_at) VALUES (1, 1, 'D-9', 0, 'owner', 'fired', 0, 0)
                """, "mark-added"
            ),
            (
                """
                UPDATE notice SET recipient = 'C2' WHERE audience = 'client' AND state = 'sent'
                """, "letter-changed"
            ),
            (
                "DELETE FROM event WHERE subject_kind = 'notice' AND what = 'sent'",
                "letter-unrecorded"
            ),
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
            DELETE FROM chain WHERE kind IN (3, 4) OR kind = 1 AND id >= (
                SELECT max(id) FROM chain WHERE kind = 1);
            """)
        #expect(try await faults(work, head: head).contains("head-missing"))
        await #expect(throws: ControlError.self) { try await work.call(Prove(head: "abc")) }
    }

    @Test("A link that says otherwise behind a change does not hide it")
    func forgedLinks() async throws {
        let forged = Data(repeating: 7, count: 32)
        for former in [nil, Data?.some(forged)] {
            let work = try await office()
            let head = try #require(try await work.call(Prove()).head)
            try tamper(work, "UPDATE event SET by = 'M' WHERE id = 5")
            let changed = try await content(work, ofLine: 5)
            try forge(work, .event, "5", content: changed, former: former)
            #expect(try await faults(work, head: head).contains("line-changed"))
        }
        let work = try await office()
        let head = try #require(try await work.call(Prove()).head)
        let known = try await content(work, ofLine: 5)
        try tamper(work, "UPDATE event SET by = 'M' WHERE id = 5")
        try forge(
            work, .event, "5", content: try await content(work, ofLine: 5), former: known)
        #expect(try await faults(work, head: head).contains("line-changed"))
    }

    @Test("A line that is taken out as if it were old is missed, and so is a mark")
    func forgedErasure() async throws {
        let work = try await office()
        let known = try await content(work, ofLine: 5)
        try tamper(work, "DELETE FROM event WHERE id = 5")
        try forge(work, .event, "5", content: HistoryLink.erased, former: known)
        #expect(try await faults(work) == ["line-deleted"])
        let other = try await office()
        let (subject, hash) = try await other.stages.ledger.read { view in
            let row = try #require(
                try view.database.row(#"SELECT * FROM step WHERE "when" = 'WD-1 09:00'"#))
            let mark = try MarkContent(row)
            return (mark.subject, mark.hash)
        }
        try tamper(other, #"DELETE FROM step WHERE "when" = 'WD-1 09:00'"#)
        try forge(other, .mark, subject, content: HistoryLink.erased, former: hash)
        #expect(try await faults(other).contains("mark-removed"))
    }

    @Test("A letter's bytes that are taken out as if they were old are missed")
    func forgedLetter() async throws {
        let work = try await office()
        let bytes = try await work.stages.ledger.read { try $0.letterContent(of: 1)?.bytes }
        try tamper(work, "UPDATE letter SET bytes = x'', html = '' WHERE notice = 1")
        try forge(work, .letter, "1", content: HistoryLink.erased, former: bytes)
        #expect(try await faults(work) == ["letter-changed"])
    }

    @Test("A line dated before a head that the journal had before it was written is named")
    func backdated() async throws {
        let work = try await office()
        let reply = try await work.call(Prove())
        let kept = KeptHead(
            hash: try #require(reply.head), links: reply.links, at: work.clock.now.rfc3339)
        #expect(try await work.call(Prove(heads: [kept])).headsHeld == 1)
        let moment = (work.clock.now - .seconds(5 * 86_400)).microseconds
        try tamper(
            work,
            """
            INSERT INTO event (at, subject_kind, subject_id, what, by)
            VALUES (\(moment), 'deadline', 'A', 'waived', 'M')
            """)
        let id = try await work.stages.ledger.read { try $0.lastEvent() }
        try forge(work, .event, "\(id)", content: try await content(work, ofLine: id))
        #expect(try await faults(work, heads: [kept]).contains("line-inserted"))
        let other = KeptHead(hash: kept.hash, links: kept.links.map { $0 + 1 }, at: nil)
        #expect(try await faults(work, heads: [other]).contains("head-missing"))
    }

    @Test(
        "A letter to a client that could not have left is named",
        arguments: [
            (
                "DELETE FROM event WHERE subject_kind = 'notice' AND what = 'approved'",
                "letter-unapproved"
            ),
            ("DELETE FROM event WHERE what = 'sent'", "letter-unrecorded"),
            (
                """
                UPDATE notice SET state = 'withdrawn' WHERE audience = 'client';
                DELETE FROM attempt; DELETE FROM told_date WHERE notice IS NOT NULL
                """, "letter-unsent"
            ),
            ("UPDATE notice SET state = 'withdrawn' WHERE audience = 'client'", "letter-unsent"),
            ("UPDATE notice SET state = 'redirected' WHERE audience = 'client'", "letter-unsent"),
            ("UPDATE notice SET state = 'expired' WHERE audience = 'office'", "letter-unsent"),
            ("DELETE FROM attempt", "letter-unsent"),
            ("UPDATE attempt SET outcome = 'refused'", "letter-unsent"),
            ("DELETE FROM told_date WHERE notice IS NOT NULL", "letter-told-otherwise"),
            ("UPDATE told_date SET date = '2026-12-17' WHERE ordinal > 0", "letter-told-otherwise"),
            ("UPDATE told_date SET at = at - 1 WHERE ordinal > 0", "letter-told-otherwise"),
            ("UPDATE told_date SET notice = NULL", "letter-told-otherwise"),
            (
                """
                INSERT INTO told_date (client_order, line, ordinal, date, at, notice, is_wish)
                SELECT client_order, line, 9, '2026-12-30', at, notice, 0 FROM told_date
                WHERE ordinal > 0
                """, "letter-told-otherwise"
            ),
            (
                """
                UPDATE told_date SET notice = (SELECT min(id) FROM notice WHERE audience = 'office')
                WHERE ordinal > 0
                """, "letter-told-otherwise"
            ),
            (
                "UPDATE notice SET approved_by = 'M' WHERE audience = 'client'",
                "letter-approved-otherwise"
            ),
            (
                "UPDATE notice SET approved_by = NULL WHERE audience = 'client'",
                "letter-approved-otherwise"
            ),
            ("UPDATE letter SET recipients = '[\"lain@contoh.test\"]'", "letter-elsewhere"),
            (
                """
                DELETE FROM event WHERE subject_kind = 'order';
                UPDATE item SET subject_id = 'O9' WHERE subject_kind = 'order'
                """, "letter-unpromised"
            ),
        ])
    func letters(_ sql: String, _ fault: String) async throws {
        let work = try await TestOffice()
        let held = try await work.slippedOrder()
        let letter = try await work.letter(held)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: letter.hash)]))
        try await work.settle()
        let reply = try await work.call(Prove())
        #expect(reply.problems.isEmpty && reply.lettersJudged == 1, "\(reply.problems)")
        try tamper(work, sql)
        #expect(try await faults(work).contains(fault))
    }

    @Test("A chain of which most was forgotten is cut at a kept head, and still proves the rest")
    func cutChain() async throws {
        let work = try await office()
        let ledger = work.stages.ledger
        let now = work.clock.now
        let forgotten = now - .seconds(3 * 86_400)
        _ = try await ledger.write(at: now) {
            try $0.forgetEvents(before: forgotten, limit: 1_000)
        }
        let reply = try await work.call(Prove())
        let (hash, links) = (try #require(reply.head), reply.links)
        let head = HistoryHead(hash: hash, links: Int64(links))
        #expect(try await ledger.read { try ChainCut.due(at: head, in: $0) } == nil)
        let cut = try #require(
            try await ledger.read { try ChainCut.due(at: head, in: $0, least: 1) })
        try await cut.linkAnew(in: ledger, at: now)
        let kept = [KeptHead(hash: hash, links: links, at: nil)]
        let between = try await work.call(Prove(heads: kept))
        #expect(between.problems.isEmpty && between.headsHeld == 1, "\(between.problems)")
        #expect(try await ChainCut.finish(in: ledger, at: now) == links)
        let after = try await work.call(Prove(heads: kept))
        #expect(after.problems.isEmpty && after.links < between.links, "\(after.problems)")
        try await work.advance(to: work.instant("2026-12-14 12:00"))
        #expect(try await faults(work, heads: kept).isEmpty)
        for (sql, fault) in [
            (
                "UPDATE event SET by = 'M' WHERE id = (SELECT max(id) - 3 FROM event)",
                "line-changed"
            ),
            ("DELETE FROM event WHERE id = (SELECT max(id) - 2 FROM event)", "line-deleted"),
            ("UPDATE letter SET text = 'Sudah beres' WHERE notice = 1", "letter-changed"),
            ("UPDATE step SET outcome = 'missed' WHERE outcome = 'fired'", "mark-changed"),
            ("UPDATE mark SET value = value || '0' WHERE name = 'chain-start'", "chain-broken"),
            ("DELETE FROM chain WHERE id < (SELECT max(id) FROM chain)", "chain-broken"),
        ] {
            try tamper(work, sql)
            #expect(try await faults(work, heads: kept).contains(fault), "\(sql)")
        }
    }

    @Test("The command asks the journal for the entries that the service writes")
    func journal() throws {
        let source = try String(
            contentsOf: TestOffice.checkout.appending(
                path: "Sources/tenggatctl/Why/JournalHeads.swift"), encoding: .utf8)
        #expect(source.contains("\"\(MessageID.historyHead.rawValue)\""))
    }
}
