package import Almanac
package import Coordination
internal import GRDB

/// What is to leave, by the way that it goes and before which others: each question reads one stretch of
/// one index (`notice_due`), however much waits.
extension LedgerView {
    /// Notices that are to leave by `moment`, in the order they were to.
    ///
    /// - Parameters:
    ///   - destination: of whom; nil for those of whom nobody has said yet.
    ///   - isKnown: which of the first, by their numbers, are left out.
    package func noticesDue(
        by moment: Instant, to destination: String?, rank: NoticeRank, limit: Int,
        besides isKnown: (Int64) -> Bool = { _ in false }
    ) throws -> [NoticeRecord] {
        try database.rows(
            Self.noticesDue, [destination, rank.rawValue, moment.microseconds, limit]
        ).filter { try !isKnown($0.get("id")) }.map(withItems)
    }

    static let noticesDue = """
        SELECT * FROM notice
        WHERE leave_at IS NOT NULL AND destination IS ? AND rank = ? AND leave_at <= ?
        ORDER BY leave_at, id LIMIT ?
        """

    /// Notices that are to leave by `moment`, whatever their way.
    ///
    /// - Parameter officeOnly: leaves out what goes to clients.
    package func noticesDue(
        by moment: Instant, officeOnly: Bool = false, limit: Int
    ) throws -> [NoticeRecord] {
        let ranks: [NoticeRank] = officeOnly ? [.urgent, .office] : NoticeRank.allCases
        let words = ranks.map { "\($0.rawValue)" }.joined(separator: ", ")
        return try database.rows(
            """
            SELECT * FROM notice
            WHERE leave_at IS NOT NULL AND rank IN (\(words)) AND leave_at <= ?
            ORDER BY leave_at, id LIMIT ?
            """, [moment.microseconds, limit]
        ).map(withItems)
    }

    /// When the next notice of a way and rank is to leave.
    package func nextNoticeInstant(to destination: String?, rank: NoticeRank) throws -> Instant? {
        try database.instant(Self.nextNotice, [destination, rank.rawValue])
    }

    static let nextNotice = """
        SELECT leave_at FROM notice WHERE leave_at IS NOT NULL AND destination IS ? AND rank = ?
        ORDER BY leave_at LIMIT 1
        """

    /// Notices that are to leave by `moment` and of whose way nobody has said anything yet.
    package func noticesWithoutWay(
        by moment: Instant, limit: Int
    ) throws -> [(id: Int64, recipient: String, rank: NoticeRank)] {
        try database.rows(
            """
            SELECT id, recipient, rank FROM notice
            WHERE leave_at IS NOT NULL AND destination IS NULL AND leave_at <= ?
            ORDER BY rank, leave_at, id LIMIT ?
            """, [moment.microseconds, limit]
        ).map { (try $0.get("id"), try $0.get("recipient"), try $0.word("rank")) }
    }

    /// The notice to try a way with that does not answer: one that was tried least.
    package func noticeToProbe(
        _ destination: String?, by moment: Instant, upTo rank: NoticeRank
    ) throws -> NoticeRecord? {
        try database.row(
            """
            SELECT * FROM notice
            WHERE leave_at IS NOT NULL AND destination IS ? AND rank <= ? AND leave_at <= ?
            ORDER BY attempts, rank, leave_at, id LIMIT 1
            """, [destination, rank.rawValue, moment.microseconds]
        ).map(withItems)
    }

    /// Whether a notice waits for a way that does not answer: one that is to leave by `moment`, or that was tried
    /// and is tried again.
    package func awaits(
        _ destination: String?, by moment: Instant, upTo rank: NoticeRank
    ) throws -> Bool {
        try database.row(
            """
            SELECT 1 FROM notice
            WHERE leave_at IS NOT NULL AND destination IS ? AND rank <= ?
                AND (leave_at <= ? OR state = 'deferred')
            LIMIT 1
            """, [destination, rank.rawValue, moment.microseconds]) != nil
    }

