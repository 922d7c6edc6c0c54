extension Schema {
    /// People, teams, clients, reasons, …: one table, since they share one way in.
    static let registers = """
        CREATE TABLE register (
            kind TEXT NOT NULL,
            key TEXT NOT NULL COLLATE NOCASE,
            body TEXT NOT NULL,
            PRIMARY KEY (kind, key)
        ) WITHOUT ROWID;

        CREATE TABLE kept_file (
            hash TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            content BLOB NOT NULL,
            kept_at INTEGER NOT NULL
        );

        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            subject_kind TEXT NOT NULL,
            subject_id TEXT NOT NULL COLLATE NOCASE,
            what TEXT NOT NULL,
            by TEXT,
            detail TEXT
        );
        CREATE INDEX event_subject ON event (subject_kind, subject_id, id);
        """

    /// Which state the registers are in; see ``LedgerView/registerVersion()``.
    static let registerVersion = """
        ALTER TABLE identity ADD COLUMN register_version INTEGER NOT NULL DEFAULT 0;
        """
}
