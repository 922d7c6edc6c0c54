import Almanac
import Coordination
import Foundation
import GRDB
import Testing

@testable import Engine
@testable import Ledger

/// Somebody who knows SQLite and nothing of the service.
final class LedgerHand: Sendable {
    private let queue: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// What nothing guards: why is said in `SummedTable.others`.
    static let unguarded: Set = ["grdb_migrations", "sqlite_sequence"]

    /// An office with a deadline, a series and an order whose slip its client is to hear of.
    static func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder;repeat",
            "A;Laporan;S;2026-12-04;15:00;standard;",
            "W;Mingguan;S;2026-12-04;15:00;standard;weekly")
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take("orders.csv", header, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.advance(to: work.instant("2026-12-03 12:00"))
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try $0.linkLetters(limit: 1_000)
        }
        return work
    }

    /// Puts a row into each table that has none, as the service itself does.
    static func fill(_ tables: [HandTable], in database: Connection) throws {
        var empty = try tables.filter { table in
            try !unguarded.contains(table.name)
                && database.count("SELECT count(*) FROM \"\(table.name)\"") == 0
        }
        while !empty.isEmpty {
            let before = empty.count
            try empty.removeAll { table in
                var values: [String: (any SQLValue)?] = [:]
                for reference in table.references {
                    let columns = reference.columns.map { "\"\($0.parent)\" AS \"\($0.own)\"" }
                    guard
                        let row = try database.row(
                            "SELECT \(columns.joined(separator: ", ")) FROM \"\(reference.table)\"")
                    else { return false }
                    for (own, _) in reference.columns {
                        if let number: Int64 = row.read(own) {
                            values[own] = number
                        } else if let text: String = row.read(own) {
                            values[own] = text
                        }
                    }
                }
                let all = table.columns.map { column in
                    values[column.name]
                        ?? CellForm("\(table.name).\(column.name)", type: column.type).sample
                }
                let marks = all.map { _ in "?" }.joined(separator: ", ")
                try database.run("INSERT INTO \"\(table.name)\" VALUES (\(marks))", all)
                return true
            }
            guard empty.count < before else { break }
        }
        #expect(empty.isEmpty, "\(empty.map(\.name))")
    }

    func tables() throws -> [HandTable] {
        try queue.read { database in
            try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            ).map { try HandTable($0, in: database) }
        }
    }

    /// Has a column of one row say something else, for as long as somebody looks.
    ///
    /// - Parameter value: what it says instead; nil for another value of its kind.
    func changing(
        _ column: HandTable.Column, of table: HandTable, to value: DatabaseValue? = nil,
        _ body: () async throws -> Void
    ) async throws {
        let (key, old) = try await queue.read { database in
            let row = try #require(try table.lastRow(in: database), "\(table.name) has no row")
            return (table.key.map { row[$0] as DatabaseValue }, row[column.name] as DatabaseValue)
        }
        let new = value ?? column.otherThan(old)
        try set(column, of: table, to: new, at: key)
        try await body()
        let keyNow = zip(table.key, key).map { $0 == column.name ? new : $1 }
        try set(column, of: table, to: old, at: keyNow)
    }

    func removingARow(of table: HandTable, _ body: () async throws -> Void) async throws {
        let values = try await queue.write { database in
            let row = try #require(try table.lastRow(in: database))
            try database.execute(
                sql: "DELETE FROM \"\(table.name)\" WHERE \(table.place)",
                arguments: StatementArguments(table.key.map { row[$0] as DatabaseValue }))
            return table.columns.map { row[$0.name] as DatabaseValue }
        }
        try await body()
        try await queue.write { database in
            let marks = values.map { _ in "?" }.joined(separator: ", ")
            try database.execute(
                sql: "INSERT INTO \"\(table.name)\" VALUES (\(marks))",
                arguments: StatementArguments(values))
        }
    }

    private func set(
        _ column: HandTable.Column, of table: HandTable, to value: DatabaseValue,
        at key: [DatabaseValue]
    ) throws {
        try queue.write { database in
            try database.execute(
                sql: "UPDATE \"\(table.name)\" SET \"\(column.name)\" = ? WHERE \(table.place)",
                arguments: StatementArguments([value] + key))
        }
    }
}

/// A table as the schema has it.
struct HandTable: Sendable {
    var name: String
    var columns: [Column]
    /// The columns that name a row.
    var key: [String]
    var references: [Reference]

    struct Column: Sendable {
        var name: String
        var type: String

        var isText: Bool { type == "TEXT" }

        /// Another value of its kind.
        func otherThan(_ old: DatabaseValue) -> DatabaseValue {
            switch old.storage {
            case .null:
                isText
                    ? "x".databaseValue
                    : type == "BLOB" ? Data([0]).databaseValue : 1.databaseValue
            case .int64(let number): (number + 1).databaseValue
            case .double(let number): (number + 1).databaseValue
            case .string(let text): (text + "x").databaseValue
            case .blob(let data): (data + [0]).databaseValue
            }
        }
    }

    struct Reference: Sendable {
        var table: String
        var columns: [(own: String, parent: String)]
    }

    init(_ name: String, in database: Database) throws {
        self.name = name
        let rows = try Row.fetchAll(database, sql: "PRAGMA table_info(\"\(name)\")")
        columns = rows.map { Column(name: $0["name"], type: $0["type"]) }
        let named = rows.filter { ($0["pk"] as Int) > 0 }.sorted {
            ($0["pk"] as Int) < ($1["pk"] as Int)
        }
        // What has no key has one row.
        key = named.isEmpty ? [] : named.map { $0["name"] }
        let foreign = try Row.fetchAll(database, sql: "PRAGMA foreign_key_list(\"\(name)\")")
        references = Dictionary(grouping: foreign) { $0["id"] as Int }.sorted { $0.key < $1.key }
            .map { _, rows in
                Reference(
                    table: rows[0]["table"],
                    columns: rows.map { (own: $0["from"], parent: $0["to"]) })
            }
    }

    /// A row by its key.
    var place: String {
        key.isEmpty ? "TRUE" : key.map { "\"\($0)\" = ?" }.joined(separator: " AND ")
    }

    /// The last one, so that another number takes nobody's place.
    func lastRow(in database: Database) throws -> Row? {
        let order = key.map { "\"\($0)\" DESC" }.joined(separator: ", ")
        return try Row.fetchOne(
            database,
            sql: "SELECT * FROM \"\(name)\"" + (key.isEmpty ? "" : " ORDER BY \(order)")
                + " LIMIT 1")
    }
}

extension CellForm {
    /// Something that can be read.
    fileprivate var sample: any SQLValue {
        switch self {
        case .number, .anyNumber, .instant: 1 as Int64
        case .text: "x"
        case .blob: Data([1])
        case .date: "2026-12-01"
        case .moment: "2026-12-01 15:00"
        case .json: "{}"
        case .words(let words): words[0]
        }
    }
}
