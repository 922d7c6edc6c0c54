import Almanac
import Engine
import Synchronization

/// What a job's loop does, without sleeping: the job works when its moment has come or when it was woken.
final class SimulatedLoop: Sendable {
    let job: any Job
    private let state = Mutex(State())

    private struct State {
        var isWoken = true
        var next: Instant?
        /// Runs in a row that did nothing although their moment had come.
        var idle = 0
    }

    /// Whether its next moment is worth waking at.
    private let isNeeded: @Sendable () -> Bool

    /// - Parameter isNeeded: says that a look at the next moment could find something; a wake is one anyway.
    init(_ job: any Job, wakes: Wakes, isNeeded: @escaping @Sendable () -> Bool = { true }) {
        self.job = job
        self.isNeeded = isNeeded
        wakes.connect(job) { [weak self] in self?.wake() }
    }

    func wake() { state.withLock { $0.isWoken = true } }

    func isDue(at now: Instant) -> Bool {
        state.withLock { $0.isWoken || $0.next.map { $0 <= now && isNeeded() } ?? false }
    }

    /// When it wants to work next.
    func next(after now: Instant) -> Instant? {
        state.withLock { $0.isWoken ? now : isNeeded() ? $0.next : nil }
    }

    /// How long a job rests that failed.
    static let pause = Duration.seconds(300)

    /// As a loop does whose job failed.
    func rest(until moment: Instant) {
        state.withLock { state in
            state.isWoken = false
            state.next = moment
        }
    }

    func fire(at now: Instant) async throws {
        state.withLock { $0.isWoken = false }
        let counts = try await Wakes.$runningJob.withValue(job.name) { [job] in
            try await job.runOnce(at: now)
        }
        let wanted = try await job.nextInstant()
        let isSpinning = state.withLock { state in
            let isLate = wanted.map { $0 <= now } ?? false
            // As a loop does: it must not spin.
            state.next = counts.isEmpty && isLate ? now + .seconds(1) : wanted
            state.idle = counts.isEmpty && isLate ? state.idle + 1 : 0
            return state.idle > 20
        }
        if isSpinning {
            throw Violation("no job spins", "\(job.name) wants to work and does nothing", at: now)
        }
    }
}

/// Chance for the engine, which asks from many tasks.
final class Chance: Sendable {
    private let random: Mutex<SeededRandom>

    init(_ seed: UInt64) { random = Mutex(SeededRandom(seed)) }

    /// Between 0 and 1.
    func fraction() -> Double {
        random.withLock { Double.random(in: 0...1, using: &$0) }
    }
}