    /// Notices that wait for their way to answer and say something that is of no use any more.
    package func noticesExpired(
        by moment: Instant, to destination: String?
    ) throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice
            WHERE leave_at IS NOT NULL AND destination IS ? AND leave_at <= ? AND id IN (
                SELECT notice FROM item
                WHERE notice = notice.id AND withdrawn_at IS NULL AND expires_at <= ?)
            ORDER BY id
            """, [destination, moment.microseconds, moment.microseconds]
        ).map(withItems)
    }

    /// Notices that are to leave by `moment` and have been free to since before `start`.
    ///
    /// - Parameter waiting: since when what was not tried yet waits for an answer.
    package func noticesFree(
        since start: Instant, orWaitingSince waiting: Instant, to destination: String?,
        by moment: Instant, limit: Int
    ) throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice
            WHERE leave_at IS NOT NULL AND destination IS ? AND leave_at <= ?
                AND coalesce(free_at, max(leave_at, ?)) < ?
            ORDER BY id LIMIT ?
            """,
            [
                destination, moment.microseconds, waiting.microseconds, start.microseconds, limit,
            ]
        ).map(withItems)
    }

    /// How many notices wait to leave by a way.
    package func countOfDue(by moment: Instant, to destination: String?) throws -> Int {
        try database.count(
            """
            SELECT count(*) FROM notice
            WHERE leave_at IS NOT NULL AND destination IS ? AND leave_at <= ?
            """, [destination, moment.microseconds])
    }

    /// How many notices are to leave by `moment`.
    package func countOfDue(by moment: Instant) throws -> Int {
        try database.count(
            "SELECT count(*) FROM notice WHERE leave_at IS NOT NULL AND leave_at <= ?",
            [moment.microseconds])
    }

    /// How many letters a courier has taken since a moment, or may have.
    package func countOfAttempts(by courier: String, since moment: Instant) throws -> Int {
        try database.count(
            """
            SELECT count(*) FROM attempt
            WHERE courier = ? AND claimed_at >= ?
                AND coalesce(outcome, '') NOT IN ('deferred', 'refused')
            """, [courier, moment.microseconds])
    }

    /// When a courier took a letter to such readers last; nil where it has not since `moment`.
    package func lastTaken(
        by courier: String, for audience: Audience, since moment: Instant
    ) throws -> Instant? {
        try database.instant(
            Self.lastTaken, [courier, moment.microseconds, audience.rawValue])
    }

    /// From the latest on, by `attempt_taken`, whose condition it repeats.
    static let lastTaken = """
        SELECT attempt.ended_at FROM attempt CROSS JOIN notice ON notice.id = attempt.notice
        WHERE attempt.outcome = 'sent' AND attempt.courier = ? AND attempt.ended_at >= ?
            AND notice.audience = ?
        ORDER BY attempt.ended_at DESC LIMIT 1
        """

    /// Which letters a courier's server refused that are tried again all the same, whose, and when each time.
    ///
    /// Attempts do not say whom a refusal was about. One that was not about us ended its letter's life: what was
    /// refused before a life began anew is left out.
    package func refusalsOfWaiting(
        by courier: String
    ) throws -> [(notice: Int64, recipient: String, audience: Audience, at: Instant)] {
        try database.rows(
            """
            SELECT attempt.notice AS notice, notice.recipient AS recipient,
                notice.audience AS audience, attempt.ended_at AS ended_at
            FROM notice JOIN attempt ON attempt.notice = notice.id
            WHERE notice.finished_at IS NULL AND notice.state IN ('deferred', 'claimed')
                AND attempt.courier = ? AND attempt.outcome = 'refused'
                AND attempt.claimed_at >= notice.free_at
            ORDER BY attempt.ended_at
            """, [courier]
        ).map {
            (
                try $0.get("notice"), try $0.get("recipient"), try $0.word("audience"),
                try $0.instant("ended_at")
            )
        }
    }

    /// When letters were handed over to a courier since a moment, in their order.
    package func attempts(by courier: String, since moment: Instant) throws -> [Instant] {
        try database.values(
            """
            SELECT claimed_at FROM attempt WHERE courier = ? AND claimed_at >= ? ORDER BY claimed_at
            """, [courier, moment.microseconds]
        ).map { (microseconds: Int64) in Instant(microseconds: microseconds) }
    }
}

extension LedgerTransaction {
    /// Says which way a notice goes.
    package func route(_ notice: Int64, to destination: String) throws {
        try database.run(
            "UPDATE notice SET destination = ? WHERE id = ?", [destination, notice])
    }

    /// Has the ways of all that has not left said anew: other couriers may be set up.
    ///
    /// - Parameter notice: of this one alone; nil of all.
    package func forgetRoutes(of notice: Int64? = nil) throws {
        try database.run(
            """
            UPDATE notice SET destination = NULL
            WHERE finished_at IS NULL AND destination IS NOT NULL AND id = coalesce(?, id)
            """, [notice])
    }
}
