/// Why a step came to what it did, or at another moment than its ladder says, or to somebody else than its
/// role names: recorded when it is decided, since calendars and registers may be others later.
package struct StepReason: Hashable, Sendable, CustomStringConvertible {
    package var rule: Rule
    /// A date, a name, another step: what the sentence of the rule names.
    package var detail: String

    /// The rules, by words that people and scripts can read.
    package enum Rule: String, Hashable, Sendable, CaseIterable {
        // At another moment than the ladder says.
        case holiday
        case dayOff = "day-off"
        case closedHours = "closed-hours"
        case countedDays = "counted-days"
        case acknowledged, snoozed
        case latestPast = "latest-past"
        case late
        /// Late, or another in its place, since it went to a trial's address before.
        case afterTrial = "after-trial"
        case week
        /// It waited until somebody could be told.
        case nobodyThere = "nobody-there"
        // Never.
        case pastWhenMade = "past-when-made"
        case pastWhenImported = "past-when-imported"
        case pastWhenMoved = "past-when-moved"
        case pastWhenArmed = "past-when-armed"
        case pastWhenReplanned = "past-when-replanned"
        case expired
        case missed, merged
        case unreachable
        // To somebody else than the role names.
        case standIn = "stand-in"
        /// Whoever is named, or stands in, has left, and another took over what was theirs.
        case succeeded
        /// Whoever is named, or stands in, has left, and nobody took over what was theirs.
        case left
        case upward
        case pastOwner = "past-owner"
        case lastResort = "last-resort"
        case replanned
    }

    package init(_ rule: Rule, _ detail: String = "") {
        self.rule = rule
        // A line each, as several are kept.
        self.detail = detail.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Reads `holiday 2026-12-24 Cuti bersama`; nil when it begins with no rule.
    package init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let rule = parts.first.flatMap({ Rule(rawValue: String($0)) }) else { return nil }
        self.init(rule, parts.count > 1 ? String(parts[1]) : "")
    }

    package var description: String {
        detail.isEmpty ? rule.rawValue : "\(rule.rawValue) \(detail)"
    }

    /// Several as one text, as the ledger keeps them; nil for none.
    package static func text(of reasons: [StepReason]) -> String? {
        reasons.isEmpty ? nil : reasons.map(\.description).joined(separator: "\n")
    }

    /// Reads what ``text(of:)`` wrote; what a later version wrote and this one does not know is left out.
    package static func list(from text: String?) -> [StepReason] {
        (text ?? "").split(separator: "\n").compactMap { StepReason(String($0)) }
    }
}

/// A step whose moment was reached, what became of it, and why.
package struct SettledStep: Hashable, Sendable {
    package var step: PlannedStep
    package var outcome: StepOutcome
    package var reasons: [StepReason]

    package init(_ step: PlannedStep, _ outcome: StepOutcome, because reasons: [StepReason] = []) {
        self.step = step
        self.outcome = outcome
        self.reasons = reasons
    }
}
