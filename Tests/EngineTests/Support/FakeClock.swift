import Almanac
import Host
import Synchronization

/// A clock that stands still until a test sets it.
final class FakeClock: WallClock {
    private let state: Mutex<State>

    private struct State {
        var now: Instant
        var elapsed = Duration.seconds(3_600)
        var isSynchronised: Bool
    }

    init(_ instant: Instant, isSynchronised: Bool = true) {
        state = Mutex(State(now: instant, isSynchronised: isSynchronised))
    }

    var now: Instant { state.withLock { $0.now } }
    var elapsed: Duration { state.withLock { $0.elapsed } }
    var isSynchronised: Bool { state.withLock { $0.isSynchronised } }

    /// Lets time pass until the clock shows `instant`.
    func set(_ instant: Instant) {
        state.withLock { state in
            state.elapsed += max(.zero, instant - state.now)
            state.now = instant
        }
    }

    /// Sets the wall clock, as a person or a broken machine does: no time passes, and the kernel
    /// holds it for synchronised no longer (clock_settime(2) sets STA_UNSYNC).
    func jump(to instant: Instant) {
        state.withLock { state in
            state.now = instant
            state.isSynchronised = false
        }
    }

    /// The kernel's word.
    func synchronise() { state.withLock { $0.isSynchronised = true } }
}
