import Almanac
import Control
import Coordination
import Host
import Ledger
import Logging

extension ControlHandlers {
    @Sendable func listJobs(_ call: ListJobs, by: String) async throws -> ListJobs.Reply {
        ListJobs.Reply(jobs: try await allJobs())
    }

    @Sendable func runJob(_ call: RunJob, by: String) async throws -> RunJob.Reply {
        let loop = try loop(named: call.name)
        return RunJob.Reply(
            run: Run(await PausedJobs.$isAsked.withValue(true) { await loop.fire() }))
    }

    @Sendable func pauseJob(_ call: PauseJob, by: String) async throws -> PauseJob.Reply {
        let loop = try loop(named: call.name)
        let pause = JobPause(at: clock.now, by: by, reason: call.reason)
        try await stages.paused.pause(loop.job.name, pause, in: stages.store)
        stages.outbox.logger.notice(
            "\(by) paused the job \(loop.job.name)\(call.reason.map { ": \($0)" } ?? "")",
            metadata: [
                "by": "\(by)", "job": "\(loop.job.name)", "message_id": "\(MessageID.jobPaused)",
            ])
        loop.wake()
        return PauseJob.Reply(job: try await job(loop))
    }

    @Sendable func resumeJob(_ call: ResumeJob, by: String) async throws -> ResumeJob.Reply {
        let loop = try loop(named: call.name)
        try await stages.paused.resume(loop.job.name, by: by, at: clock.now, in: stages.store)
        loop.wake()
        return ResumeJob.Reply(job: try await job(loop))
    }

    @Sendable func listRuns(_ call: ListRuns, by: String) async throws -> ListRuns.Reply {
        let name = try loop(named: call.name).job.name
        let limit = try Self.limit(call.limit, usually: 50, most: 1_000)
        let runs = try await stages.ledger.read { try $0.runs(of: name, limit: limit) }
        return ListRuns.Reply(runs: runs.map(Run.init))
    }

    @Sendable func getMetrics(_ call: GetMetrics, by: String) async throws -> GetMetrics.Reply {
        GetMetrics.Reply(
            text: try await ServiceMetrics(of: current.office).read(at: clock.now).text)
    }

    /// The jobs, each with its latest run.
    func jobs(latest runs: [String: RunRecord]) -> [Control.Job] {
        let paused = stages.paused.all
        return loops.map { loop in
            let (status, name) = (loop.status, loop.job.name)
            let pause = paused[name]
            let state =
                status.isRunning
                ? "running" : pause != nil ? "paused" : status.isRetrying ? "retrying" : "waiting"
            return Control.Job(
                name: name, state: state, next: pause == nil ? status.next?.rfc3339 : nil,
                lastRun: runs[name].map(Run.init), pausedAt: pause?.at.rfc3339,
                pausedBy: pause?.by, pausedBecause: pause?.reason)
        }
    }

    private func allJobs() async throws -> [Control.Job] {
        let names = loops.map(\.job.name)
        return jobs(latest: try await stages.ledger.read { try $0.latestRuns(of: names) })
    }

    private func job(_ loop: JobLoop) async throws -> Control.Job {
        guard let job = try await allJobs().first(where: { $0.name == loop.job.name }) else {
            preconditionFailure("every loop's job is listed")
        }
        return job
    }

    /// - Throws: `EngineError` `.notFound`.
    private func loop(named name: String) throws -> JobLoop {
        guard let loop = loops.first(where: { $0.job.name == name }) else {
            let names = loops.map(\.job.name).joined(separator: ", ")
            throw EngineError(.notFound, "there is no job “\(name)”; there are \(names)")
        }
        return loop
    }
}

extension Run {
    init(_ run: RunRecord) {
        self.init(
            startedAt: run.startedAt.rfc3339, endedAt: run.endedAt.rfc3339,
            result: run.result.rawValue, counts: run.counts, detail: run.detail)
    }
}
