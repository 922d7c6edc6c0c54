import Almanac
import Coordination
import Foundation
import GRDB
import Testing

@testable import Engine
@testable import Ledger

/// Of every table and every column of the ledger: a change by hand is named, or it is said why it need not be
/// (`SummedTable.others`, `SummedTable.otherColumns`).
@Suite struct TamperingTests {
    @Test("A change by hand of any column of any table is named, and so is a row that goes")
    func everyColumn() async throws {
        let work = try await office()
        let hand = try LedgerHand(path: work.folder.appending(path: "ledger.sqlite").path)
        let tables = try hand.tables()
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            try LedgerHand.fill(tables, in: transaction.database)
        }
        try await expect(nothingIn: work, "a row that the service wrote itself")
        #expect(tables.count > 35)
        for table in tables where !LedgerHand.unguarded.contains(table.name) {
            for column in table.columns {
                try await hand.changing(column, of: table) {
                    let found = try await problems(work)
                    #expect(!found.isEmpty, "\(table.name).\(column.name) is changed unseen")
                    if SummedTable.others[table.name] == nil,
                        SummedTable.otherColumns["\(table.name).\(column.name)"] == nil
                    {
                        #expect(found.contains("table-changed \(table.name)"), "\(found)")
                    }
                }
            }
            try await hand.removingARow(of: table) {
                let found = try await problems(work)
                #expect(!found.isEmpty, "a row of \(table.name) is gone unseen")
                if SummedTable.others[table.name] == nil {
                    #expect(found.contains("table-changed \(table.name) −1"), "\(found)")
                }
            }
        }
        try await expect(nothingIn: work, "all that was changed was changed back")
    }

    @Test("Whatever is left out of the sums is there, and says what guards it instead")
    func reasons() async throws {
        let work = try await office()
        let tables = try LedgerHand(path: work.folder.appending(path: "ledger.sqlite").path)
            .tables()
        let names = Set(tables.map(\.name))
        let columns = Set(
            tables.flatMap { table in table.columns.map { "\(table.name).\($0.name)" } })
        #expect(names.isSuperset(of: SummedTable.others.keys))
        #expect(columns.isSuperset(of: SummedTable.otherColumns.keys))
        #expect(SummedTable.others.values.allSatisfy { $0.count > 30 })
        #expect(SummedTable.otherColumns.values.allSatisfy { !$0.isEmpty })
    }

    @Test("What is undone leaves nothing behind, in a savepoint and in a whole transaction")
    func undone() async throws {
        struct Stop: Error {}
        let work = try await office()
        let ledger = work.stages.ledger
        try await ledger.write(at: work.clock.now) { transaction in
            // Undone on purpose: what is left is looked at.
            try? transaction.attempt {
                try transaction.set(.backup, to: "1")
                throw Stop()
            }
            try transaction.set(.housekeeping, to: "2")
        }
        await #expect(throws: Stop.self) {
            try await ledger.write(at: work.clock.now) { transaction in
                try transaction.set(.backup, to: "3")
                throw Stop()
            }
        }
        try await ledger.write(at: work.clock.now) { try $0.set(.housekeeping, to: "4") }
        try await expect(nothingIn: work, "what was undone was never so")
    }

    @Test("A table that was changed while nobody was at work is named by whoever opens it next")
    func changedWhileDown() async throws {
        let work = try await office()
        try await work.stages.ledger.read { _ in }
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        try await DatabaseQueue(path: folder.appending(path: "ledger.sqlite").path).write {
            try $0.execute(sql: "UPDATE order_line SET promised = '2026-12-30'")
        }
        let again = try await TestOffice(
            resuming: folder, at: work.clock.now, ownsFolder: true)
        #expect(try await problems(again) == ["table-changed order_line"])
    }

    @Test(
        "A sum that somebody took out or changed is missed, whoever opens the ledger next and whatever is written since",
        arguments: [
            "DELETE FROM table_sum WHERE name = 'order_line'",
            "UPDATE table_sum SET name = 'nothing' WHERE name = 'order_line'",
            "UPDATE table_sum SET columns = 'line' WHERE name = 'order_line'",
        ])
    func missingSum(_ sql: String) async throws {
        let work = try await office()
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        try await DatabaseQueue(path: folder.appending(path: "ledger.sqlite").path).write {
            try $0.execute(sql: sql)
        }
        let again = try await TestOffice(
            resuming: folder, at: work.clock.now, ownsFolder: true)
        #expect(try await problems(again) == ["sum-missing order_line"])
        try await again.take(
            "orders.csv", "order;line;client;promised;item;quantity", "O7;1;C1;2026-12-10;Meja;5")
        #expect(try await problems(again) == ["sum-missing order_line"])
        let words = HistoryProof.Problem(fault: .sumMissing, subject: "order_line").words
        #expect(words.english.contains("order_line") && words.indonesian.contains("order_line"))
    }

    @Test(
        "A trigger that is not the service's own is named, and one of its own that is gone",
        arguments: [
            (
                "CREATE TRIGGER more AFTER UPDATE ON deadline BEGIN UPDATE deadline SET note = 'x'; END",
                "more"
            ),
            ("DROP TRIGGER deadline_goes", "deadline_goes"),
        ])
    func trigger(_ sql: String, _ name: String) async throws {
        let work = try await office()
        try await DatabaseQueue(path: work.folder.appending(path: "ledger.sqlite").path).write {
            try $0.execute(sql: sql)
        }
        #expect(try await problems(work) == ["trigger-changed \(name)"])
        let words = HistoryProof.Problem(fault: .triggerChanged, subject: name).words
        #expect(words.english.contains(name) && words.indonesian.contains(name))
    }

    @Test(
        "What tables, indexes and numbers are made of is named where it is not what the service made",
        arguments: [
            ("DROP INDEX deadline_next", "index deadline_next"),
            ("CREATE INDEX mine ON deadline (note)", "index mine"),
            (
                "DELETE FROM grdb_migrations WHERE identifier = 'what tables come to'",
                "migration what tables come to"
            ),
            ("INSERT INTO grdb_migrations VALUES ('mine')", "migration mine"),
            ("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'notice'", "sqlite_sequence notice"),
            (
                "UPDATE sqlite_sequence SET seq = 'x' WHERE name = 'notice'",
                "sqlite_sequence notice"
            ),
            (
                "DELETE FROM sqlite_sequence WHERE name = 'sheet_import'",
                "sqlite_sequence sheet_import"
            ),
        ])
    func structure(_ sql: String, _ name: String) async throws {
        let work = try await office()
        try await DatabaseQueue(path: work.folder.appending(path: "ledger.sqlite").path).write {
            try $0.execute(sql: sql)
        }
        #expect(try await problems(work) == ["schema-changed \(name)"])
        let words = HistoryProof.Problem(fault: .schemaChanged, subject: name).words
        #expect(words.english.contains(name) && words.indonesian.contains(name))
    }

    @Test(
        "An upgrade sums up what it changes, and hides nothing that was changed before it",
        arguments: [
            (nil, []), ("UPDATE letter SET subject = 'x'", ["sum-missing letter"]),
            ("UPDATE notice SET recipient = 'x'", ["table-changed notice"]),
            ("DELETE FROM table_sum WHERE name = 'letter'", ["sum-missing letter"]),
        ] as [(String?, [String])])
    func upgraded(_ sql: String?, _ wanted: [String]) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        let path = folder.appending(path: "ledger.sqlite").path
        var configuration = Configuration()
        configuration.prepareDatabase { RowSums.prepare($0) }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try Schema.migrator.migrate(queue, upTo: "what tables come to")
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO notice (id, recipient, audience, state, created_at)
                    VALUES (1, 'S', 'office', 'claimed', 0);
                    INSERT INTO letter VALUES (1, 'm', 's', 'h', '[]', 't', '<p>', x'01', 0);
                    """)
            for table in try SummedTable.all(in: database) { try table.sumUp(in: database) }
            if let sql { try database.execute(sql: sql) }
        }
        try queue.close()
        let ledger = try Ledger(path: path)
        let (proof, seal) = try await ledger.read { view in
            (try view.proveHistory(), try view.letterContent(of: 1)?.seal?.bytes)
        }
        #expect(seal == LetterSeal.content(of: [1], html: "<p>"))
        #expect(proof.problems.map { "\($0.fault.rawValue) \($0.subject)" } == wanted)
        try ledger.close()
    }

    @Test(
        "A ledger whose list of migrations lacks one before others is not opened, and so not summed up anew"
    )
    func lostMigration() async throws {
        let work = try await office()
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        let path = folder.appending(path: "ledger.sqlite").path
        let queue = try DatabaseQueue(path: path)
        try await queue.write {
            try $0.execute(
                sql: """
                    DROP TABLE table_sum;
                    DELETE FROM grdb_migrations WHERE identifier = 'what tables come to';
                    """)
        }
        try queue.close()
        let refusal = #expect(throws: LedgerError.self) { try Ledger(path: path) }
        #expect(refusal?.code == .damaged)
    }

    // MARK: The office

    private func office() async throws -> TestOffice { try await LedgerHand.office() }

    private func problems(_ work: TestOffice) async throws -> [String] {
        try await work.stages.ledger.read { try $0.proveHistory() }.problems.map {
            "\($0.fault.rawValue) \($0.subject)"
        }
    }

    private func expect(nothingIn work: TestOffice, _ because: Comment) async throws {
        let found = try await problems(work)
        #expect(found.isEmpty, because)
    }
}
