import Almanac
import Coordination
import Ledger

/// Expected dates that somebody took out of the sheet: it may mean two things, and a person says which.
extension OrderIntake {
    /// Asks the coordinator once what it means, and ends the question where a date came since or nothing
    /// is outstanding any more.
    func askAboutClearedDates(
        _ rows: [SheetRow], of sheet: MergedSheet, order: OrderRecord,
        in transaction: LedgerTransaction, office: Office
    ) throws {
        let topic = TaskTopic.clearedDate(order: order.code)
        let names = Set(
            rows.filter { sheet.asked[$0.number]?.contains("expected") ?? false }
                .compactMap { $0.text("line").map(Code.init) })
        let cleared = order.lines.filter {
            names.contains(Code($0.line)) && $0.isOutstanding
                && $0.current != $0.promised
        }
        guard !cleared.isEmpty else {
            let isAnswered =
                rows.contains { sheet.isNew("expected", of: $0) && $0.date("expected") != nil }
                || !order.lines.contains(where: \.isOutstanding)
            guard isAnswered else { return }
            try transaction.endTasks(topic, because: Self.answered, office: office)
            try transaction.setNext(transaction.now, ofOrder: order.code)
            return
        }
        let asked = try transaction.view.openDeadlines(code: topic.code).first?.deadline
        // What is asked already is asked of further lines, too.
        let said = try transaction.view.said(of: .orders, key: order.code.foldedCode)
            .map(SaidRows.init)
        let lines = order.lines.filter { line in
            let isBlank = said?[line.line.foldedCode]?["expected"]?.last.isEmpty ?? false
            return cleared.contains { $0.line.isCode(line.line) }
                || asked != nil && isBlank && line.isOutstanding && line.current != line.promised
        }.map { "\($0.line): \($0.current)" }.joined(separator: ", ")
        _ = try transaction.ask(
            OfficeTask(
                topic: topic,
                occurrence: asked?.occurrence
                    ?? office.profile.zone.civil(transaction.now).date.description,
                title: TaskTitle.clearedDate.words(order.code),
                client: order.client,
                note: BilingualText(
                    en:
                        "Still expected: line \(lines). Enter the promised date in the orders sheet if "
                        + "it is back on it, or a new date.",
                    id: "Masih tercatat: baris \(lines). Isi tanggal janji di lembar pesanan jika "
                        + "kembali sesuai janji, atau isi tanggal baru."
                ).text(in: office.profile.language),
                isNoteCurrent: true),
            office: office, because: "asked anew")
        // A letter that states what is in question waits for the answer.
        try transaction.setNext(transaction.now, ofOrder: order.code)
    }

    /// Whether rows of an order fill a cell that was cleared in again with what is so: it says nothing new, and
    /// answers.
    func fillsAgain(
        _ rows: [SheetRow], of sheet: MergedSheet, order: String, view: LedgerView
    ) throws -> Bool {
        // What nobody edited in a copy of ours nobody said.
        guard !sheet.isExport else { return false }
        let said = try view.said(of: .orders, key: order.foldedCode).map(SaidRows.init)
        return rows.contains { row in
            guard let line = row.text("line"), let date = sheet.said(row).date("expected"),
                let before = said?[line.foldedCode]?["expected"]
            else { return false }
            return before.last.isEmpty && date == row.date("expected")
        }
    }

    static let answered = "answered by the orders sheet"
}
