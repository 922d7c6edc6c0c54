package import Almanac

/// Tells a wall clock that may be believed from one that may not, reading by reading.
///
/// It compares when the machine was started, by the wall clock, with when it was by the last
/// reading that was believed: time that passes, also in suspend, leaves that moment where it is, a
/// slew moves it a little, a step by all of itself.
package struct ClockWatch: Hashable, Sendable {
    /// A jump further ahead than this is believed only when the kernel or a person confirms it.
    package static let longestJump = Duration.seconds(86_400)
    /// What moves the clock by less is a slew, or a reading that took its time, and no step.
    package static let slack = Duration.seconds(10)

    package private(set) var verdict: ClockVerdict
    /// By how much the clock was set, in sum, since ``settle(_:)``; jumps that are doubted are not
    /// in it.
    package private(set) var step = Duration.zero
    /// Since when what falls due is released by a change of the clock and not by time that passes: since
    /// nobody vouched for it, or from where it was set ahead. Nil once ``settleReleases(since:)`` saw to it.
    package private(set) var releasesSince: Instant?
    private var bootedAt: Instant
    /// Whether the kernel or a person has confirmed the clock since the start.
    private var isVouchedFor: Bool

    /// - Parameters:
    ///   - start: the clocks at the start.
    ///   - requiresSynchronised: whether a clock that nobody vouches for may tell clients nothing.
    ///   - doubt: what an earlier watch that ended in doubt presumed; nil when none did.
    package init(
        at start: ClockReading, requiresSynchronised: Bool, doubt: ClockReading? = nil
    ) {
        bootedAt = start.bootedAt
        isVouchedFor = start.isSynchronised || !requiresSynchronised
        verdict = isVouchedFor ? .trusted : .unsynchronised
        releasesSince = isVouchedFor ? nil : start.wall
        guard let doubt else { return }
        // A machine that was started again since was so after the doubt at the earliest.
        bootedAt = start.elapsed >= doubt.elapsed ? doubt.bootedAt : doubt.wall
        observe(start)
    }

    /// Looks at the clocks once more.
    @discardableResult
    package mutating func observe(_ reading: ClockReading) -> ClockVerdict {
        if reading.isSynchronised { return confirm(reading) }
        guard reading.bootedAt - bootedAt <= Self.longestJump else {
            if verdict.jump == nil {
                let presumed = presumed(at: reading)
                verdict = .doubted(ClockJump(from: presumed, to: reading.wall))
                noteReleases(since: presumed)
            }
            return verdict
        }
        follow(reading)
        return verdict
    }

    /// Believes a reading whatever it shows: the kernel or a person vouches for it.
    @discardableResult
    package mutating func confirm(_ reading: ClockReading) -> ClockVerdict {
        isVouchedFor = true
        follow(reading)
        return verdict
    }

    /// What the wall clock would show had it not been set since it was believed last.
    package func presumed(at reading: ClockReading) -> Instant { bootedAt + reading.elapsed }

    /// What a later watch must know to go on doubting; nil when there is no doubt.
    package func doubt(at reading: ClockReading) -> ClockReading? {
        guard verdict.jump != nil else { return nil }
        return ClockReading(
            wall: presumed(at: reading), elapsed: reading.elapsed, isSynchronised: false)
    }

    /// Takes note that everything that counts elapsed time was moved by `step`.
    package mutating func settle(_ step: Duration) { self.step -= step }

    /// Takes note that what was released since then was seen to.
    package mutating func settleReleases(since moment: Instant) {
        if releasesSince == moment { releasesSince = nil }
    }

    private mutating func noteReleases(since moment: Instant) {
        releasesSince = min(releasesSince ?? moment, moment)
    }

    private mutating func follow(_ reading: ClockReading) {
        let moved = reading.bootedAt - bootedAt
        if moved > Self.slack || moved < .zero - Self.slack { step += moved }
        if moved > Self.slack { noteReleases(since: presumed(at: reading)) }
        // A clock that was set back has released nothing yet.
        releasesSince = releasesSince.map { min($0, reading.wall) }
        bootedAt = reading.bootedAt
        verdict = isVouchedFor ? .trusted : .unsynchronised
    }
}
