import Almanac
import Coordination
import Ledger

/// One committed change set of an order: the one way in, for sheets and commands alike.
struct OrderChange {
    /// What the ledger holds so far; nil for a new order.
    var known: OrderRecord?
    var order: OrderRecord
    /// Dates that the client was told by other ways than a letter of ours; nil on is now.
    var told: [(line: String, date: CivilDate, on: CivilDate?)] = []
    /// What the history says of it beside the dates.
    var detail: String?

    /// `1: 2026-12-10 → 2026-12-18` for each line whose date is another one.
    fileprivate var dateChanges: [String] {
        changedLines.map { old, new in "\(new.line): \(old.current) → \(new.current)" }
    }

    fileprivate var changedLines: [(old: OrderLine, new: OrderLine)] {
        guard let known else { return [] }
        return order.lines.compactMap { line in
            let name = Directory.fold(line.line)
            guard let old = known.lines.first(where: { Directory.fold($0.line) == name }),
                old.current != line.current
            else { return nil }
            return (old, line)
        }
    }
}

extension OrderChange {
    /// When a new order of which nothing is to be told or asked must be looked at first; nil for one that
    /// must be looked at now. Most orders of a first import are of this kind.
    fileprivate func firstLook(office: Office, now: Instant) -> Instant? {
        let promises = Dictionary(
            order.lines.map { ($0.line, $0.promised) }, uniquingKeysWith: { first, _ in first })
        guard known == nil, told.allSatisfy({ promises[$0.line] == $0.date }),
            let look = OrderLook(at: order, office: office, now: now),
            look.assessment.letter == nil, look.assessment.needsDate.isEmpty
        else { return nil }
        return office.nextLook(at: order.lines, client: look.client, now: now)
    }
}

extension LedgerTransaction {
    /// Writes a change set: another date of any line is a new revision, and the order is looked at.
    func commit(_ change: OrderChange, office: Office, by: String?) throws {
        var order = change.order
        let dates = change.dateChanges
        if !dates.isEmpty { order.revision += 1 }
        order.nextAt = change.firstLook(office: office, now: now) ?? now
        let words = (dates + [change.detail].compactMap { $0 }).joined(separator: "; ")
        try put(
            order, changes: change.known == nil ? "first seen" : dates.isEmpty ? nil : words,
            by: by)
        if let detail = change.detail {
            try record("changed", of: Subject(.order, order.code), by: by, detail: detail)
        }
        for (line, date, day) in change.told {
            let at = day.map { Instant(seconds: Int64($0.dayNumber) * 86_400) } ?? now
            try tell(date, of: line, order: order.code, at: at)
        }
        // Whoever asked for another date knows it.
        for (_, line) in change.changedLines where office.isClientsWish(line.reason) {
            try tell(line.current, of: line.line, order: order.code, at: now)
        }
    }
}
