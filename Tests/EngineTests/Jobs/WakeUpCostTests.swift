import Almanac
import Coordination
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Engine
@testable import Ledger

/// A wake-up costs what is due, however many deadlines are open.
@Suite struct WakeUpCostTests {
    /// The statements of one wake-up that fires one step, with so many deadlines that are not due.
    private func statements(
        withOpen count: Int, expanded: Bool = false
    ) async throws -> [String] {
        let work = try await TestOffice()
        let office = work.stages.store.office
        let now = work.clock.now
        try await work.stages.ledger.write(at: now) { transaction in
            for number in 0..<count {
                let far = try #require(CivilDate("2030-01-02")).adding(days: number % 300)
                let new = NewDeadline(code: "N-\(number)", title: "Nanti", owner: "S", date: far)
                try transaction.addDeadline(
                    office.newDeadline(new, now: now), office: office, by: nil)
            }
        }
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;A;S;2026-12-04;15:00")
        try await work.settle()
        let seen = Mutex<[String]>([])
        try await work.stages.ledger.pool.write { database in
            database.trace { event in
                if case .statement(let statement) = event {
                    seen.withLock { $0.append(expanded ? statement.expandedSQL : statement.sql) }
                }
            }
        }
        work.clock.set(try work.instant("2026-12-01 09:00"))
        let reminders = try #require(
            work.stages.jobs.first { $0.name == JobName.deadlineReminders })
        #expect(try await reminders.runOnce(at: work.clock.now)["fired"] == 1)
        return seen.withLock { $0 }
    }

    @Test func itAsksTheLedgerAsOftenWithThousandsOfDeadlinesAsWithOne() async throws {
        let few = try await statements(withOpen: 1)
        let many = try await statements(withOpen: 3_000)
        #expect(few.count > 5)
        #expect(many == few)
    }

    @Test func itReadsThroughIndexesAlone() async throws {
        let statements = Set(try await statements(withOpen: 10, expanded: true))
        let work = try await TestOffice()
        let scans = try await work.stages.ledger.pool.read { database in
            try statements.filter { $0.hasPrefix("SELECT") || $0.hasPrefix("UPDATE") }
                .flatMap { statement in
                    try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(statement)").map {
                        "\($0["detail"] as String) in \(statement)"
                    }
                }.filter { $0.hasPrefix("SCAN") }
        }
        // `identity` has one row.
        #expect(scans.filter { !$0.hasPrefix("SCAN identity") }.isEmpty, "\(scans)")
    }

    /// The statements of a look at one order with so many letters that wait for a person.
    private func statements(withWaiting count: Int) async throws -> [String] {
        let work = try await TestOffice()
        let now = work.clock.now
        try await work.stages.ledger.write(at: now) { transaction in
            for number in 0..<count {
                let notice = try transaction.openNotice(
                    to: "C2", audience: .client, leaveAt: nil, holdReasons: [.approval])
                try transaction.append(
                    Item(
                        cause: "N\(number)", kind: "message", subject: Subject(.client, "C2"),
                        facts: ["subject": .text("Kabar"), "paragraphs": .list([])]), to: notice)
            }
        }
        try await work.settle()
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity", "O1;1;C1;2026-12-10;Meja;5")
        try await work.settle()
        let delays = try #require(work.stages.jobs.first { $0.name == JobName.delayNotices })
        try await work.stages.ledger.write(at: now) { try $0.setNext(now, ofOrder: "O1") }
        let seen = Mutex<[String]>([])
        try await work.stages.ledger.pool.write { database in
            database.trace { event in
                if case .statement(let statement) = event {
                    seen.withLock { $0.append(statement.sql) }
                }
            }
        }
        #expect(try await delays.runOnce(at: now)["orders"] == 1)
        return seen.withLock { $0 }
    }

    @Test func aLookAtAnOrderReadsNoLettersOfOthers() async throws {
        let few = try await statements(withWaiting: 1)
        let many = try await statements(withWaiting: 300)
        #expect(few.count > 5)
        #expect(many == few)
    }

    /// How often one import that moves so many orders of one client reads letters' items, and orders'
    /// lines.
    ///
    /// - Parameter areWritten: whether their letter waits for a person already.
    private func readings(
        moving count: Int, areWritten: Bool
    ) async throws -> (items: Int, lines: Int) {
        let header = "order;line;client;promised;expected;reason;item;quantity"
        let work = try await TestOffice()
        let take = { (date: String, reason: String) in
            let rows = (0..<count).map { "O\($0);1;C2;2026-12-10;\(date);\(reason);Meja;5" }
            let text = ([header] + rows).joined(separator: "\r\n")
            try await work.take([Intake.File(name: "orders.csv", content: Array(text.utf8))])
        }
        try await take("", "")
        try await work.settle()
        if areWritten {
            try await take("2026-12-18", "KAPAL")
            try await work.settle()
        }
        let seen = Mutex<[String]>([])
        try await work.stages.ledger.pool.write { database in
            database.trace { event in
                if case .statement(let statement) = event {
                    seen.withLock { $0.append(statement.sql) }
                }
            }
        }
        try await take("2026-12-21", "KAPAL")
        let statements = seen.withLock { $0 }
        let letters = try await work.notices().filter { $0.audience == .client }
        #expect(letters.map(\.liveItems.count) == [count])
        return (
            statements.count { $0.hasPrefix("SELECT * FROM item WHERE notice = ?") },
            statements.count { $0.hasPrefix("SELECT * FROM order_line WHERE client_order = ?") }
        )
    }

    @Test(
        "A letter is looked over once, however many orders it tells of", arguments: [true, false])
    func aLetterIsLookedOverOnce(areWritten: Bool) async throws {
        let few = try await readings(moving: 3, areWritten: areWritten)
        let many = try await readings(moving: 30, areWritten: areWritten)
        #expect(few.items > 0 && many.items == few.items, "\(few) \(many)")
        #expect(many.lines <= 10 * few.lines, "\(few) \(many)")
    }

    @Test func whenTheNextMorningIsIsKnownWithoutReadingALetter() async throws {
        let work = try await TestOffice()
        _ = try await work.slippedOrder()
        let digest = try #require(work.stages.jobs.first { $0.name == JobName.digest })
        let next = try await digest.nextInstant()
        #expect(next != nil)
        // Whoever reads it now fails.
        try await work.stages.ledger.pool.write {
            try $0.execute(sql: "UPDATE notice SET hold_reasons = '?' WHERE state = 'held'")
        }
        #expect(try await digest.nextInstant() == next)
    }
}
