import Almanac
import Foundation
import GRDB
import Testing

@testable import Ledger

/// A commit says which tables it wrote, whatever they are like.
@Suite struct AccessLogTests {
    private struct Undone: Error {}

    private func inLedger(
        _ body: @escaping @Sendable (LedgerTransaction) throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // Left for the system to clear.
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try Ledger(path: folder.appending(path: "ledger.sqlite").path)
        await #expect(throws: Undone.self) {
            try await ledger.write(at: Instant(seconds: 1_795_500_000)) { transaction in
                try body(transaction)
                throw Undone()
            }
        }
        try ledger.close()
    }

    @Test("Every table of the schema is known, and its writes are noted")
    func everyTable() async throws {
        try await inLedger { transaction in
            let database = transaction.database.database
            let names = try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = 'table'
                    AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
                    """)
            #expect(Set(names) == Set(LedgerTable.allCases.map(\.rawValue)))
            try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
            for table in LedgerTable.allCases {
                let connection = Connection(database: database, log: AccessLog(reads: nil))
                let columns = try Row.fetchAll(
                    database, sql: "SELECT name FROM pragma_table_info(?) WHERE \"notnull\"",
                    arguments: [table.rawValue]
                ).compactMap { ($0["name"] as String?).map { "\"\($0)\"" } }
                let noughts = columns.map { _ in "'0'" }.joined(separator: ", ")
                let insert =
                    columns.isEmpty
                    ? "INSERT INTO \(table.rawValue) DEFAULT VALUES"
                    : "INSERT INTO \(table.rawValue) (\(columns.joined(separator: ", "))) "
                        + "VALUES (\(noughts))"
                try connection.run(insert)
                #expect(connection.log.written == [table], "\(insert)")
            }
        }
    }

    @Test(arguments: [
        "UPDATE mark SET value = 'y' WHERE name = 'a'",
        "INSERT INTO mark (name, value) VALUES ('b', 'x')",
        "INSERT OR REPLACE INTO mark (name, value) VALUES ('a', 'z')",
        "INSERT OR IGNORE INTO mark (name, value) VALUES ('b', 'x')",
        "UPDATE OR IGNORE mark SET value = 'y'", "DELETE FROM mark WHERE name = 'a'",
    ])
    func everyKindOfStatement(_ sql: String) async throws {
        try await inLedger { transaction in
            try transaction.database.run("INSERT INTO mark (name, value) VALUES ('a', 'x')")
            let connection = Connection(
                database: transaction.database.database, log: AccessLog(reads: nil))
            try connection.run(sql)
            #expect(connection.log.written == [.mark])
        }
    }

    @Test func whatChangesNoRowIsNoWrite() async throws {
        try await inLedger { transaction in
            try transaction.database.run("UPDATE mark SET value = 'y' WHERE name = 'none'")
            #expect(transaction.written.isEmpty)
        }
    }
}
