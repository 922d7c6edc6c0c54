import Almanac
import Host
import Synchronization

/// A clock that stands still until a test sets it.
final class FakeClock: WallClock {
    private let value: Mutex<Instant>

    init(_ instant: Instant) {
        value = Mutex(instant)
    }

    var now: Instant { value.withLock { $0 } }

    func set(_ instant: Instant) { value.withLock { $0 = instant } }
}
