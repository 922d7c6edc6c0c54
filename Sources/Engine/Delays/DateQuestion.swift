import Coordination
import Ledger

/// Dates that somebody took out of the orders sheet: until a person says what that means, no client is told them.
enum DateQuestion {
    /// What lets a letter go that waits for the answer.
    static func remedy(for order: String) -> BilingualText {
        BilingualText(
            en:
                "the date of order \(order) was taken out of the orders sheet: enter the promised date, a "
                + "new one, or the same where it stands, there or in the decisions sheet",
            id:
                "tanggal pesanan \(order) dikosongkan di lembar pesanan: isi tanggal janji, tanggal baru, "
                + "atau tanggal yang sama bila tetap berlaku, di sana atau di lembar keputusan")
    }
}

extension LedgerView {
    /// Names of an order's outstanding lines whose date a sheet took out while nobody has said yet what that means:
    /// the question is open.
    func questionedLines(of order: OrderRecord) throws -> Set<String> {
        guard order.lines.contains(where: { $0.isOutstanding && $0.current != $0.promised }),
            let asked = try openDeadlines(code: TaskTopic.clearedDate(order: order.code).code)
                .first?.deadline
        else { return [] }
        let waiting = asked.note.map(ClearedDates.dates) ?? [:]
        return Set(
            order.lines.filter { line in
                line.isOutstanding && line.current != line.promised
                    && waiting[Code(line.line)] == line.current
            }.map(\.line))
    }

    /// The code of an order of which a client's notice states a date that is in question; nil where none is.
    func questionedOrder(in notice: NoticeRecord) throws -> String? {
        try notice.liveItems.first { try isInQuestion($0) }?.item.subject.id
    }

    /// Whether an item of a client's notice states a date that is in question.
    func isInQuestion(_ record: ItemRecord) throws -> Bool {
        guard record.statesDates, let order = try order(record.item.subject.id) else {
            return false
        }
        let lines = try questionedLines(of: order)
        return record.statements.contains { lines.contains($0.line) }
    }
}
