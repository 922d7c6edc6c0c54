/// A column whose heading names none of ours.
package struct StrangeColumn: Hashable, Sendable {
    /// Where its heading stands: `H1`.
    package var cell: String
    package var heading: String

    package init(cell: String, heading: String) {
        self.cell = cell
        self.heading = heading
    }
}

/// What a reader made of one file, before anything is compared with the ledger.
package struct SheetReading: Hashable, Sendable {
    /// The file's name as the sender gave it, without folders.
    package var file: String
    /// The recognised kind, nil when none was (then `findings` says why).
    package var kind: SheetKind?
    package var worksheet: String?
    /// The rows in file order, total and nil rows left out. Rows with faults are here too, with the
    /// cells that could be read; the file's blockers say that none may be taken.
    package var rows: [SheetRow]
    package var findings: [Finding]
    /// Things worth saying that are no fault: ignored columns, identical rows, hidden rows.
    package var remarks: [BilingualText]
    /// Sums of the sheet's amount columns by English name.
    package var totals: [String: Int64]
    /// Columns, by English name, whose sum a total row declares; a wrong one is a finding.
    package var declaredTotals: Set<String>
    /// The one row says `NIHIL`: the team declares that it has nothing to report.
    package var isNilReport: Bool
    /// Where each column stands, by English name: `["amount": "G"]`.
    package var columnLetters: [String: String]
    /// What the header says that the sheet is an edited export of.
    package var exportMark: ExportMark?
    /// Required columns that a short sheet leaves out: it may only speak of what is known.
    package var leftOut: [String] = []
    /// What a file that is no whole sheet of any kind would be as a short one, of each kind whose key it
    /// has: the one of which all codes are known is meant.
    package var shortSheets: [SheetReading] = []

    /// What the file is read by, where its columns have other names than ours.
    package var mapping: SheetMapping?
    /// How many named columns of its header are not read.
    package var ignoredColumns = 0
    /// Columns of dates that nobody knows, where the one that brings a kind's news is not among those that are read.
    package var strangers: [StrangeColumn] = []
    /// Whether it looks like a list of another program, whose columns somebody has to explain.
    package var isForeign = false
    /// Whether nothing is wrong with it, and only another sheet of its file keeps it from being taken.
    package var isHeldBack = false

    package init(
        file: String, kind: SheetKind? = nil, worksheet: String? = nil, rows: [SheetRow] = [],
        findings: [Finding] = [], remarks: [BilingualText] = [], totals: [String: Int64] = [:],
        declaredTotals: Set<String> = [], isNilReport: Bool = false,
        columnLetters: [String: String] = [:]
    ) {
        self.file = file
        self.kind = kind
        self.worksheet = worksheet
        self.rows = rows
        self.findings = findings
        self.remarks = remarks
        self.totals = totals
        self.declaredTotals = declaredTotals
        self.isNilReport = isNilReport
        self.columnLetters = columnLetters
    }

    /// Whether anything in the file forbids taking it.
    package var isBlocked: Bool { findings.contains { $0.severity == .blocker } }
}
