import Almanac
import Host
import Synchronization

/// The clock of an office that is played forward: it stands still until it is told, and nobody doubts it.
final class RehearsalClock: WallClock {
    private let state: Mutex<Instant>
    private let start: Instant

    init(_ start: Instant) {
        self.start = start
        state = Mutex(start)
    }

    var now: Instant { state.withLock { $0 } }
    /// As long as the play has gone on, and an hour before it.
    var elapsed: Duration { now - start + .seconds(3_600) }
    var isSynchronised: Bool { true }

    /// Lets time pass; it never goes back.
    func pass(until moment: Instant) { state.withLock { $0 = max($0, moment) } }
}
