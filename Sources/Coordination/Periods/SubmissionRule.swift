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
