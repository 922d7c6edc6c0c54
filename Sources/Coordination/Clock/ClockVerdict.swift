package import Almanac

/// Whether what the wall clock shows may be acted on.
package enum ClockVerdict: Hashable, Sendable {
    /// It may.
    case trusted
    /// Nobody has vouched for it since the start: nothing is told to clients.
    case unsynchronised
    /// It jumped far ahead, and nothing confirms that so much time passed: everything waits.
    case doubted(ClockJump)

    /// As people read it: `trusted`, `unsynchronised` or `doubted`.
    package var word: String {
        switch self {
        case .trusted: "trusted"
        case .unsynchronised: "unsynchronised"
        case .doubted: "doubted"
        }
    }

    /// The jump that is doubted; nil when none is.
    package var jump: ClockJump? {
        if case .doubted(let jump) = self { jump } else { nil }
    }
}

/// A step of the wall clock, as both of its ends.
package struct ClockJump: Hashable, Sendable {
    /// What the clock should have shown.
    package var from: Instant
    /// What it showed.
    package var to: Instant

    package init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }
}
