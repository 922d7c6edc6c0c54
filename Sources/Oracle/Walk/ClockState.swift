import Almanac

/// What the machine makes of its clock (§3, *Moving clocks*).
struct ClockState: Sendable {
    var isUp = true
    var isSynchronised: Bool
    /// How far the clock is from where it was when it was last believed; seconds, while in doubt.
    private var doubted: Int64?
    /// Whether the last change ended a doubt because the clock is as it was.
    private(set) var isBackFromDoubt = false

    init(isSynchronised: Bool) { self.isSynchronised = isSynchronised }

    /// Whether the office's time goes on.
    var isRunning: Bool { isUp && doubted == nil }

    /// What the clock shows after a change.
    mutating func set(_ change: ClockEntry, at now: Instant) -> Instant {
        isBackFromDoubt = false
        switch change {
        case .down: isUp = false
        case .up: isUp = true
        case .back(let seconds): return now - .seconds(seconds)
        case .synchronise, .confirm:
            isSynchronised = true
            isBackFromDoubt = doubted == nil
            doubted = nil
        case .jump(let shown):
            let off = (doubted ?? 0) + (shown - now).components.seconds
            // A forward jump of more than a day that nothing confirms is doubted.
            let isDoubtful = off > 86_400
            isBackFromDoubt = doubted != nil && !isDoubtful || shown < now
            doubted = isDoubtful ? off : nil
            return shown
        }
        return now
    }
}
