import Coordination
import Ledger

/// How one kind of sheet is checked against the office and taken into the ledger.
protocol SheetIntake {
    /// What its rows are merged with; nil where each sheet stands for itself.
    func book(office: Office, view: LedgerView) throws -> (any RowBook)?
    /// Faults that only show beside what the office knows; the reader has found the others. A row that says
    /// nothing new has none.
    func findings(in sheet: MergedSheet, office: Office, view: LedgerView) throws -> [Finding]
    /// Takes a sheet without blockers, and says what it changed.
    func take(
        _ sheet: MergedSheet, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference
}

extension SheetIntake {
    /// A finding for each reference that leads nowhere.
    func unknownCodes(
        _ references: (SheetRow) -> [Reference], in sheet: MergedSheet, office: Office
    ) -> [Finding] {
        let reading = sheet.reading
        return reading.rows.filter { !sheet.isIdle($0) }.flatMap { row in
            references(row).compactMap { reference -> Finding? in
                guard sheet.isNew(reference.column, of: row) else { return nil }
                let isKnown = reference.targets.contains {
                    office.directory.holds(reference.code, in: $0)
                }
                guard !isKnown, let cell = row.cell(reference.column) else { return nil }
                return Finding(
                    file: reading.file, worksheet: reading.worksheet, cell: cell.address,
                    code: .unknownCode, severity: reference.isTolerated ? .warning : .blocker,
                    value: cell.raw, expected: .expectedCode(in: reference.targets),
                    suggestion: CodeSuggestion.nearest(
                        to: reference.code, among: reference.targets.flatMap(office.directory.codes)
                    ))
            }
        }
    }

    /// A finding on one cell of a row.
    func finding(
        _ code: Finding.Code, _ severity: Finding.Severity = .blocker, at column: String,
        of row: SheetRow, in reading: SheetReading, expected: BilingualText,
        suggestion: String? = nil
    ) -> Finding {
        let cell = row.cell(column)
        return Finding(
            file: reading.file, worksheet: reading.worksheet, cell: row.address(of: column),
            code: code, severity: severity, value: cell?.raw ?? "", expected: expected,
            suggestion: suggestion)
    }
}
