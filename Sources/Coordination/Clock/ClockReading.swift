package import Almanac

/// What a machine's clocks show at one moment.
package struct ClockReading: Hashable, Sendable {
    package var wall: Instant
    /// Since the machine was started, suspends included: no setting of the wall clock moves it.
    package var elapsed: Duration
    /// Whether the kernel says that a time source keeps the wall clock.
    package var isSynchronised: Bool

    package init(wall: Instant, elapsed: Duration, isSynchronised: Bool) {
        self.wall = wall
        self.elapsed = elapsed
        self.isSynchronised = isSynchronised
    }

    /// When the machine was started, if the wall clock is right. While time only passes it stands
    /// still; a step of the wall clock moves it by just that step.
    var bootedAt: Instant { wall - elapsed }
}
