package import Almanac
import Coordination

extension LedgerView {
    /// Open deadlines due before `moment`, overdue ones included, earliest first.
    package func openDeadlines(dueBefore moment: Instant) throws -> [DeadlineRecord] {
        try database.rows(
            "SELECT * FROM deadline WHERE state = ? AND due_at < ? ORDER BY due_at, id",
            [Deadline.State.open.rawValue, moment.microseconds]
        ).map(record)
    }

    /// Open deadlines due from `start` on and before `end`, earliest first.
    ///
    /// - Parameter moment: only those made after it.
    package func openDeadlines(
        dueFrom start: Instant, before end: Instant, madeAfter moment: Instant
    ) throws -> [DeadlineRecord] {
        try database.rows(
            """
            SELECT * FROM deadline
            WHERE state = ? AND due_at >= ? AND due_at < ? AND created_at > ?
            ORDER BY due_at, id
            """,
            [
                Deadline.State.open.rawValue, start.microseconds, end.microseconds,
                moment.microseconds,
            ]
        ).map(record)
    }

    /// Whether the morning of a post was told, or was silent.
    package func hasMorning(of post: String, on date: CivilDate) throws -> Bool {
        try database.row(
            "SELECT 1 FROM digest_morning WHERE post = ? AND date = ?", [post, date.description]
        ) != nil
    }

    /// The posts of a date's mornings that were told, or were silent, and whose names begin with these words.
    package func morningPosts(under words: String, on date: CivilDate) throws -> [String] {
        try database.rows(
            // A blank ends the words, and a mark of exclamation comes next after it.
            "SELECT post FROM digest_morning WHERE post > ? AND post < ? AND date = ?",
            ["\(words) ", "\(words)!", date.description]
        ).map { try $0.get("post") }
    }

    /// When the latest of a post's mornings on the dates from `date` on was told, or was silent.
    package func latestMorning(of post: String, since date: CivilDate) throws -> Instant? {
        try database.instant(
            "SELECT at FROM digest_morning WHERE post = ? AND date >= ? ORDER BY date DESC LIMIT 1",
            [post, date.description])
    }
}
