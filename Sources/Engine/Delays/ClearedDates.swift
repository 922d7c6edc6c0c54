import Almanac
import Coordination
import Ledger

/// The question what dates mean that somebody took out of the orders sheet: one for an order, and each line has its own
/// answer. Its note has the lines that wait for one, with the dates that they had when they were cleared: a line that has
/// another date since is answered.
struct ClearedDates {
    let office: Office
    /// As it is by now.
    let order: OrderRecord

    /// Asks about lines beside those that wait already, and ends the question with the last answer.
    ///
    /// - Parameters:
    ///   - cleared: names of lines whose dates were cleared just now.
    ///   - answered: names of lines about which somebody said what it means.
    ///   - reason: how it ends, where nothing waits any more.
    func follow(
        cleared: Set<Code> = [], answered: Set<Code> = [], because reason: String,
        in transaction: LedgerTransaction
    ) throws {
        let topic = TaskTopic.clearedDate(order: order.code)
        let asked = try transaction.view.openDeadlines(code: topic.code).first?.deadline
        guard asked != nil || !cleared.isEmpty else { return }
        let waiting = asked?.note.map(Self.dates) ?? [:]
        let open = order.lines.filter { line in
            // Of what is on its promise there is nothing to ask.
            guard line.isOutstanding, line.current != line.promised else { return false }
            let name = Code(line.line)
            if cleared.contains(name) { return true }
            return !answered.contains(name) && waiting[name] == line.current
        }
        guard !open.isEmpty else {
            // Where nobody knows any more which lines it is about, whatever answers it ends it.
            let isAnswered =
                !waiting.isEmpty || !answered.isEmpty
                || !order.lines.contains(where: \.isOutstanding)
            guard isAnswered else { return }
            try transaction.endTasks(topic, because: reason, office: office)
            return try transaction.setNext(transaction.now, ofOrder: order.code)
        }
        _ = try transaction.ask(
            OfficeTask(
                topic: topic,
                occurrence: asked?.occurrence
                    ?? office.profile.zone.civil(transaction.now).date.description,
                title: TaskTitle.clearedDate.words(order.code), client: order.client,
                note: note(on: open), isNoteCurrent: true),
            office: office, because: "asked anew")
        // A letter that states what is in question waits for the answer.
        try transaction.setNext(transaction.now, ofOrder: order.code)
    }

    private func note(on lines: [OrderLine]) -> String {
        let moved = DecisionWord.moved.words
        let name = "\(order.code) \(lines.first?.line ?? "")"
        let words = BilingualText(
            en:
                "Still expected, by line:\n\(Self.list(lines))\nEnter for each of them the promised date "
                + "in the orders sheet if it is back on it, a new date, or this one again if it stands. "
                + "In the decisions sheet it is “\(moved.english)” about the line (\(name)), with "
                + "the date.",
            id:
                "Masih tercatat, menurut baris:\n\(Self.list(lines))\nUntuk setiap baris, isi tanggal "
                + "janji di lembar pesanan jika kembali sesuai janji, tanggal baru, atau tanggal yang "
                + "sama jika tetap berlaku. Pada lembar keputusan: “\(moved.indonesian)” untuk "
                + "barisnya (\(name)), dengan tanggalnya.")
        return words.text(in: office.profile.language)
    }

    private static func list(_ lines: [OrderLine]) -> String {
        lines.map { "\($0.line): \($0.current)" }.joined(separator: "\n")
    }

    /// By line the date that it had.
    static func dates(in note: String) -> [Code: CivilDate] {
        Dictionary(
            note.split(separator: "\n").compactMap { text in
                guard text.count > 12, let date = CivilDate(String(text.suffix(10))) else {
                    return nil
                }
                let name = text.dropLast(10)
                return name.hasSuffix(": ") ? (Code(String(name.dropLast(2))), date) : nil
            }, uniquingKeysWith: { $1 })
    }
}
