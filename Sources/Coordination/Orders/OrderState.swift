package import Almanac

/// How an order stands, as lists say it.
package enum OrderState: String, Sendable, CaseIterable {
    /// A line ships later than its client was told.
    case late
    /// A date has passed, and nobody has said a new one.
    case needsDate = "needs-date"
    case onTime = "on-time"
    /// Nothing of it is still to be shipped.
    case finished

    /// - Parameter today: the day that it is where the client is.
    package init(of lines: [OrderLine], today: CivilDate) {
        let states = Set(lines.map { $0.state(today: today) })
        self =
            states.contains(.late)
            ? .late
            : states.contains(.needsDate)
                ? .needsDate : states.contains(.open) ? .onTime : .finished
    }

    /// Whether somebody has to do something about it.
    package var isLate: Bool { self == .late || self == .needsDate }
}

extension OrderLine {
    /// How a line stands, as lists say it.
    package enum State: String, Sendable, CaseIterable {
        case cancelled, delivered
        case needsDate = "needs-date"
        case late, open
    }

    /// How the line stands on a day where its client is.
    package func state(today: CivilDate) -> State {
        if isCancelled { return .cancelled }
        if !isOutstanding { return .delivered }
        return current < today ? .needsDate : isLater ? .late : .open
    }
}
