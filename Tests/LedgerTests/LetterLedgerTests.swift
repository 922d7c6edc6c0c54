import Almanac
import Foundation
import GRDB
import Testing

@testable import Coordination
@testable import Ledger

/// What the ledger finds of letters and orders without reading them all.
@Suite struct LetterLedgerTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).sqlite")
        .path
    private let now = Instant(seconds: 1_795_000_000)

    private func order(
        _ code: String, delivered: Quantity, nextAt: Instant? = nil, isCancelled: Bool = false
    ) throws -> OrderRecord {
        let line = OrderLine(
            order: code, line: "1", client: "C", item: "Meja", quantity: 5,
            promised: try #require(CivilDate("2026-12-10")), delivered: delivered,
            isCancelled: isCancelled)
        return OrderRecord(
            code: code, client: "C", salesperson: nil, firstSeenAt: now,
            nextAt: nextAt, lines: [line])
    }

    private func letter(
        about code: String, in transaction: LedgerTransaction
    ) throws -> Int64 {
        let id = try transaction.openNotice(to: "C", audience: .client, leaveAt: nil)
        try transaction.append(
            Item(cause: "\(id)", kind: "slip", subject: Subject(.order, code), facts: [:]), to: id)
        return id
    }

    @Test func ordersOfWhichNothingIsLeftToTellAreNotReviewed() async throws {
        let ledger = try Ledger(path: path)
        let later = now + .seconds(60)
        try await ledger.write(at: now) { transaction in
            try transaction.put(try order("OPEN", delivered: 4))
            try transaction.put(try order("DONE", delivered: 5))
            try transaction.put(try order("GONE", delivered: 0, isCancelled: true))
            try transaction.put(try order("DUE", delivered: 5, nextAt: later))
            try transaction.put(try order("WAITING", delivered: 5))
            try transaction.put(try order("TOLD", delivered: 5))
            _ = try letter(about: "waiting", in: transaction)
            let told = try letter(about: "TOLD", in: transaction)
            var notice = try #require(try transaction.view.notice(told))
            notice.state = .sent
            notice.finishedAt = now
            try transaction.update(notice)
        }
        let due = try await ledger.write(at: now) { transaction in
            try transaction.reviewOrders()
            return try transaction.view.ordersDue(by: now).map(\.code)
        }
        #expect(due == ["DUE", "OPEN", "WAITING"])
    }

    @Test func lettersThatWaitAreFoundByWhetherAnybodyWasAsked() async throws {
        let ledger = try Ledger(path: path)
        let due = try #require(CivilDateTime("2026-12-04 15:00"))
        #expect(try await ledger.read { try $0.undecidedLettersSince() } == nil)
        let ids = try await ledger.write(at: now) { transaction in
            try (0..<4).map { _ in try letter(about: "O", in: transaction) }
        }
        let (unasked, idle) = try await ledger.write(at: now + .seconds(60)) { transaction in
            for (id, state, reason) in [
                (ids[0], Deadline.State.open, nil), (ids[1], .done, "decided"),
                (ids[2], .waived, "not mine"), (99, .open, nil),
            ] {
                try transaction.insert(
                    Deadline(
                        code: "LETTER-\(id)", title: "?", owner: "K", due: due, zone: "UTC",
                        kind: "letter-approval", state: state, armedAt: now, createdAt: now,
                        reason: reason), dueAt: now, nextAt: nil)
            }
            // Somebody's own, which only sounds like one.
            try transaction.insert(
                Deadline(
                    code: "LETTER-X", title: "?", owner: "K", due: due, zone: "UTC", armedAt: now,
                    createdAt: now), dueAt: now, nextAt: nil)
            return (
                try transaction.view.unaskedLetters(
                    codesBeginning: "LETTER-", unlessEndedBecause: "decided"
                ).map(\.id),
                try transaction.view.idleQuestions(
                    codesBeginning: "LETTER-", kind: "letter-approval")
            )
        }
        #expect(unasked == [ids[1], ids[3]])
        #expect(idle == ["LETTER-99"])
        #expect(try await ledger.read { try $0.undecidedLettersSince() } == now)
    }

    @Test func whileClientMailIsHeldOnlyTheOfficesIsFound() async throws {
        let ledger = try Ledger(path: path)
        try await ledger.write(at: now) { transaction in
            for audience in [Audience.client, .client, .office] {
                _ = try transaction.openNotice(to: "X", audience: audience, leaveAt: now)
            }
        }
        let (all, office) = try await ledger.read { view in
            (
                try view.noticesDue(by: now, limit: 9).count,
                try view.noticesDue(by: now, officeOnly: true, limit: 2).map(\.audience)
            )
        }
        #expect(all == 3 && office == [.office])
    }

    @Test(
        "Its questions are answered by the indexes that hold little else",
        arguments: [
            (
                LedgerView.noticesDue, 4,
                ["notice_due (destination=? AND rank=? AND leave_at>? AND leave_at<?)"]
            ),
            (LedgerView.nextNotice, 2, ["notice_due (destination=? AND rank=? AND leave_at>?)"]),
            (LedgerView.oldestUndecided, 0, ["notice_undecided"]),
            (LedgerView.unasked, 2, ["notice_undecided", "sqlite_autoindex_deadline_1 (code=?)"]),
            (LedgerView.idleQuestions, 4, ["deadline_open_code (code>? AND code<?)"]),
            (LedgerView.openDeadlinesOfCode, 1, ["deadline_open_code (code=?)"]),
            (LedgerView.deadlinesWaiting, 1, ["dependency_code (code=?)"]),
            (
                LedgerTransaction.reviewOrders, 1,
                ["order_line_open", "notice_unfinished", "item_notice (notice=?)"]
            ),
        ])
    func plans(_ query: String, _ parameters: Int, _ indexes: [String]) async throws {
        let ledger = try Ledger(path: path)
        let details = try await ledger.read { view in
            try Row.fetchAll(
                view.database.database, sql: "EXPLAIN QUERY PLAN " + query,
                arguments: StatementArguments(Array(repeating: 5, count: parameters))
            ).map { $0["detail"] as String }
        }
        let reads = details.filter { $0.hasPrefix("SEARCH") || $0.hasPrefix("SCAN") }
        #expect(
            indexes.allSatisfy { index in reads.contains { "\($0) ".contains(" INDEX \(index)") } },
            "\(details)")
        #expect(
            reads.allSatisfy { $0.contains("INDEX") || $0.contains("PRIMARY KEY") }, "\(details)")
    }
}
