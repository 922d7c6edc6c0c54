import Almanac
import Coordination
import Ledger

extension SheetExport {
    /// A row for each letter that waits for a person and each sign-off that is asked for, to be filled in. The letters
    /// themselves are what `letter show` shows: lines of a table are no place for them.
    func decisionRows(writer: LetterWriter, now: Instant) throws -> Table {
        let sheet = DecisionSheet(office: office, writer: writer, view: view, now: now)
        let letters = try sheet.undecidedLetters()
            .map { try sheet.entry(of: $0, as: sheet.shown($0)) }
        return Table(
            (letters + (try sheet.signOffs())).map(\.values),
            further: DecisionSheet.further.filter { $0 != "text" })
    }
}
