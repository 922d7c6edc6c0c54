import Almanac
import Coordination
import Ledger

/// Expected dates that somebody took out of the sheet: it may mean two things, and a person says which of each line.
extension OrderIntake {
    /// Asks the coordinator once what it means, and ends the question where each line has a date since, or nothing is
    /// outstanding any more.
    func askAboutClearedDates(
        _ rows: [SheetRow], of sheet: MergedSheet, order: OrderRecord,
        in transaction: LedgerTransaction, office: Office
    ) throws {
        let names = { (isMeant: (SheetRow) -> Bool) in
            Set(rows.filter(isMeant).compactMap { $0.text("line").map(Code.init) })
        }
        try ClearedDates(office: office, order: order).follow(
            cleared: names { sheet.asked[$0.number]?.contains("expected") ?? false },
            answered: names { sheet.isNew("expected", of: $0) && $0.date("expected") != nil },
            because: Self.answered, in: transaction)
    }

    /// Names of an order's lines of which rows fill a cell that was cleared in again with what is so: it says nothing new,
    /// and answers.
    func linesFilledAgain(
        _ rows: [SheetRow], of sheet: MergedSheet, order: String, view: LedgerView
    ) throws -> Set<Code> {
        // What nobody edited in a copy of ours nobody said.
        guard !sheet.isExport else { return [] }
        let said = try view.said(of: .orders, key: order.foldedCode).map(SaidRows.init)
        return Set(
            rows.compactMap { row in
                guard let line = row.text("line"), let date = sheet.said(row).date("expected"),
                    let before = said?[line.foldedCode]?["expected"]
                else { return nil }
                return before.last.isEmpty && date == row.date("expected") ? Code(line) : nil
            })
    }

    static let answered = "answered by the orders sheet"
}
