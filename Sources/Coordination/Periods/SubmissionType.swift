package import Almanac

/// What teams hand in for a period, as data: who owes it, by when, and what must be right about it.
package struct SubmissionType: Hashable, Sendable {
    package var name: String
    /// The sheet that carries it.
    package var sheet: SheetKind
    /// What people call it, by language code.
    package var words: [String: String]
    /// `month` or `quarter`.
    package var every: PeriodKind
    /// Relative to the period's last day: `WD+2 15:00`.
    package var cutOff: Offset
    package var ladder: String
    package var rules: [SubmissionRule]

    package init(
        name: String, sheet: SheetKind, words: [String: String] = [:], every: PeriodKind = .month,
        cutOff: Offset, ladder: String, rules: [SubmissionRule]
    ) {
        self.name = name
        self.sheet = sheet
        self.words = words
        self.every = every
        self.cutOff = cutOff
        self.ladder = ladder
        self.rules = rules
    }
}

/// One thing that must be right about a submission, beyond what its sheet's columns already ask.
package struct SubmissionRule: Hashable, Sendable {
    package var check: Check
    package var severity: Finding.Severity

    package enum Check: Hashable, Sendable {
        /// Every row names the period that is handed in.
        case samePeriod(column: String)
        /// Every date lies within the period.
        case dateWithinPeriod(column: String)
        /// Every code stands in one of the registers.
        case known(column: String, in: [SheetKind])
        /// A nil report although the team has a target.
        case nilWithoutTarget
    }

    package init(_ check: Check, severity: Finding.Severity = .blocker) {
        self.check = check
        self.severity = severity
    }
}
