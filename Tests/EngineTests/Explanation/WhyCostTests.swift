import Almanac
import Coordination
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Engine
@testable import Ledger

/// Why costs what is asked about, however long the history is.
@Suite struct WhyCostTests {
    private static let questions: [(subject: String, day: CivilDate?)] = [
        ("deadline:A", nil), ("order:O1", nil), ("O1/1", nil), ("letter:1", nil),
        ("person:S", nil), ("person:S", CivilDate("2026-12-01")), ("client:C2", nil),
        ("file:deadlines.csv", nil),
    ]

    /// The statements of all questions, asked of an office with so many other deadlines that were told of.
    private func statements(withOthers count: Int, expanded: Bool) async throws -> [String] {
        let work = try await TestOffice()
        _ = try await work.slippedOrder()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;A;S;2026-12-04;15:00")
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        let office = work.stages.store.office
        let now = work.clock.now
        try await work.stages.ledger.write(at: now) { transaction in
            for number in 0..<count {
                let near = try #require(CivilDate("2026-12-04"))
                let new = NewDeadline(code: "N-\(number)", title: "N", owner: "SJ", date: near)
                try transaction.addDeadline(
                    office.newDeadline(new, now: now), office: office, by: nil)
                let notice = try transaction.openNotice(
                    to: "SJ", audience: .office, leaveAt: now)
                try transaction.append(
                    Item(
                        cause: "N\(number)", kind: "reminder",
                        subject: Subject(.deadline, "N-\(number)"), facts: [:]), to: notice)
            }
        }
        let seen = Mutex<[String]>([])
        try await work.stages.ledger.write(at: now) { transaction in
            transaction.database.database.trace { event in
                if case .statement(let statement) = event {
                    seen.withLock { $0.append(expanded ? statement.expandedSQL : statement.sql) }
                }
            }
            defer { transaction.database.database.trace(nil) }
            let explainer = try Explainer(view: transaction.view, office: office, now: now)
            for question in Self.questions {
                let found = try explainer.explanation(of: question.subject, on: question.day)
                #expect(!found.lines.isEmpty, "\(question)")
            }
        }
        return seen.withLock { $0 }
    }

    @Test func itReadsThroughIndexesAlone() async throws {
        let statements = Set(try await statements(withOthers: 3, expanded: true))
        #expect(statements.count > 20)
        let work = try await TestOffice()
        let scans = try await work.stages.ledger.pool.read { database in
            try statements.filter { $0.hasPrefix("SELECT") }.flatMap { statement in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(statement)").map {
                    "\($0["detail"] as String) in \(statement)"
                }
            }.filter {
                // Which has a row for each way out that does not answer.
                $0.hasPrefix("SCAN") && !$0.hasPrefix("SCAN outage ")
            }
        }
        #expect(scans.isEmpty, "\(scans)")
    }

    @Test func itAsksAsOftenInALongHistoryAsInAShortOne() async throws {
        let few = try await statements(withOthers: 1, expanded: false)
        let many = try await statements(withOthers: 1_500, expanded: false)
        // A few more halvings find the first notice of a day.
        let halving = { (statement: String) in statement.contains("WHERE id >= ? ORDER BY id") }
        #expect(many.filter { !halving($0) } == few.filter { !halving($0) })
        #expect(many.count(where: halving) <= few.count(where: halving) + 30)
    }
}
