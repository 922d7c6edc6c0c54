import Coordination
import Sheets

/// What of one file may be taken: all of it, or, where the sender asked for that, its rows without the
/// faulty ones.
struct Candidate: Sendable {
    /// The rows that may still be taken, merged with what is known, and what was found about them.
    var sheet: MergedSheet
    var reading: SheetReading {
        get { sheet.reading }
        set { sheet.reading = newValue }
    }
    /// Numbers of the rows left out, and what was found about those.
    private(set) var left: [Int] = []
    private var leftFindings: [Finding] = []

    init(_ sheet: MergedSheet) { self.sheet = sheet }

    /// Leaves out rows with blockers, with all rows of what they are part of: half an order would be
    /// told wrongly. A blocker that is about more than rows stays, and with it the file is blocked.
    ///
    /// - Returns: whether any row was left out.
    mutating func leaveOutFaultyRows() -> Bool {
        guard let kind = reading.kind, !kind.isSubmission else { return false }
        let blamed = Set(
            reading.findings.filter { $0.severity == .blocker }.map { $0.row ?? 0 })
        guard !blamed.isEmpty, blamed.isSubset(of: reading.rows.map(\.number)) else {
            return false
        }
        let definition = SheetDefinition.of(kind)
        let columns = definition.wholeColumns
        // Which order a row without a readable number belongs to, nobody can say.
        if definition.isTakenInWholes {
            for row in reading.rows where blamed.contains(row.number) {
                if columns.contains(where: { row[$0] == nil }) { return false }
            }
        }
        let wholes = Set(
            reading.rows.filter { blamed.contains($0.number) }.map { $0.parts(columns) })
        let isLeft = { (row: SheetRow) in
            blamed.contains(row.number) || wholes.contains(row.parts(columns))
        }
        let kept = reading.rows.filter { !isLeft($0) }
        guard !kept.isEmpty else { return false }
        let numbers = Set(reading.rows.lazy.filter(isLeft).map(\.number))
        let leaves = { (finding: Finding) in finding.row.map(numbers.contains) ?? false }
        left = (left + numbers).sorted()
        leftFindings += reading.findings.filter(leaves)
        reading.findings.removeAll(where: leaves)
        reading.rows = kept
        for name in reading.totals.keys {
            reading.totals[name] = kept.reduce(0) { $0 + ($1.number(name) ?? 0) }
        }
        return true
    }

    /// With the office's findings on its rows, and those on the rows left out.
    func report(isDryRun: Bool) -> ImportReport {
        var report = ImportReport(reading, isDryRun: isDryRun)
        report.left = left
        let numbers = Set(left)
        report.notes = sheet.notes.filter { !numbers.contains($0.row) }
        let isTaken = !reading.isBlocked
        report.reading.findings =
            reading.findings.map { $0.wordedForSender(isTaken: isTaken) }
            + leftFindings.map { $0.wordedForSender(isTaken: false) }
        report.boundWarnings()
        report.reading.findings.sort(by: Finding.isBefore)
        return report
    }
}

extension SheetRow {
    /// What cells say, without regard to case; with its number where one of them is blank, so that it
    /// is like no other.
    fileprivate func parts(_ columns: [String]) -> [String] {
        let parts = columns.compactMap { self[$0].map(\.written.foldedCode) }
        return parts.count == columns.count ? parts : ["row \(number)"]
    }
}
