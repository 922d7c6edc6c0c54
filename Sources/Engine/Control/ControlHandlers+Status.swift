import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func status(_ call: GetStatus, by: String) async throws -> GetStatus.Reply {
        let now = clock.now
        let (stages, about) = (stages, about)
        let office = stages.store.office
        let zone = office.profile.zone
        let counts = try await statusCounts.counts(
            at: now, office: office, jobs: loops.map(\.job.name))
        let notices = counts.notices
        return GetStatus.Reply(
            status: Status(
                version: about.version, now: now.rfc3339, startedAt: about.startedAt.rfc3339,
                office: office.profile.name, timeZone: zone.identifier,
                courier: about.courier, jobs: jobs(latest: counts.runs),
                deadlinesOpen: counts.deadlines.open, deadlinesOverdue: counts.deadlines.overdue,
                noticesWaiting: (notices[.waiting] ?? 0) + (notices[.deferred] ?? 0),
                noticesHeld: notices[.held] ?? 0, noticesUncertain: notices[.uncertain] ?? 0,
                ordersLate: counts.ordersLate,
                warnings: [current.refusal].compactMap { $0 } + about.warnings + pausedJobs
                    + [stages.clockGuard.warning, counts.hold?.warning(in: zone)].compactMap { $0 }
                    + counts.mail + serviceProblems(counts) + office.warnings(at: now)))
    }

    /// What keeps the service from its work.
    private func serviceProblems(_ counts: StatusCounts.Counts) -> [String] {
        var problems: [String] = []
        if let words = stages.room?.look().flatMap({ $0.isScarce ? $0.words : nil }) {
            problems.append(
                "the disk of \(stages.ledger.path) has \(words.free) MiB left, and should have "
                    + "\(words.needed): make room, or nothing more can be remembered")
        }
        for loop in loops where loop.status.isRetrying {
            let reason = counts.runs[loop.job.name].flatMap { run in
                run.result == .failed ? run.detail : nil
            }
            problems.append(
                "the job \(loop.job.name) failed and is tried again"
                    + (reason.map { ": \($0)" } ?? ""))
        }
        for courier in stages.outbox.state.spent {
            problems.append(
                "the letters of a day of the courier \(courier) are used up (mail.limits.per_day): "
                    + "what waits goes tomorrow")
        }
        if counts.stuck > 0 {
            problems.append(
                "\(counts.stuck) notices have been tried in vain for more than an hour: see "
                    + "tenggatctl letter list --state deferred")
        }
        return problems
    }
}
