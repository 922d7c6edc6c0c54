/// What the definition says of spreadsheets.
extension ControlInterface {
    static let sheetTypes = """
        # A file; content is Base64.
        type File (name: string, content: string)

        # One fault in one cell; severity is blocker or warning, expected is in English.
        type Finding (
          file: string,
          worksheet: ?string,
          cell: string,
          code: string,
          severity: string,
          value: string,
          expected: string,
          suggestion: ?string
        )

        # How far an import is: rows read of a file, or of all while they are checked and taken.
        type ImportProgress (file: ?string, rows: int)

        # One value that a sheet changes.
        type Change (key: string, column: string, old: ?string, new: ?string)

        # What one file came to. accepted counts rows: all or none, or, in a partial import, all but
        # rows_left. team, period and version are there for a submission.
        type SheetReport (
          file: string,
          sheet: ?string,
          dry_run: bool,
          accepted: int,
          added: int,
          changed: int,
          unchanged: int,
          absent: int,
          absent_keys: []string,
          changes: []Change,
          totals: [string]int,
          nil_report: bool,
          remarks: []string,
          findings: []Finding,
          effects: []string,
          rows_left: []int,
          team: ?string,
          period: ?string,
          version: ?int
        )
        """

    static let sheetMethods = """
        # Takes the files of one import; they may refer to each other. A partial one leaves out rows
        # with faults, and with them the other lines of their orders. Asked for more, it tells its
        # progress in replies without reports.
        method ImportSheets(
          files: []File,
          kind: ?string,
          dry_run: bool,
          partial: ?bool,
          by: ?string
        ) -> (reports: []SheetReport, progress: ?ImportProgress)

        # Hands in one team's file for one period.
        method Submit(
          file: File,
          type: ?string,
          team: ?string,
          period: ?string,
          by: ?string
        ) -> (report: SheetReport)
        """
}
