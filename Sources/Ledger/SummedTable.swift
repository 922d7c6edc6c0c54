internal import Foundation
internal import GRDB

/// A table whose rows are summed up, with the columns that are.
struct SummedTable: Sendable {
    var name: String
    var columns: [String]
    /// Where each of the columns stands in the table.
    var places: [Int32]

    /// Tables that are not summed up, each with what guards it instead.
    static let others: [String: String] = [
        "chain": "each link stands on the one before it (ChainWalk.followLinks)",
        "event": "each line is a link of the chain (ChainWalk.lookAtLines)",
        "step": "each mark is a link of the chain (ChainWalk.lookAtMarks)",
        "kept_rules": "each part is known by the hash of its content, which is a link "
            + "(ChainWalk.lookAtRules)",
        "table_sum": "it is what the tables are held against (ChainWalk.lookAtTables)",
        "grdb_migrations":
            "it says which version's tables these are, and is held against the migrations "
            + "(ChainWalk.lookAtSchema)",
        "sqlite_sequence":
            "SQLite's own: it says which number comes next (ChainWalk.lookAtNumbers)",
    ]
    /// Columns of other tables, likewise.
    static let otherColumns: [String: String] = [
        "letter.bytes":
            "large: its hash stands in `seal`, which is summed up at once, and is a link of the "
            + "chain since it left (ChainWalk.lookAtSeals, lookAtLetters)",
        "letter.html": "likewise",
    ]

    /// Every table that there is but those.
    static func all(in database: Database) throws -> [SummedTable] {
        try String.fetchAll(
            database,
            // Tables of ANALYZE, which somebody may have run, are SQLite's own: it tells of none of their rows.
            sql: """
                SELECT name FROM main.sqlite_schema
                WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' ORDER BY name
                """
        ).filter { others[$0] == nil }.map { name in
            let columns = try String.fetchAll(
                database, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid",
                arguments: [name]
            ).enumerated().filter { otherColumns["\(name).\($0.element)"] == nil }
            return SummedTable(
                name: name, columns: columns.map(\.element),
                places: columns.map { Int32($0.offset) })
        }
    }

    // MARK: Keeping it

    /// Sums all rows up, whatever was kept of them.
    func sumUp(in database: Database) throws {
        try rewrite(in: database)
        let sum = try sum(in: database)
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO table_sum (name, columns, rows, low, high)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                name, columns.joined(separator: " "), sum.rows, Int64(bitPattern: sum.low),
                Int64(bitPattern: sum.high),
            ])
    }

    /// Rows from before a column was added lie on the disk without it, and `sqlite3_preupdate_old` says NULL where
    /// SELECT says the column's default (SQLite 3.40).
    private func rewrite(in database: Database) throws {
        let column = try String.fetchOne(
            database, sql: "SELECT name FROM pragma_table_info(?) WHERE dflt_value IS NOT NULL",
            arguments: [name])
        guard let column else { return }
        try database.execute(
            sql: "UPDATE main.\"\(name)\" SET \"\(column)\" = \"\(column)\"")
    }

    /// Whether what is kept is of these columns.
    func isSummedUp(in database: Database) throws -> Bool {
        let kept = try DatabaseValue.fetchOne(
            database, sql: "SELECT columns FROM table_sum WHERE name = ?", arguments: [name])
        return kept == columns.joined(separator: " ").databaseValue
    }

    /// As it was kept; nil of a table that nobody has summed up, or of whose sum somebody made something else.
    func known(in database: Database) throws -> RowSum? {
        let statement = try database.cachedStatement(
            sql: "SELECT rows, low, high FROM table_sum WHERE name = ?")
        guard let row = try Row.fetchOne(statement, arguments: [name]) else { return nil }
        let numbers = (0..<3).compactMap { Int64.fromDatabaseValue(row[$0]) }
        guard numbers.count == 3 else { return nil }
        return RowSum(
            rows: numbers[0], low: UInt64(bitPattern: numbers[1]),
            high: UInt64(bitPattern: numbers[2]))
    }

    /// Writes what a transaction made of a sum that is kept, of whichever columns that is.
    func update(_ sum: RowSum, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "UPDATE table_sum SET rows = ?, low = ?, high = ? WHERE name = ?")
        try statement.execute(arguments: [
            sum.rows, Int64(bitPattern: sum.low), Int64(bitPattern: sum.high), name,
        ])
    }

    // MARK: Holding it against what is there

    /// The function that each connection has, of a row's values: ``RowDigest``.
    static let digest = "tenggat_digest"

    /// What the rows that are there come to.
    func sum(in database: Database) throws -> RowSum {
        var sum = RowSum()
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let rows = try Data.fetchCursor(
            database, sql: "SELECT \(Self.digest)(\(list)) FROM main.\"\(name)\"")
        while let words = try rows.next() {
            sum.rows += 1
            unsafe words.withUnsafeBytes { bytes in
                sum.low &+= unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
                sum.high &+= unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            }
        }
        return sum
    }

}
