/// What the service's clock shows, and whether it is acted on.
package struct GetClock: ControlCall {
    package static let method = "GetClock"
    package init() {}

    package struct Reply: Codable, Sendable {
        package var clock: ClockState
        package init(clock: ClockState) { self.clock = clock }
    }
}

/// Has the service believe the clock as it stands.
package struct ConfirmClock: ControlCall {
    package static let method = "ConfirmClock"
    package init() {}

    package struct Reply: Codable, Sendable {
        package var clock: ClockState
        package init(clock: ClockState) { self.clock = clock }
    }
}

/// The wall clock, and what the service makes of it.
package struct ClockState: Codable, Sendable {
    package var now: String
    package var timeZone: String
    /// The kernel's word: a time server keeps the clock.
    package var isSynchronised: Bool
    /// `trusted`, `unsynchronised` or `doubted`.
    package var verdict: String
    /// What the clock should have shown when it jumped; nil unless it is doubted.
    package var jumpedFrom: String?
    package var jumpedTo: String?
    /// What waits, and what to do, as a sentence.
    package var warning: String?

    package init(
        now: String, timeZone: String, isSynchronised: Bool, verdict: String, jumpedFrom: String?,
        jumpedTo: String?, warning: String?
    ) {
        self.now = now
        self.timeZone = timeZone
        self.isSynchronised = isSynchronised
        self.verdict = verdict
        self.jumpedFrom = jumpedFrom
        self.jumpedTo = jumpedTo
        self.warning = warning
    }
}
