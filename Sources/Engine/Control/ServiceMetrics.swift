package import Almanac
import Coordination
import Host
import Ledger
import Post

/// The service's numbers, for programs that watch it. Labels are codes: names of jobs, states and couriers, never
/// of people, clients or addresses.
package struct ServiceMetrics: Sendable {
    private let office: ServedOffice

    package init(of office: ServedOffice) { self.office = office }

    /// Has somebody told whenever what was remembered may give other numbers.
    package func follow(_ wake: @escaping @Sendable () -> Void) {
        office.stages.wakes.connect(
            "metrics", following: Set(LedgerTable.allCases.map(Wakes.Cause.commit)), to: wake)
    }

    /// - Returns: the text, and when time alone makes another of it.
    package func read(at now: Instant) async throws -> (text: String, until: Instant) {
        let stages = office.stages
        let loops = office.loops
        let (remembered, overdueAt) = try await stages.ledger.read { view in
            (
                try Remembered(view, jobs: loops.map(\.job.name), now: now),
                try view.nextOverdueInstant(after: now)
            )
        }
        var metrics = OpenMetrics()
        service(now, &metrics)
        add(remembered, &metrics)
        jobs(&metrics)
        let overdue = overdueAt.map { $0 + .microseconds(1) }
        return (metrics.text, overdue ?? now + .seconds(86_400))
    }

    /// What the ledger says.
    private struct Remembered: Sendable {
        var deadlines: (open: Int, overdue: Int)
        var notices: [NoticeState: Int]
        var outages: Set<String>
        var stuck: Int
        var runs: [String: RunRecord]
        var backup: Instant?
        var isClientMailHeld: Bool

        init(_ view: LedgerView, jobs: [String], now: Instant) throws {
            deadlines = try view.openDeadlines(at: now)
            notices = try view.unfinishedNoticeCounts()
            outages = Set(try view.outages().map(\.destination))
            stuck = try view.noticesTriedInVain(since: now - StatusCounts.stuckAfter)
            runs = try view.latestRuns(of: jobs)
            backup = try view.instant(.backup)
            isClientMailHeld = try view.clientMailHold() != nil
        }
    }

    private func service(_ now: Instant, _ metrics: inout OpenMetrics) {
        let stages = office.stages
        metrics.add(
            "build_info", .gauge, help: "The program.",
            [OpenMetrics.Sample(labels: [("version", office.about.version)], value: 1)])
        metrics.addOne(
            "start_time", .gauge, unit: "seconds", help: "When the service was started.",
            Double(office.about.startedAt.microseconds) / 1e6)
        metrics.addOne(
            "clock_trusted", .gauge, help: "Whether the machine's clock is acted on.",
            stages.clockGuard.look() == .trusted ? 1 : 0)
        metrics.addOne(
            "ledger", .gauge, unit: "bytes", help: "The ledger's file.",
            Double(stages.ledger.size))
        metrics.addOne(
            "disk_free", .gauge, unit: "bytes", help: "What is left of the ledger's disk.",
            DiskSpace.free(at: stages.ledger.path).map { Double($0) })
        metrics.addOne(
            "memory_anonymous", .gauge, unit: "bytes", help: "Memory that no file backs.",
            Double(ProcessMemory.anonymous))
        metrics.addOne(
            "commits", .counter, help: "Transactions since the start.",
            Double(stages.ledger.pulse.commits))
    }

    private func add(_ remembered: Remembered, _ metrics: inout OpenMetrics) {
        metrics.add(
            "deadlines", .gauge, help: "Deadlines that are open, and those of them overdue.",
            [
                OpenMetrics.Sample(
                    labels: [("state", "open")], value: Double(remembered.deadlines.open)),
                OpenMetrics.Sample(
                    labels: [("state", "overdue")], value: Double(remembered.deadlines.overdue)),
            ])
        let states: [NoticeState] = [.waiting, .held, .claimed, .deferred, .uncertain]
        metrics.add(
            "notices", .gauge, help: "Letters that have not left, by state.",
            states.map {
                OpenMetrics.Sample(
                    labels: [("state", $0.rawValue)], value: Double(remembered.notices[$0] ?? 0))
            })
        metrics.addOne(
            "notices_stuck", .gauge, help: "Letters tried in vain for more than an hour.",
            Double(remembered.stuck))
        metrics.add(
            "courier_outage", .gauge, help: "Whether a way out does not answer.",
            office.stages.routes.destinations.map {
                OpenMetrics.Sample(
                    labels: [("courier", $0.name)],
                    value: remembered.outages.contains($0.name) ? 1 : 0)
            })
        metrics.addOne(
            "client_mail_held", .gauge, help: "Whether all mail to clients is held.",
            remembered.isClientMailHeld ? 1 : 0)
        metrics.addOne(
            "backup_time", .gauge, unit: "seconds", help: "When the ledger was last copied.",
            remembered.backup.map { Double($0.microseconds) / 1e6 })
        metrics.add(
            "job_last_run_time", .gauge, unit: "seconds", help: "When a job last did something.",
            runs(remembered) { Double($0.endedAt.microseconds) / 1e6 })
        metrics.add(
            "job_last_run_duration", .gauge, unit: "seconds", help: "How long that took.",
            runs(remembered) { ($0.endedAt - $0.startedAt) / .seconds(1) })
    }

    private func runs(
        _ remembered: Remembered, _ value: (RunRecord) -> Double
    ) -> [OpenMetrics.Sample] {
        remembered.runs.sorted { $0.key < $1.key }.map { name, run in
            OpenMetrics.Sample(labels: [("job", name)], value: value(run))
        }
    }

    private func jobs(_ metrics: inout OpenMetrics) {
        let loops = office.loops
        let paused = office.stages.paused.all
        func each(_ value: (JobLoop) -> Double) -> [OpenMetrics.Sample] {
            loops.map { OpenMetrics.Sample(labels: [("job", $0.job.name)], value: value($0)) }
        }
        metrics.add(
            "job_runs", .counter, help: "Runs that did something or failed, since the start.",
            loops.flatMap { loop in
                loop.tally.results.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                    OpenMetrics.Sample(
                        labels: [("job", loop.job.name), ("result", $0.key.rawValue)],
                        value: Double($0.value))
                }
            })
        metrics.add(
            "job_work", .counter, help: "What jobs did, by its name, since the start.",
            loops.flatMap { loop in
                loop.tally.counts.sorted { $0.key < $1.key }.map {
                    OpenMetrics.Sample(
                        labels: [("job", loop.job.name), ("what", $0.key)],
                        value: Double($0.value))
                }
            })
        metrics.add(
            "job_failing", .gauge, help: "Whether a job failed last and is tried again.",
            each { $0.status.isRetrying ? 1 : 0 })
        metrics.add(
            "job_paused", .gauge, help: "Whether somebody paused a job.",
            each { paused[$0.job.name] == nil ? 0 : 1 })
    }
}
