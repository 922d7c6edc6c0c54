package import Almanac

/// Whoever knows what time it is. Injected, so that tests tell their own.
package protocol WallClock: Sendable {
    var now: Instant { get }
}
