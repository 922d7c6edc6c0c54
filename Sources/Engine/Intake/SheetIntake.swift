import Coordination
import Ledger

/// How one kind of sheet is checked against the office and taken into the ledger.
protocol SheetIntake {
    /// What its rows are merged with; nil where each sheet stands for itself.
    func lookup(office: Office, view: LedgerView) throws -> (any RowLookup)?
    /// Faults that only show beside what the office knows; the reader has found the others. A row that says
    /// nothing new has none.
    func findings(in sheet: MergedSheet, office: Office, view: LedgerView) throws -> [Finding]
    /// Takes a sheet without blockers, and says what it changed.
    func take(
        _ sheet: MergedSheet, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference
}

extension SheetIntake {
    /// A finding for each reference that leads nowhere, or to somebody who has left and is to do something.
    ///
    /// - Parameter rows: those that say something new.
    func unknownCodes(
        _ references: (SheetRow) -> [Reference], of rows: [SheetRow], in sheet: MergedSheet,
        office: Office
    ) -> [Finding] {
        let reading = sheet.reading
        return rows.flatMap { row in
            references(row).compactMap { reference -> Finding? in
                guard sheet.isNew(reference.column, of: row), row.cell(reference.column) != nil
                else { return nil }
                let violation =
                    office.unknown(
                        reference.code, of: reference.column, in: reference.targets,
                        reference.isTolerated ? .warning : .blocker)
                    ?? (reference.isDuty
                        ? office.departed(reference.code, of: reference.column) : nil)
                return violation.map { finding($0, of: row, in: reading) }
            }
        }
    }

    /// A finding of a rule that a row does not keep.
    ///
    /// - Parameter column: where it is shown; nil is the column that is at fault.
    func finding(
        _ violation: Violation, at column: String? = nil, of row: SheetRow,
        in reading: SheetReading
    ) -> Finding {
        let expected = violation.expected
        return finding(
            violation.code, violation.severity, at: column ?? violation.field, of: row,
            in: reading, expected: violation.inSheet.map(expected.followed(by:)) ?? expected,
            suggestion: violation.suggestion, ifTaken: violation.ifTaken)
    }

    /// A finding on one cell of a row.
    func finding(
        _ code: Finding.Code, _ severity: Finding.Severity = .blocker, at column: String,
        of row: SheetRow, in reading: SheetReading, expected: BilingualText,
        suggestion: String? = nil, ifTaken: BilingualText? = nil
    ) -> Finding {
        let cell = row.cell(column)
        return Finding(
            file: reading.file, worksheet: reading.worksheet, cell: row.address(of: column),
            code: code, severity: severity, value: cell?.raw ?? "", expected: expected,
            suggestion: suggestion, ifTaken: ifTaken)
    }
}
