extension Schema {
    /// Before which others a notice goes, by which courier, and since when it is free to leave; and how
    /// each courier's way out stands. What one mark said of all of them is not known of each.
    static let ways = """
        ALTER TABLE notice ADD COLUMN rank INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE notice ADD COLUMN destination TEXT;
        ALTER TABLE notice ADD COLUMN free_at INTEGER;
        UPDATE notice SET rank = 2 WHERE audience = 'client';
        UPDATE notice SET rank = 0 WHERE audience = 'office' AND finished_at IS NULL AND id IN (
            SELECT notice FROM item WHERE is_urgent AND withdrawn_at IS NULL);
        DROP INDEX notice_leave;
        DROP INDEX notice_leave_office;
        CREATE INDEX notice_due ON notice (destination, rank, leave_at)
            WHERE leave_at IS NOT NULL;

        CREATE TABLE outage (
            destination TEXT PRIMARY KEY,
            since INTEGER NOT NULL,
            reason TEXT NOT NULL,
            failures INTEGER NOT NULL,
            probe_at INTEGER NOT NULL,
            is_told INTEGER NOT NULL
        ) WITHOUT ROWID;
        DELETE FROM mark WHERE name = 'mail-outage';
        """

    /// When each courier took letters, by time: most of a ledger's attempts, of which the latest alone are asked
    /// for.
    static let takenLetters = """
        CREATE INDEX attempt_taken ON attempt (courier, ended_at) WHERE outcome = 'sent';
        """

    /// Jobs that do nothing of their own accord.
    static let pauses = """
        CREATE TABLE paused_job (
            job TEXT PRIMARY KEY,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            reason TEXT
        ) WITHOUT ROWID;
        """
}
