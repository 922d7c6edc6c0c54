package import Almanac

extension LedgerTransaction {
    /// Marks a post's morning, once: a second mark is an error and undoes the transaction.
    ///
    /// - Parameters:
    ///   - post: a person's code, or a team's whose manager's post is vacant.
    ///   - date: the reader's own date.
    ///   - reader: who was told; nil when there was nothing to say.
    package func markMorning(of post: String, on date: CivilDate, reader: String?) throws {
        try database.run(
            "INSERT INTO digest_morning (post, date, reader, at) VALUES (?, ?, ?, ?)",
            [post, date.description, reader, now.microseconds])
    }
}
