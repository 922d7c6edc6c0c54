/// What the definition says of spreadsheets.
extension ControlInterface {
    static let sheetTypes = """
        # A file; content is Base64.
        type File (name: string, content: string)

        # A file as it is sent: its content in Base64, or the upload that SendPiece named.
        type SentFile (name: string, content: ?string, upload: ?string)

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

        # What one file came to. Amounts are in the smallest unit of the currency: so many of their last
        # digits as decimals says stand behind the mark, and number_style is how the office writes 1250 and a half. accepted counts rows: all or none, or, in a partial import, all but
        # rows_left. Not taken are cells that repeat what was said before while something else is so since
        # (kept), and those that say what was said before and replaced since (old_copies); overridden are
        # those taken over what was changed otherwise: old is what was so, new what the cell says. team, period and version are there for a submission.
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
          kept: []Change,
          old_copies: []Change,
          overridden: []Change,
          totals: [string]int,
          decimals: ?int,
          number_style: ?string,
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
        # Hands over a piece of a file, content being Base64; a whole file of 32 MiB at most, which is
        # kept for five minutes, or until it is imported or submitted. The first piece names no upload.
        method SendPiece(upload: ?string, content: string) -> (upload: string, size: int)

        # Takes the files of one import; they may refer to each other. A partial one leaves out rows
        # with faults, and with them the other lines of their orders. Asked for more, it tells its
        # progress in replies without reports.
        method ImportSheets(
          files: []SentFile,
          kind: ?string,
          dry_run: bool,
          partial: ?bool,
          by: ?string
        ) -> (reports: []SheetReport, progress: ?ImportProgress)

        # Hands in one team's file for one period.
        method Submit(
          file: SentFile,
          type: ?string,
          team: ?string,
          period: ?string,
          by: ?string
        ) -> (report: SheetReport)

        # Writes a sheet of what is remembered, such that importing it again changes nothing; format is
        # csv (when absent) or xlsx. A team and a period, 2026-11 or 2026-Q4, are for submissions.
        method ExportSheet(
          kind: string,
          format: ?string,
          team: ?string,
          period: ?string
        ) -> (file: File)

        # The open deadlines, or an owner's, as an iCalendar file.
        method ExportCalendar(owner: ?string) -> (file: File)
        """
}
