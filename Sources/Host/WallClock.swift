package import Almanac

/// Whoever knows what time it is, and what speaks for it. Injected, so that tests tell their own.
package protocol WallClock: Sendable {
    var now: Instant { get }
    /// How long the machine has been up, suspends included: no setting of the clock moves it.
    var elapsed: Duration { get }
    /// Whether the kernel says that a time source keeps the clock; false where it does not tell.
    var isSynchronised: Bool { get }
}
