/// What is known of deadlines beyond the first tables.
extension Schema {
    /// When a change put a step into the past that was still to come.
    static let replanning = """
        ALTER TABLE deadline ADD COLUMN replanned_at INTEGER;
        """
}
