extension Schema {
    /// What `status` says costs the same however much is open: it is counted as it changes.
    static let tallies = """
        CREATE TABLE tally (
            name TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        ) WITHOUT ROWID;
        INSERT INTO tally
            SELECT 'open deadlines', count(*) FROM deadline WHERE state = 'open';

        CREATE TRIGGER deadline_opens AFTER INSERT ON deadline WHEN new.state = 'open' BEGIN
            UPDATE tally SET value = value + 1 WHERE name = 'open deadlines';
        END;
        CREATE TRIGGER deadline_moves AFTER UPDATE OF state ON deadline
            WHEN (old.state = 'open') <> (new.state = 'open') BEGIN
            UPDATE tally SET value = value + (new.state = 'open') - (old.state = 'open')
                WHERE name = 'open deadlines';
        END;
        CREATE TRIGGER deadline_goes AFTER DELETE ON deadline WHEN old.state = 'open' BEGIN
            UPDATE tally SET value = value - 1 WHERE name = 'open deadlines';
        END;
        """
}
