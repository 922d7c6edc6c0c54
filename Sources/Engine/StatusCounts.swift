import Almanac
import Coordination
import Ledger
import Synchronization

/// What `status` counts: counted once after each change, and kept until the next one or until time
/// makes another of it.
final class StatusCounts: Sendable {
    private let ledger: Ledger
    private let kept = Mutex<Kept?>(nil)

    /// What was counted.
    struct Counts: Sendable {
        var deadlines: (open: Int, overdue: Int)
        var notices: [NoticeState: Int]
        var ordersLate: Int
        /// Notices that should have left and have not, for longer than a passing fault explains.
        var stuck: Int
        var runs: [String: RunRecord]
        var hold: ClientMailHold?
        /// What a person should see to about the way out.
        var mail: [String]
    }

    private struct Kept: Sendable {
        var counts: Counts
        var commits: Int64
        var from: Instant
        var until: Instant
    }

    init(ledger: Ledger) { self.ledger = ledger }

    /// How long a notice may be tried in vain before `status` says so.
    static let stuckAfter = Duration.seconds(3_600)

    func counts(at now: Instant, office: Office, jobs: [String]) async throws -> Counts {
        // Read first: what is committed meanwhile is counted again next time.
        let commits = ledger.pulse.commits
        if let kept = kept.withLock({ $0 }), kept.commits == commits, kept.from <= now,
            now < kept.until
        {
            return kept.counts
        }
        let new = try await ledger.read { view in
            let counts = Counts(
                deadlines: try view.openDeadlines(at: now),
                notices: try view.unfinishedNoticeCounts(),
                ordersLate: try Self.lateOrders(in: view, office: office, now: now),
                stuck: try view.noticesTriedInVain(since: now - Self.stuckAfter),
                runs: try view.latestRuns(of: jobs), hold: try view.clientMailHold(),
                mail: try view.mailWarnings(in: office.profile.zone))
            let overdue = try view.nextOverdueInstant(after: now) ?? .distantFuture
            return Kept(
                counts: counts, commits: commits, from: now,
                // Dates pass at midnight of whatever zone; a minute is soon enough to notice.
                until: min(overdue + .microseconds(1), now + .seconds(60)))
        }
        kept.withLock { $0 = new }
        return new.counts
    }

    /// Only those that may be late are looked at, by their indexes; a client's day may be a day ahead
    /// of the office's.
    private static func lateOrders(
        in view: LedgerView, office: Office, now: Instant
    ) throws -> Int {
        let tomorrow = office.profile.zone.civil(now).date.adding(days: 1)
        return try view.ordersAtRisk(before: tomorrow).count { order in
            OrderLook(at: order, office: office, now: now)?.assessment.isLate ?? false
        }
    }
}
