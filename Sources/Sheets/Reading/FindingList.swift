import Coordination

/// A file's findings as they come up, put into the file's order at the end.
struct FindingList {
    private let file: String
    private let worksheet: String?
    private var findings: [(row: Int, column: Int, finding: Finding)] = []
    private var hidden = 0
    private var hidesBlocker = false

    init(file: String, worksheet: String?) {
        self.file = file
        self.worksheet = worksheet
    }

    /// - Parameters:
    ///   - row: from 1; 0 for the whole file.
    ///   - column: from 0.
    ///   - value: as it stands in the cell.
    mutating func add(_ fault: CellFault, row: Int, column: Int, value: String) {
        guard findings.count < SheetLimits.findings else {
            hidden += 1
            hidesBlocker = hidesBlocker || fault.severity == .blocker
            return
        }
        let finding = Finding(
            file: file, worksheet: worksheet,
            cell: row == 0 ? "" : CellName.address(column: column, row: row),
            code: fault.code, severity: fault.severity, value: value, expected: fault.expected,
            suggestion: fault.suggestion, ifTaken: fault.ifTaken)
        findings.append((row, column, finding))
    }

    mutating func add(_ fault: GridFault) {
        add(
            CellFault(code: fault.code, expected: fault.expected), row: fault.row,
            column: fault.column, value: fault.value)
    }

    /// By row, then by column; a last one says how many are not listed.
    var sorted: [Finding] {
        var sorted = findings.sorted { ($0.row, $0.column) < ($1.row, $1.column) }.map(\.finding)
        if hidden > 0 {
            sorted.append(
                Finding(
                    file: file, worksheet: worksheet, code: .tooLarge,
                    severity: hidesBlocker ? .blocker : .warning, value: "\(hidden)",
                    expected: BilingualText(
                        en: "at most \(SheetLimits.findings) faults: \(hidden) more are not listed",
                        id: "paling banyak \(SheetLimits.findings) kesalahan: \(hidden) lainnya "
                            + "tidak dicantumkan")))
        }
        return sorted
    }
}
