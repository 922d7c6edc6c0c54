package import Almanac
import Coordination
internal import GRDB

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
}
