internal import GRDB

/// What tables, indexes and triggers a ledger has, and which migrations made them.
struct MadeSchema {
    /// By `index deadline_next`, as SQLite keeps its words.
    private let things: [String: String]

    /// SQLite's own is left out: what it keeps by itself, and what ANALYZE makes.
    init(of database: Database) throws {
        let made = try Row.fetchAll(
            database,
            sql: """
                SELECT type || ' ' || name, coalesce(sql, '') FROM main.sqlite_schema
                WHERE name NOT LIKE 'sqlite_%'
                """)
        let migrations = try Row.fetchAll(
            database, sql: "SELECT 'migration ' || identifier, '' FROM grdb_migrations")
        things = Dictionary(
            (made + migrations).map { row in
                let words = (String.fromDatabaseValue(row[1]) ?? "").split(
                    whereSeparator: \.isWhitespace)
                return (String.fromDatabaseValue(row[0]) ?? "", words.joined(separator: " "))
            }, uniquingKeysWith: { $1 })
    }

    /// As the migrations make it, in a ledger of which nothing is kept.
    static func asMade() throws -> MadeSchema {
        let queue = try DatabaseQueue(configuration: Ledger.configuration)
        try Schema.migrator.migrate(queue)
        return try queue.read { try MadeSchema(of: $0) }
    }

    /// What is another, is there in one of them only, or is gone.
    func differences(from other: MadeSchema) -> [String] {
        Set(things.keys).union(other.things.keys).filter { things[$0] != other.things[$0] }.sorted()
    }
}

extension ChainWalk {
    /// Whether the tables are those that the service made: without an index it finds nothing else and takes longer, a
    /// trigger changes rows in its own transactions, which add up then.
    mutating func lookAtSchema() throws {
        let present = try MadeSchema(of: view.database.database)
        for name in present.differences(from: try MadeSchema.asMade()) {
            let trigger = "trigger "
            if name.hasPrefix(trigger) {
                add(.triggerChanged, String(name.dropFirst(trigger.count)))
            } else {
                add(.schemaChanged, name)
            }
        }
    }

    /// Whether SQLite's own note of the numbers that were given is what it was: where it is lower, or gone, numbers come
    /// again.
    mutating func lookAtNumbers() throws {
        let database = view.database.database
        let tables = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM main.sqlite_schema
                WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' ORDER BY name
                """)
        for table in tables {
            let last = try Int64.fetchOne(
                database, sql: "SELECT max(rowid) FROM main.\"\(table)\"")
            let noted = try DatabaseValue.fetchAll(
                database, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?",
                arguments: [table]
            ).map(Int64.fromDatabaseValue)
            guard let last else { continue }
            guard noted.count == 1, let number = noted[0], number >= last else {
                add(.schemaChanged, "sqlite_sequence \(table)")
                continue
            }
        }
    }
}
