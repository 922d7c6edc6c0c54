package import Almanac

/// Who owes what for a period, and when it is summed up (§6).
package struct PeriodRules: Hashable, Sendable {
    /// Submission types by name.
    package var submissions: [String: SubmissionRule] = [:]
    /// The first period that is looked after; nil looks after none.
    package var first: Period?
    /// Checks after which a summary goes, counted from the closing hour of the period's last day.
    package var checks: [Offset] = []
    /// By when the coordinator is to close it.
    package var due: Offset?
    package var ladder = "close"
    /// Who reads the summary: role words.
    package var tell = ["coordinator", "manager"]

    package init() {}
}

/// A submission type.
package struct SubmissionRule: Hashable, Sendable {
    package var owedBy: [String]
    package var cutOff: Offset
    package var ladder: String
    /// Whether the team's manager must sign.
    package var mustBeSigned: Bool

    package init(owedBy: [String], cutOff: Offset, ladder: String, mustBeSigned: Bool = false) {
        self.owedBy = owedBy
        self.cutOff = cutOff
        self.ladder = ladder
        self.mustBeSigned = mustBeSigned
    }
}

/// A month.
package struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Its first day.
    let first: CivilDate

    /// - Parameter text: `2026-11`; nil for what is none.
    package init?(_ text: String) {
        guard let date = CivilDate("\(text)-01") else { return nil }
        first = date
    }

    private init(first: CivilDate) { self.first = first }

    var last: CivilDate { first.lastOfMonth }
    var next: Period { Period(first: first.adding(months: 1)) }

    package var description: String { String(first.description.prefix(7)) }

    package static func < (left: Period, right: Period) -> Bool { left.first < right.first }
}

/// What happens to periods and what teams hand in.
package enum PeriodEntry: Hashable, Sendable {
    /// A file is handed in, with so many blockers.
    case submit(type: String, team: String, period: Period, findings: Int)
    case state(Period, PeriodState)
    case waive(type: String, team: String, period: Period)
    /// A waiver is withdrawn.
    case askAgain(type: String, team: String, period: Period)
    case sign(type: String, team: String, period: Period)
}

/// How far a period is.
package enum PeriodState: String, Hashable, Sendable {
    case open, locked, closed
}
