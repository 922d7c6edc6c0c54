import GRDB
import Testing

@testable import Ledger

/// What tables come to is kept, whatever a statement does to their rows: it is what their rows come to when they are
/// summed up anew.
@Suite struct RowSumsTests {
    private let queue: DatabaseQueue
    private let sums = RowSums()

    /// Two tables with rows from before a column was added.
    init() throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { RowSums.prepare($0) }
        queue = try DatabaseQueue(configuration: configuration)
        try queue.writeWithoutTransaction { [sums] database in
            try database.execute(
                sql: """
                    CREATE TABLE table_sum (
                        name TEXT PRIMARY KEY, columns TEXT NOT NULL, rows INTEGER NOT NULL,
                        low INTEGER NOT NULL, high INTEGER NOT NULL) WITHOUT ROWID;
                    CREATE TABLE line (id INTEGER PRIMARY KEY, code TEXT UNIQUE, amount REAL);
                    CREATE TABLE mark (
                        scope TEXT, line INTEGER REFERENCES line (id) ON DELETE CASCADE
                            ON UPDATE CASCADE,
                        value BLOB, PRIMARY KEY (scope, line)) WITHOUT ROWID;
                    INSERT INTO line VALUES (1, 'A', 1), (2, 'B', 2.5), (3, 'C', NULL);
                    INSERT INTO mark VALUES ('x', 1, x'00'), ('y', 1, NULL), ('x', 2, 'text');
                    ALTER TABLE line ADD COLUMN rank INTEGER NOT NULL DEFAULT 7;
                    ALTER TABLE mark ADD COLUMN is_old INTEGER NOT NULL DEFAULT 1;
                    """)
            for table in try SummedTable.all(in: database) { try table.sumUp(in: database) }
            try sums.watch(database)
        }
    }

    @Test("An upgrade rewrites rows from before a column, whoever summed them up")
    func upgrade() throws {
        try queue.write { database in
            try database.execute(
                sql: "ALTER TABLE line ADD COLUMN is_new INTEGER NOT NULL DEFAULT 1")
            let tables = try SummedTable.all(in: database)
            // As the version before did.
            for table in tables {
                let sum = try table.sum(in: database)
                try database.execute(
                    sql:
                        "UPDATE table_sum SET columns = ?, rows = ?, low = ?, high = ? WHERE name = ?",
                    arguments: [
                        table.columns.joined(separator: " "), sum.rows,
                        Int64(bitPattern: sum.low), Int64(bitPattern: sum.high), table.name,
                    ])
            }
            try MigratedSums(before: database).follow(in: database)
            let watching = RowSums()
            try watching.watch(database)
            try database.execute(sql: "UPDATE line SET amount = 9")
            try watching.settle(in: database)
            for table in tables {
                #expect(try table.known(in: database) == table.sum(in: database), "\(table.name)")
            }
        }
    }

    @Test(arguments: [
        "INSERT INTO line (code) VALUES ('D')",
        "INSERT INTO mark VALUES ('z', 3, 1.0, 0)",
        "UPDATE line SET amount = amount + 1 WHERE id < 3",
        "UPDATE line SET code = 'E' WHERE id = 2",
        "UPDATE mark SET value = 'é' WHERE line = 1",
        "UPDATE mark SET scope = scope || '!'",
        "UPDATE line SET id = id + 10",
        "INSERT OR REPLACE INTO line VALUES (1, 'A', 3, 4)",
        "INSERT OR REPLACE INTO line (code) VALUES ('A')",
        "INSERT OR REPLACE INTO mark VALUES ('x', 2, 'other', 5)",
        "INSERT OR IGNORE INTO line VALUES (1, 'A', 3, 4)",
        "INSERT INTO line VALUES (1, 'A', 3, 4) ON CONFLICT (id) DO UPDATE SET rank = excluded.rank",
        "INSERT INTO mark SELECT scope || '2', line, value, is_old FROM mark",
        "DELETE FROM line WHERE id = 1",
        "DELETE FROM mark WHERE scope = 'x'",
        "DELETE FROM mark",
        "DELETE FROM line",
        "UPDATE line SET amount = 4",
    ])
    func eachStatement(_ sql: String) throws {
        try queue.write { database in
            let former = try SummedTable.all(in: database).map { try $0.sum(in: database) }
            sums.begin()
            try database.execute(sql: sql)
            try sums.settle(in: database)
            let tables = try SummedTable.all(in: database)
            #expect(tables.map(\.name) == ["line", "mark"])
            for table in tables {
                #expect(try table.known(in: database) == table.sum(in: database), "\(table.name)")
            }
            // Statements that leave all rows as they were would show nothing.
            let isLeft = try tables.map { try $0.sum(in: database) } == former
            #expect(isLeft == sql.contains("OR IGNORE"))
        }
    }
}
