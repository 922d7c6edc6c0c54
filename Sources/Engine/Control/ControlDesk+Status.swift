import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func status(_ call: GetStatus, by: String) async throws -> GetStatus.Reply {
        let now = clock.now
        let office = stages.office.office
        let (deadlines, notices, late, runs, hold) = try await stages.ledger.read { view in
            let late = try view.orders().count { order in
                OrderLook(at: order, office: office, now: now)?.assessment.isLate ?? false
            }
            return (
                try view.openDeadlines(at: now), try view.noticeCounts(), late,
                try view.latestRuns(), try view.clientMailHold()
            )
        }
        return GetStatus.Reply(
            status: Status(
                version: about.version, now: now.rfc3339, startedAt: about.startedAt.rfc3339,
                office: office.profile.name, timeZone: office.profile.zone.identifier,
                courier: about.courier, jobs: jobs(runs), deadlinesOpen: deadlines.open,
                deadlinesOverdue: deadlines.overdue,
                noticesWaiting: (notices[.waiting] ?? 0) + (notices[.deferred] ?? 0),
                noticesHeld: notices[.held] ?? 0, noticesUncertain: notices[.uncertain] ?? 0,
                ordersLate: late,
                warnings: about.warnings
                    + [stages.clockGuard.warning, hold?.warning].compactMap { $0 }
                    + office.warnings(at: now)))
    }

    @Sendable func listJobs(_ call: ListJobs, by: String) async throws -> ListJobs.Reply {
        ListJobs.Reply(jobs: jobs(try await stages.ledger.read { try $0.latestRuns() }))
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
            let standing = loop.standing
            return Control.Job(
                name: loop.job.name,
                state: standing.isRunning
                    ? "running" : standing.isRetrying ? "retrying" : "waiting",
                next: standing.next?.rfc3339, lastRun: runs[loop.job.name].map(Run.init))
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
