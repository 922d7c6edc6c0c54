package import Almanac
import Coordination

extension LedgerTransaction {
    /// Moves every further attempt by `step`, none to later than `latest`.
    package func moveRetries(by step: Duration, latest: Instant) throws {
        try database.run(
            """
            UPDATE notice SET leave_at = min(leave_at + ?, ?)
            WHERE leave_at IS NOT NULL AND state = ?
            """,
            [step.wholeMicroseconds, latest.microseconds, NoticeState.deferred.rawValue])
    }
}

extension LedgerView {
    /// Notices that wait for their moment and were made after `moment`, by a clock that was ahead.
    package func waitingNotices(madeAfter moment: Instant) throws -> [NoticeRecord] {
        try notices(in: [.waiting], limit: .max).filter { $0.createdAt > moment }
    }

    /// Letters to clients that nobody approved, which came to leave for the first time after `start` and
    /// by `end`.
    package func unapprovedLetters(
        dueAfter start: Instant, by end: Instant
    ) throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice
            WHERE leave_at IS NOT NULL AND leave_at > ? AND leave_at <= ? AND state = ?
                AND audience = ? AND approved_hash IS NULL
            ORDER BY leave_at, id
            """,
            [
                start.microseconds, end.microseconds, NoticeState.waiting.rawValue,
                Audience.client.rawValue,
            ]
        ).map(withItems)
    }
}
