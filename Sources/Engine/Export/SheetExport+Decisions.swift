import Almanac
import Coordination
import Ledger

extension SheetExport {
    /// A row for each letter that waits for a person and each sign-off that is asked for, to be filled in, for
    /// programs: the letters' own words are many lines, which the workbook has. `by` has who is to decide, as there.
    func decisionRows(writer: LetterWriter, now: Instant) throws -> Table {
        let reader = office.actingCoordinator(at: now)?.key
        let sheet = DecisionSheet(office: office, writer: writer, view: view, now: now)
        return Table(
            try sheet.everything().map { entry in
                var values = entry.values
                values["by"] = entry.by(reader)
                return values
            },
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
