/// The tables of the ledger, by their names in the schema: what a job says it follows, and what a commit
/// says it wrote.
package enum LedgerTable: String, Hashable, Sendable, CaseIterable {
    case identity, mark, register, event, deadline, dependency, series, correction, step, notice
    case letter, item, attempt, submission, period, closing, run, said, tally
    case keptFile = "kept_file"
    case deadlineRevision = "deadline_revision"
    case refusedAddress = "refused_address"
    case clientOrder = "client_order"
    case orderLine = "order_line"
    case toldDate = "told_date"
    case formerToldDate = "former_told_date"
    case orderRevision = "order_revision"
    case signOff = "sign_off"
    case droppedFile = "dropped_file"
    case digestMorning = "digest_morning"
    case saidLayout = "said_layout"
    case sheetExport = "sheet_export"
    case sheetImport = "sheet_import"
    case sheetMapping = "sheet_mapping"
    case letterCopy = "letter_copy"
    case pausedJob = "paused_job"
    case shownLetter = "shown_letter"
    case keptRules = "kept_rules"
    case takenRow = "taken_row"
    case tableSum = "table_sum"
    case outage, chain
}
