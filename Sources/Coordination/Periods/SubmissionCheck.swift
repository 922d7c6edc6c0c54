/// Checks one reading against its type's rules: everything that is wrong, never only the first fault.
package struct SubmissionCheck: Sendable {
    package var type: SubmissionType
    package var period: Period
    package var team: String
    package var directory: Directory
    package var context: Context

    package init(
        type: SubmissionType, period: Period, team: String, directory: Directory, context: Context
    ) {
        self.type = type
        self.period = period
        self.team = team
        self.directory = directory
        self.context = context
    }

    /// The reader's own findings with the rules' added. What the reader already blames a cell for is not
    /// said again, nor is a warning beside a blocker.
    package func findings(in reading: SheetReading) -> [Finding] {
        let read = Set(reading.findings.compactMap(Place.init))
        let found = type.rules.flatMap { findings(of: $0, in: reading) }
            .filter { finding in Place(finding).map(read.contains) != true }
        let blocked = Set(found.filter { $0.severity == .blocker }.compactMap(Place.init))
        return reading.findings
            + found.filter { finding in
                finding.severity == .blocker || Place(finding).map(blocked.contains) != true
            }
    }

    /// What a cell is blamed for.
    private struct Place: Hashable {
        var cell: String
        var code: Finding.Code

        /// Nil for the whole file, of which much may be wrong in one way.
        init?(_ finding: Finding) {
            guard !finding.cell.isEmpty else { return nil }
            cell = finding.cell
            code = finding.code
        }
    }

    private func findings(of rule: SubmissionRule, in reading: SheetReading) -> [Finding] {
        faults(by: rule.check, in: reading).map { fault in
            Finding(
                file: reading.file, worksheet: reading.worksheet, cell: fault.cell,
                code: fault.code, severity: rule.severity, value: fault.value,
                expected: fault.expected, suggestion: fault.suggestion)
        }
    }

    /// What a rule finds, whatever its severity.
    struct Fault {
        var code: Finding.Code
        /// Empty for the whole file.
        var cell = ""
        var value = ""
        var expected: BilingualText
        var suggestion: String?
    }

    private func faults(by check: SubmissionRule.Check, in reading: SheetReading) -> [Fault] {
        switch check {
        case .samePeriod(let column): foreignPeriods(in: column, of: reading)
        case .dateWithinPeriod(let column): datesOutside(in: column, of: reading)
        case .known(let column, let registers): unknown(in: column, of: reading, registers)
        case .required(let column, let condition): blanks(in: column, of: reading, when: condition)
        case .range(let column, let min, let max): outside(min, max, in: column, of: reading)
        case .sign(let column, let sign): wrongSigns(in: column, of: reading, wanted: sign)
        case .unique(let columns): repetitions(of: columns, in: reading)
        case .fresh(let column, let age): stale(in: column, of: reading, within: age)
        case .declaredTotal(let column): missingTotal(of: column, in: reading)
        case .tieOut(let column, let counterpart, let tolerance):
            totalDifference(of: column, in: reading, from: counterpart, tolerance)
        case .change(let column, let limit): change(of: column, in: reading, beyond: limit)
        case .nilWithoutTarget: nilAgainstTarget(in: reading)
        case .explicitNil: silence(in: reading)
        }
    }

    /// A number as somebody would type it into one of the sheet's columns.
    func written(_ number: Int64, in column: String) -> String {
        type.sheet.figureColumn(column)?.isTotal ?? false
            ? context.style.cell(number) : String(number)
    }

    /// What messages call one of the sheet's columns.
    func words(for column: String) -> BilingualText {
        type.sheet.figureColumn(column)?.words ?? BilingualText(en: column, id: column)
    }
}
