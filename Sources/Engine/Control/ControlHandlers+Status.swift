import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func status(_ call: GetStatus, by: String) async throws -> GetStatus.Reply {
        let now = clock.now
        let office = stages.store.office
        let zone = office.profile.zone
        let counts = try await statusCounts.counts(
            at: now, office: office, jobs: loops.map(\.job.name))
        let notices = counts.notices
        return GetStatus.Reply(
            status: Status(
                version: about.version, now: now.rfc3339, startedAt: about.startedAt.rfc3339,
                office: office.profile.name, timeZone: zone.identifier,
                courier: about.courier, jobs: jobs(counts.runs),
                deadlinesOpen: counts.deadlines.open, deadlinesOverdue: counts.deadlines.overdue,
                noticesWaiting: (notices[.waiting] ?? 0) + (notices[.deferred] ?? 0),
                noticesHeld: notices[.held] ?? 0, noticesUncertain: notices[.uncertain] ?? 0,
                ordersLate: counts.ordersLate,
                warnings: about.warnings
                    + [stages.clockGuard.warning, counts.hold?.warning(in: zone)].compactMap { $0 }
                    + counts.mail + serviceProblems(counts) + office.warnings(at: now)))
    }

    /// What keeps the service from its work.
    private func serviceProblems(_ counts: StatusCounts.Counts) -> [String] {
        var problems: [String] = []
        if let free = DiskSpace.free(at: stages.ledger.path), free < Self.scarce {
            problems.append(
                "the disk of \(stages.ledger.path) has \(free >> 20) MiB left: make room, or nothing "
                    + "more can be remembered")
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

    /// So little room that a day's work may not fit, in bytes.
    private static let scarce: Int64 = 64 << 20

    @Sendable func listJobs(_ call: ListJobs, by: String) async throws -> ListJobs.Reply {
        let names = loops.map(\.job.name)
        return ListJobs.Reply(
            jobs: jobs(try await stages.ledger.read { try $0.latestRuns(of: names) }))
    }

    @Sendable func runJob(_ call: RunJob, by: String) async throws -> RunJob.Reply {
        guard let loop = loops.first(where: { $0.job.name == call.name }) else {
            let names = loops.map(\.job.name).joined(separator: ", ")
            throw EngineError(.notFound, "there is no job “\(call.name)”; there are \(names)")
        }
        return RunJob.Reply(run: Run(await loop.fire()))
    }

    private func jobs(_ runs: [String: RunRecord]) -> [Control.Job] {
        loops.map { loop in
            let status = loop.status
            return Control.Job(
                name: loop.job.name,
                state: status.isRunning
                    ? "running" : status.isRetrying ? "retrying" : "waiting",
                next: status.next?.rfc3339, lastRun: runs[loop.job.name].map(Run.init))
        }
    }
}

extension Run {
    init(_ run: RunRecord) {
        self.init(
            startedAt: run.startedAt.rfc3339, endedAt: run.endedAt.rfc3339,
            result: run.result.rawValue, counts: run.counts, detail: run.detail)
    }
}
