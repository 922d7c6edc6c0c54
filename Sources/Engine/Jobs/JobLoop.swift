package import Almanac
package import Host
package import Ledger
package import Logging
import ServiceLifecycle
import Synchronization

/// Runs one job whenever its next instant comes or something that it follows happens, and sleeps in between.
///
/// A run that fails is logged and tried again with growing pauses; it never ends the service.
package final class JobLoop: Service {
    package let job: any Job
    private let alarm: Alarm
    private let clock: any WallClock
    private let ledger: Ledger
    private let logger: Logger
    /// How long a run may commit nothing before it is stuck: the longest that one operation may take.
    private let longestSilence: Duration
    /// Keeps it from running while what it works with is changed.
    private let gate: WorkGate
    private let state = Mutex(State())

    private struct State {
        /// How many runs are going on: its own, and those that somebody asked for.
        var running = 0
        /// When the latest of them began or committed something.
        var progressAt = ContinuousClock.now
        var failures = 0
        var next: Instant?
        /// Until when it rests after a run that found nothing to do.
        var restsUntil: ContinuousClock.Instant?
        var isRetired = false
        var tally = Tally()
    }

    /// How long a job that found nothing to do is not woken: while mail leaves, others commit hundreds of times a second
    /// what it follows.
    static let rest = Duration.milliseconds(100)

    /// What its runs came to since the loop was made.
    package struct Tally: Sendable {
        package var results: [RunRecord.Result: Int] = [:]
        package var counts: [String: Int] = [:]
    }

    /// What a loop is doing, for whoever asks.
    package struct Status: Sendable {
        package var isRunning: Bool
        /// Failed last time, and will be tried again at `next`.
        package var isRetrying: Bool
        package var next: Instant?
    }

    package init(
        _ job: any Job, alarm: Alarm, clock: any WallClock, ledger: Ledger, logger: Logger,
        longestSilence: Duration = .seconds(600), gate: WorkGate = WorkGate()
    ) {
        self.gate = gate
        self.longestSilence = longestSilence
        self.job = job
        self.alarm = alarm
        self.clock = clock
        self.ledger = ledger
        self.logger = logger
    }

    /// Has the job look again soon; costs nothing when it is already about to.
    package func wake() { alarm.poke() }

    package var tally: Tally { state.withLock { $0.tally } }

    /// Has it run no more: another loop has taken its place.
    package func retire() { state.withLock { $0.isRetired = true } }

    package var status: Status {
        state.withLock { state in
            Status(
                isRunning: state.running > 0, isRetrying: state.failures > 0, next: state.next)
        }
    }

    /// Whether a run makes no progress; one that sleeps until its next instant is well.
    package var isStuck: Bool {
        state.withLock { $0.running > 0 && $0.progressAt.duration(to: .now) > longestSilence }
    }

    package func run() async throws {
        alarm.poke()
        try await withGracefulShutdownHandler {
            for await _ in alarm.signals {
                try await rest()
                if Task.isShuttingDownGracefully { break }
                await gate.working {
                    guard !state.withLock({ $0.isRetired }) else { return }
                    await fire()
                }
            }
            try Task.checkCancellation()
        } onGracefulShutdown: {
            self.alarm.cancel()
        }
    }

    /// Waits until its rest is over, or its moment has come.
    private func rest() async throws {
        let (end, next) = state.withLock { ($0.restsUntil, $0.next) }
        guard let end else { return }
        let rest = ContinuousClock.now.duration(to: end)
        let pause = next.map { min(rest, $0 - clock.now) } ?? rest
        if pause > .zero { try await Task.sleep(for: pause) }
    }

    /// One run with everything around it: its record, the log, the next alarm.
    @discardableResult
    package func fire() async -> RunRecord {
        let startedAt = clock.now
        state.withLock { state in
            state.running += 1
            state.progressAt = .now
            state.restsUntil = nil
        }
        defer { state.withLock { $0.running -= 1 } }
        var run = RunRecord(
            job: job.name, startedAt: startedAt, endedAt: startedAt, result: .done, counts: [:])
        do {
            let observer = CommitObserver { [weak self] in
                self?.state.withLock { $0.progressAt = .now }
            }
            run.counts = try await LedgerPulse.$observer.withValue(observer) { [job] in
                try await Wakes.$runningJob.withValue(job.name) {
                    try await job.runOnce(at: startedAt)
                }
            }
            run.endedAt = clock.now
            try await record(run)
            try sleep(until: try await job.nextInstant(), after: run)
        } catch {
            run.endedAt = clock.now
            run.result = .failed
            run.detail = String(describing: error)
            await survive(error, of: run)
        }
        note(run)
        return run
    }

    private func note(_ run: RunRecord) {
        guard run.result == .failed || !run.counts.isEmpty else { return }
        state.withLock { state in
            state.tally.results[run.result, default: 0] += 1
            state.tally.counts.merge(run.counts, uniquingKeysWith: +)
        }
    }

    /// An idle look is not worth a line in the history.
    private func record(_ run: RunRecord) async throws {
        guard !run.counts.isEmpty else { return }
        try await ledger.write(at: run.endedAt) { try $0.record(run) }
        let counts = run.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        logger.debug("\(job.name): \(counts.joined(separator: ", "))")
    }

    /// A job that did nothing although its moment has come must not spin: it looks again in a second.
    private func sleep(until next: Instant?, after run: RunRecord) throws {
        let earliest = run.counts.isEmpty ? run.startedAt + .seconds(1) : run.startedAt
        let next = next.map { max($0, earliest) }
        state.withLock { state in
            state.failures = 0
            state.next = next
            state.restsUntil = run.counts.isEmpty ? .now + Self.rest : nil
        }
        try alarm.arm(at: next)
    }

    private func survive(_ error: any Error, of run: RunRecord) async {
        let pause = state.withLock { state -> Duration in
            state.failures += 1
            let seconds = min(300, 1 << min(state.failures, 9))
            state.next = run.endedAt + .seconds(seconds)
            return .seconds(seconds)
        }
        logger.error(
            "\(job.name) failed, trying again in \(pause): \(error)",
            metadata: ["job": "\(job.name)", "message_id": "\(MessageID.jobFailed)"])
        do {
            try alarm.arm(at: run.endedAt + pause)
            try await ledger.write(at: run.endedAt) { try $0.record(run) }
        } catch {
            logger.error("the failed run of \(job.name) could not be recorded, ignoring: \(error)")
        }
    }
}
