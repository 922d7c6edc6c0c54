import Almanac
import Coordination
import Ledger

extension SheetExport {
    /// A row for each letter that waits for a person and each sign-off that is asked for, to be filled in, for
    /// programs: the letters' own words are many lines, which the workbook has.
    func decisionRows(writer: LetterWriter, now: Instant) throws -> Table {
        let sheet = DecisionSheet(office: office, writer: writer, view: view, now: now)
        return Table(
            try sheet.everything().map(\.values),
            further: DecisionSheet.further.filter { $0 != "text" })
    }

    /// The same as the coordinator's mails carry it: what was read first, then cells that offer what can be
    /// decided.
    func decisionWorkbook(writer: LetterWriter, now: Instant) throws -> [UInt8] {
        let reader = office.actingCoordinator(at: now)
        let sheet = DecisionSheet(
            office: office, writer: writer, view: view, now: now, language: reader?.language)
        return try sheet.workbook(of: try sheet.everything(), for: reader)
    }
}
