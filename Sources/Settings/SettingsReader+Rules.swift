import Coordination

/// What must be right about a submission.
extension SettingsReader {
    /// `{check: known, column: salesperson, in: people, severity: warning}`.
    func rule(_ cursor: Cursor) -> SubmissionRule? {
        var check: String?
        var column: String?
        var registers: [SheetKind] = []
        var severity = Finding.Severity.blocker
        cursor.read([
            "check": { check = $0.text() },
            "column": { column = $0.text(wanted: "a column's English name") },
            "in": { registers = $0.elements.compactMap { $0.word(SheetKind.self) } },
            "severity": { severity = $0.word() ?? severity },
        ])
        switch (check, column) {
        case ("same-period", let column?):
            return SubmissionRule(.samePeriod(column: column), severity: severity)
        case ("date-within-period", let column?):
            return SubmissionRule(.dateWithinPeriod(column: column), severity: severity)
        case ("known", let column?) where !registers.isEmpty:
            return SubmissionRule(.known(column: column, in: registers), severity: severity)
        case ("nil-without-target", nil):
            return SubmissionRule(.nilWithoutTarget, severity: severity)
        default:
            cursor.fail(
                "no rule; write {check: same-period, column: …}, {check: date-within-period, "
                    + "column: …}, {check: known, column: …, in: …} or {check: nil-without-target}")
            return nil
        }
    }
}
