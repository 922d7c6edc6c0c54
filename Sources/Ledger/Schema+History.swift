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
}
