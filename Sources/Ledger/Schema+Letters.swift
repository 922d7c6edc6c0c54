/// What became of letters, beyond the first tables.
extension Schema {
    /// A letter that may have arrived stays that; what of a letter was approved is known part by part; and
    /// copies that a server put off go by themselves.
    static let letterOutcomes = """
        ALTER TABLE notice ADD COLUMN approved_parts TEXT;
        ALTER TABLE notice ADD COLUMN may_have_arrived INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE attempt ADD COLUMN is_redirected INTEGER NOT NULL DEFAULT 0;
        UPDATE notice SET may_have_arrived = 1 WHERE audience = 'client' AND state = 'uncertain';

        CREATE TABLE letter_copy (
            notice INTEGER NOT NULL REFERENCES notice (id),
            address TEXT NOT NULL COLLATE NOCASE,
            attempts INTEGER NOT NULL,
            first_at INTEGER NOT NULL,
            leave_at INTEGER,
            PRIMARY KEY (notice, address)
        ) WITHOUT ROWID;
        CREATE INDEX letter_copy_leave ON letter_copy (leave_at) WHERE leave_at IS NOT NULL;

        CREATE TABLE shown_letter (
            notice INTEGER NOT NULL REFERENCES notice (id),
            content_hash TEXT NOT NULL,
            parts TEXT NOT NULL,
            PRIMARY KEY (notice, content_hash)
        ) WITHOUT ROWID;
        """

    /// What a letter says that is done about a line's delay.
    static let remedies = """
        ALTER TABLE order_line ADD COLUMN action TEXT;
        """

    /// A mail that nothing else joins.
    static let apart = """
        ALTER TABLE notice ADD COLUMN is_apart INTEGER NOT NULL DEFAULT 0;
        """
}
