import Almanac
import Foundation
import GRDB
import Testing

@testable import Coordination
@testable import Ledger

/// What the ledger keeps and finds for digests.
@Suite struct DigestLedgerTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).sqlite")
        .path
    private let now = Instant(seconds: 1_795_000_000)

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func put(
        _ code: String, promised: String, expected: String? = nil, delivered: Quantity = 0,
        isCancelled: Bool = false, in transaction: LedgerTransaction
    ) throws {
        let line = OrderLine(
            order: code, line: "1", client: "C", item: "Meja", quantity: 5,
            promised: try date(promised), expected: try expected.map(date), delivered: delivered,
            isCancelled: isCancelled)
        try transaction.put(
            OrderRecord(
                code: code, client: "C", salesperson: nil, firstSeenAt: now,
                nextAt: nil, lines: [line]))
    }

    @Test func ordersAtRiskAreFoundByDateOrByWhatTheClientKnows() async throws {
        let ledger = try Ledger(path: path)
        let day = try date("2026-11-30")
        let found = try await ledger.write(at: now) { transaction in
            try put("PAST", promised: "2026-11-20", in: transaction)
            try put("AHEAD", promised: "2026-11-30", in: transaction)
            try put("SLIPPED", promised: "2026-12-10", expected: "2026-12-18", in: transaction)
            try put("TOLD", promised: "2026-12-10", expected: "2026-12-18", in: transaction)
            try transaction.tell(try date("2026-12-18"), of: "1", order: "TOLD", at: now)
            try put("DONE", promised: "2026-11-20", delivered: 5, in: transaction)
            try put("GONE", promised: "2026-11-20", isCancelled: true, in: transaction)
            // A later promise in the sheet is a slip, too.
            try put("MOVED", promised: "2026-12-10", in: transaction)
            try put("MOVED", promised: "2026-12-11", in: transaction)
            return try transaction.view.ordersAtRisk(before: day).map(\.code)
        }
        #expect(found == ["MOVED", "PAST", "SLIPPED"])
    }

    @Test func openDeadlinesAreFoundByWhenTheyAreDueAndMade() async throws {
        let ledger = try Ledger(path: path)
        let due = try #require(CivilDateTime("2026-12-04 15:00"))
        let (before, ahead) = try await ledger.write(at: now) { transaction in
            for (code, offset, made) in [("A", -60, 0), ("B", 60, 0), ("C", 60, 9), ("D", 120, 9)] {
                try transaction.insert(
                    Deadline(
                        code: code, title: code, owner: "S", due: due, zone: "UTC", armedAt: now,
                        createdAt: now + .seconds(made)),
                    dueAt: now + .seconds(offset), nextAt: nil)
            }
            try transaction.insert(
                Deadline(
                    code: "E", title: "E", owner: "S", due: due, zone: "UTC", state: .done,
                    armedAt: now, createdAt: now), dueAt: now, nextAt: nil)
            return (
                try transaction.view.openDeadlines(dueBefore: now + .seconds(120)),
                try transaction.view.openDeadlines(
                    dueFrom: now, before: now + .seconds(120), madeAfter: now)
            )
        }
        #expect(before.map(\.deadline.code) == ["A", "B", "C"])
        #expect(ahead.map(\.deadline.code) == ["C"])
    }

    @Test func aMorningIsMarkedOnce() async throws {
        let ledger = try Ledger(path: path)
        let monday = try date("2026-11-23")
        let (tuesday, wednesday) = (monday.adding(days: 1), monday.adding(days: 2))
        try await ledger.write(at: now) { transaction in
            try transaction.markMorning(of: "K", on: monday, reader: nil)
        }
        try await ledger.write(at: now + .seconds(60)) { transaction in
            try transaction.markMorning(of: "K", on: tuesday, reader: "K")
        }
        await #expect(throws: LedgerError.self) {
            try await ledger.write(at: now + .seconds(120)) { transaction in
                try transaction.markMorning(of: "M", on: monday, reader: "M")
                try transaction.markMorning(of: "k", on: monday, reader: "K")
            }
        }
        let (marked, latest) = try await ledger.read { view in
            (
                try ["k", "M"].map { try view.hasMorning(of: $0, on: monday) },
                try [monday, wednesday].map { try view.latestMorning(of: "K", since: $0) }
            )
        }
        #expect(marked == [true, false])
        #expect(latest == [now + .seconds(60), nil])
    }

    @Test(
        "Its questions are answered by indexes",
        arguments: [
            (LedgerView.ordersAtRisk, ["order_line_open (<expr><?)", "order_line_late"]),
            (
                "SELECT * FROM deadline WHERE state = 'open' AND due_at < ? ORDER BY due_at, id",
                ["deadline_open_due (state=? AND due_at<?)"]
            ),
            (
                "SELECT * FROM notice WHERE state IN ('held', 'uncertain') AND id > ?",
                ["notice_state (state=?"]
            ),
        ])
    func plans(_ query: String, _ indexes: [String]) async throws {
        let ledger = try Ledger(path: path)
        let details = try await ledger.read { view in
            try Row.fetchAll(
                view.database.database, sql: "EXPLAIN QUERY PLAN " + query, arguments: ["5"]
            )
            .map { $0["detail"] as String }
        }
        let reads = details.filter { $0.hasPrefix("SEARCH") || $0.hasPrefix("SCAN") }
        #expect(
            indexes.allSatisfy { index in reads.contains { $0.contains(" INDEX \(index)") } },
            "\(details)")
        #expect(
            reads.allSatisfy {
                $0.contains("INDEX") || $0 == "SEARCH client_order USING PRIMARY KEY (code=?)"
            },
            "\(details)")
    }
}
