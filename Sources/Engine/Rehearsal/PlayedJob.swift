import Almanac
import Synchronization

/// What a job's loop does, without sleeping: the job works when its moment has come or when it was woken.
final class PlayedJob: Sendable {
    private let job: any Job
    private let state = Mutex(State())

    private struct State {
        var isWoken = true
        var next: Instant?
    }

    init(_ job: any Job, wakes: Wakes) {
        self.job = job
        wakes.connect(job) { [weak self] in self?.wake() }
    }

    private func wake() { state.withLock { $0.isWoken = true } }

    func isDue(at now: Instant) -> Bool {
        state.withLock { $0.isWoken || $0.next.map { $0 <= now } ?? false }
    }

    /// When it wants to work next.
    func next(after now: Instant) -> Instant? {
        state.withLock { $0.isWoken ? now : $0.next }
    }

    /// - Returns: whether a letter to a client may have begun to wait for a person, or changed while it does.
    func work(at now: Instant) async throws -> Bool {
        state.withLock { $0.isWoken = false }
        let counts = try await Wakes.$runningJob.withValue(job.name) { [job] in
            try await job.runOnce(at: now)
        }
        let wanted = try await job.nextInstant()
        // As a loop does: one that did nothing although its moment has come looks again in a second.
        let isIdle = counts.isEmpty && wanted.map { $0 <= now } ?? false
        state.withLock { $0.next = isIdle ? now + .seconds(1) : wanted }
        switch job.name {
        case JobName.delayNotices: return counts.keys.contains { $0 != "orders" }
        case JobName.outbox: return counts["held"] != nil
        default: return false
        }
    }
}
