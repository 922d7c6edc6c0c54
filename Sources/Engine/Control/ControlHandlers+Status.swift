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
                warnings: [current.refusal].compactMap { $0 } + about.warnings
                    + stages.warnings(of: loops, counts, at: now)))
    }
}
