import Almanac

/// What is known of periods and of what teams owe for them.
struct PeriodBook: Sendable {
    struct Owed: Hashable, Sendable {
        var type: String
        var team: String
        var period: Period

        /// The deadline's code, as mails print it.
        var code: String { "\(type)-\(team)/\(period)" }
    }

    struct Standing: Sendable {
        var versions = 0
        /// Of the last version; nil where none came.
        var findings: Int?
        var isWaived = false
        var isSigned = false

        var isAccepted: Bool { findings == 0 }
    }

    var periods: [Period] = []
    var states: [Period: PeriodState] = [:]
    var owed: [Owed: Standing] = [:]
    var byCode: [String: Owed] = [:]
    /// The summary that was told last, by period.
    var told: [Period: CloseSummary] = [:]
    /// Checks that were made, by period.
    var checked: [Period: Set<Instant>] = [:]
    /// When a summary is looked at again since something changed.
    var lookedAt: [Period: Instant] = [:]
    /// Periods that were opened again and not summed up since.
    var reopened: Set<Period> = []

    func isOpen(_ period: Period) -> Bool { states[period, default: .open] == .open }
}

/// Where a period's close stands (§6).
package struct CloseSummary: Hashable, Sendable {
    package var accepted = 0
    package var rejected = 0
    package var missing = 0
    package var waived = 0
    package var isReady = false
}
