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
}
