/// What is known of deadlines beyond the first tables.
extension Schema {
    /// When a change put a step into the past that was still to come.
    static let replanning = """
        ALTER TABLE deadline ADD COLUMN replanned_at INTEGER;
        """

    /// Where the due moment of a deadline that does not come back rolls to, and from which day.
    static let rolling = """
        ALTER TABLE deadline ADD COLUMN roll TEXT;
        ALTER TABLE deadline ADD COLUMN rolled_from TEXT;
        """

    /// When a step's ladder said that it goes, and why it came to what it did; and by what whoever
    /// asks why finds a person's deadlines and a file's submissions.
    static let stepReasons = """
        ALTER TABLE step ADD COLUMN nominal_at INTEGER;
        ALTER TABLE step ADD COLUMN because TEXT;
        CREATE INDEX deadline_owner ON deadline (owner, due_at);
        CREATE INDEX kept_file_name ON kept_file (name);
        CREATE INDEX submission_hash ON submission (hash);
        """
}
