/// Checks one reading against its type's rules: everything that is wrong, never only the first fault.
package struct SubmissionCheck: Sendable {
    package var type: SubmissionType
    package var period: Period
    package var team: String
    package var directory: Directory

    package init(type: SubmissionType, period: Period, team: String, directory: Directory) {
        self.type = type
        self.period = period
        self.team = team
        self.directory = directory
    }

    /// The reader's own findings with the rules' added, in the file's order.
    package func findings(in reading: SheetReading) -> [Finding] {
        var findings = reading.findings
        for rule in type.rules {
            findings += self.findings(of: rule, in: reading)
        }
        return findings
    }

    private func findings(of rule: SubmissionRule, in reading: SheetReading) -> [Finding] {
        switch rule.check {
        case .samePeriod(let column):
            return each(column, of: reading, rule: rule, code: .wrongPeriod) { cell in
                guard case .period(let text) = cell.value, text != period.description else {
                    return nil
                }
                return Fault(
                    expected: BilingualText(en: "the period \(period)", id: "periode \(period)"))
            }
        case .dateWithinPeriod(let column):
            return each(column, of: reading, rule: rule, code: .outsidePeriod) { cell in
                guard case .date(let date) = cell.value, !period.contains(date) else { return nil }
                return Fault(
                    expected: BilingualText(
                        en: "a date from \(period.firstDay) to \(period.lastDay)",
                        id: "tanggal \(period.firstDay) sampai dengan \(period.lastDay)"))
            }
        case .known(let column, let registers):
            return each(column, of: reading, rule: rule, code: .unknownCode) { cell in
                guard case .text(let code) = cell.value,
                    !registers.contains(where: { directory.holds(code, in: $0) })
                else { return nil }
                return Fault(
                    expected: .expectedCode(in: registers),
                    suggestion: CodeSuggestion.nearest(
                        to: code, among: registers.flatMap(directory.codes)))
            }
        case .nilWithoutTarget:
            let target = directory.target(ofTeam: team, for: period) ?? 0
            guard reading.isNilReport, target > 0 else { return [] }
            return [
                Finding(
                    file: reading.file, worksheet: reading.worksheet, code: .nilAgainstTarget,
                    severity: rule.severity, value: "NIHIL",
                    expected: BilingualText(
                        en: "figures: the team's target for \(period) is \(target)",
                        id: "angka: target tim untuk \(period) adalah \(target)"))
            ]
        }
    }

    private struct Fault {
        var expected: BilingualText
        var suggestion: String?
    }

    private func each(
        _ column: String, of reading: SheetReading, rule: SubmissionRule, code: Finding.Code,
        fault: (SheetCell) -> Fault?
    ) -> [Finding] {
        reading.rows.compactMap { row in
            guard let cell = row.cell(column), let fault = fault(cell) else { return nil }
            return Finding(
                file: reading.file, worksheet: reading.worksheet, cell: cell.address, code: code,
                severity: rule.severity, value: cell.raw, expected: fault.expected,
                suggestion: fault.suggestion)
        }
    }
}
