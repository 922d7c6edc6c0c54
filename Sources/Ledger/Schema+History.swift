internal import Foundation
internal import GRDB

extension Schema {
    /// A link for each line of the history, each step's mark and each letter that left, on the hash of the
    /// link before; what was there before is in none. See ``HistoryLink``.
    static let chain = """
        CREATE TABLE chain (
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            subject TEXT NOT NULL,
            content BLOB NOT NULL,
            hash BLOB NOT NULL
        );
        INSERT INTO mark (name, value) SELECT 'chain-begin',
            (SELECT coalesce(max(id), 0) FROM event) || ' '
            || (SELECT coalesce(max(settled_at), 0) FROM step);
        INSERT INTO mark (name, value)
            SELECT 'linked-letters', coalesce(max(id), 0) FROM event;
        """

    /// What each table comes to: see ``RowSums``.
    static func beginSums(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE table_sum (
                    name TEXT PRIMARY KEY,
                    columns TEXT NOT NULL,
                    rows INTEGER NOT NULL,
                    low INTEGER NOT NULL,
                    high INTEGER NOT NULL
                ) WITHOUT ROWID;
                """)
        for table in try SummedTable.all(in: database) { try table.sumUp(in: database) }
    }

    /// The hash of each letter's bytes, from when it was sealed: of what no link speaks of yet it is that of what
    /// stands there.
    static func sealLetters(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE letter ADD COLUMN seal BLOB")
        let letters = try Int64.fetchAll(
            database,
            sql: """
                SELECT notice FROM letter
                WHERE length(bytes) > 0 AND NOT EXISTS (
                    SELECT 1 FROM chain
                    WHERE kind = 3 AND subject = CAST(letter.notice AS TEXT))
                """)
        for notice in letters {
            guard
                let bytes = try Data.fetchOne(
                    database, sql: "SELECT bytes FROM letter WHERE notice = ?",
                    arguments: [notice]),
                let html = try String.fetchOne(
                    database, sql: "SELECT html FROM letter WHERE notice = ?", arguments: [notice])
            else { continue }
            try database.execute(
                sql: "UPDATE letter SET seal = ? WHERE notice = ?",
                arguments: [LetterSeal.content(of: [UInt8](bytes), html: html), notice])
        }
    }

    /// The seal of each letter that has its bytes, also of those that a link spoke of before seals were kept: from now
    /// on none is without.
    static func sealLinkedLetters(_ database: Database) throws {
        let letters = try Int64.fetchAll(
            database,
            sql: "SELECT notice FROM letter WHERE length(bytes) > 0 AND seal IS NULL")
        for notice in letters {
            let row = try Row.fetchOne(
                database, sql: "SELECT bytes, html FROM letter WHERE notice = ?",
                arguments: [notice])
            guard let row, let bytes = Data.fromDatabaseValue(row[0]),
                let html = String.fromDatabaseValue(row[1])
            else { continue }
            try database.execute(
                sql: "UPDATE letter SET seal = ? WHERE notice = ?",
                arguments: [LetterSeal.content(of: [UInt8](bytes), html: html), notice])
        }
    }

    /// The chain anew, whose links name what they take the place of, and whose first one says from where it
    /// speaks of all there is. What was linked before counts as what was there before.
    static func beginChain(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP TABLE chain;
                CREATE TABLE chain (
                    id INTEGER PRIMARY KEY,
                    kind INTEGER NOT NULL,
                    subject TEXT NOT NULL,
                    content BLOB NOT NULL,
                    former BLOB,
                    hash BLOB NOT NULL
                );
                CREATE INDEX chain_letter ON chain (subject) WHERE kind = 3;
                CREATE INDEX chain_begin ON chain (id) WHERE kind = 5;
                CREATE INDEX chain_rules ON chain (subject) WHERE kind = 6;
                CREATE TABLE kept_rules (
                    hash BLOB PRIMARY KEY,
                    content TEXT NOT NULL
                ) WITHOUT ROWID;
                DELETE FROM mark WHERE name = 'chain-begin';
                UPDATE mark SET value = (SELECT coalesce(max(id), 0) FROM event)
                    WHERE name = 'linked-letters';
                """)
        let begin = ChainBegin(
            event: try Int64.fetchOne(database, sql: "SELECT max(id) FROM event") ?? 0,
            settledAt: try Int64.fetchOne(database, sql: "SELECT max(settled_at) FROM step"))
        let content = HistoryLink.content([begin.text])
        try database.execute(
            sql: "INSERT INTO chain (kind, subject, content, hash) VALUES (?, ?, ?, ?)",
            arguments: [
                HistoryLink.begin.rawValue, begin.text, content,
                HistoryLink.begin.hash(
                    of: begin.text, content: content, former: nil, after: HistoryLink.origin),
            ])
    }
}
