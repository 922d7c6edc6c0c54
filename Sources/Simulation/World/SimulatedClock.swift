import Almanac
import Host
import Synchronization

/// The wall clock of a simulated machine: what it shows, and the time that really passed.
final class SimulatedClock: WallClock {
    private let state: Mutex<State>

    private struct State {
        /// The moment that it really is.
        var truth: Instant
        /// By how much the clock is wrong.
        var error = Duration.zero
        var isSynchronised = true
        var elapsed = Duration.seconds(3_600)
    }

    init(_ instant: Instant) { state = Mutex(State(truth: instant)) }

    var now: Instant { state.withLock { $0.truth + $0.error } }
    var truth: Instant { state.withLock { $0.truth } }
    var elapsed: Duration { state.withLock { $0.elapsed } }
    var isSynchronised: Bool { state.withLock { $0.isSynchronised } }
    /// By how much what it shows is wrong.
    var error: Duration { state.withLock { $0.error } }

    /// Lets time pass until it really is `instant`; time never goes back.
    func pass(until instant: Instant) {
        state.withLock { state in
            guard instant > state.truth else { return }
            state.elapsed += instant - state.truth
            state.truth = instant
        }
    }

    /// Somebody, or a broken machine, sets it: the kernel holds it for synchronised no longer
    /// (clock_settime(2) sets STA_UNSYNC).
    func step(by duration: Duration) {
        state.withLock { state in
            state.error += duration
            state.isSynchronised = false
        }
    }

    /// A time server keeps it again.
    func synchronise() {
        state.withLock { state in
            state.error = .zero
            state.isSynchronised = true
        }
    }
}
