import Almanac
import Coordination
import Ledger

/// One committed change set of an order: the one way in, for sheets and commands alike.
struct OrderChange {
    /// What the ledger holds so far; nil for a new order.
    var known: OrderRecord?
    var order: OrderRecord
    var told: [Telling] = []
    /// What the history says of it beside the dates.
    var detail: String?
    /// Whether it puts back what was so: a reason that stands again is nobody's wish of now.
    var isRestored = false

    /// A date that the client knows otherwise than from a letter of ours.
    struct Telling {
        var line: String
        var date: CivilDate
        /// Nil is now.
        var on: CivilDate?
        /// Whether they asked for it.
        var isWish = false
        /// Whether it is what a new line promises.
        var isPromise = false
    }
}

/// What a change set does to one line that it touches.
private struct LineChange {
    var line: OrderLine
    /// Nil for a line that was not there before.
    var old: OrderLine?

    /// Whether it makes a revision: its date is another one, or somebody waits for it who did not before.
    var isRevision: Bool {
        guard let old else { return line.isOutstanding }
        let isAwaited = !old.isOutstanding || isAnothers
        return old.current != line.current || isAwaited && line.isOutstanding
    }

    /// Whether it was known with another date.
    var hasNewDate: Bool { old.map { $0.current != line.current } ?? false }

    /// Whether all of it had been delivered, and less is said now.
    var isBackFromDelivery: Bool {
        guard let old else { return false }
        return !old.isCancelled && !old.isOutstanding && line.isOutstanding
    }

    /// Whether it was entered for another client so far.
    var isAnothers: Bool { old.map { !$0.client.isCode(line.client) } ?? false }

    /// What it changes beside when the line ships, as the history says it: `1: cancelled`, `1: delivered 5 of 10`.
    var otherWords: [String] {
        guard let old else { return [] }
        var words: [String] = []
        if line.isCancelled != old.isCancelled {
            words.append("\(line.line): \(line.isCancelled ? "cancelled" : "no longer cancelled")")
        }
        if line.delivered != old.delivered {
            words.append("\(line.line): delivered \(line.delivered) of \(line.quantity)")
        } else if line.quantity != old.quantity {
            words.append("\(line.line): ordered \(old.quantity) → \(line.quantity)")
        }
        // Where somebody expects another date the promise alone moves nothing.
        if line.promised != old.promised, line.current == old.current {
            words.append("\(line.line): promised \(old.promised) → \(line.promised)")
        }
        return words
    }

    /// `1: 2026-12-10 → 2026-12-18`.
    var words: String {
        guard let old else { return "\(line.line): new, \(line.current)" }
        if isAnothers {
            return "\(line.line): for \(line.client) instead of \(old.client), \(line.current)"
        }
        return old.current == line.current
            ? "\(line.line): open again, \(line.current)"
            : "\(line.line): \(old.current) → \(line.current)"
    }
}

extension OrderChange {
    /// Whom the order was entered for before; nil where that is not another one.
    fileprivate var formerClient: String? {
        known.map(\.client).flatMap {
            $0.isCode(order.client) ? nil : $0
        }
    }

    /// The lines of an order that was known before, in pairs with what they were.
    private var lineChanges: [LineChange] {
        guard let known else { return [] }
        let old = Dictionary(
            known.lines.map { (Code($0.line), $0) },
            uniquingKeysWith: { first, _ in first })
        return order.lines.map { LineChange(line: $0, old: old[Code($0.line)]) }
    }

    /// Writes into the order what revision it is, and into its lines which of them it touches.
    ///
    /// - Parameter today: the civil date where the client is.
    /// - Returns: each line whose date or being open changed, in words.
    fileprivate mutating func numberRevisions(today: CivilDate) -> [String] {
        let changes = lineChanges
        let revisions = changes.filter(\.isRevision)
        let untold = linesToldEarlier
        if !revisions.isEmpty || !untold.isEmpty { order.revision += 1 }
        let news = Dictionary(
            told.map { (Code($0.line), $0.date) }, uniquingKeysWith: { _, last in last })
        for index in order.lines.indices {
            var line = order.lines[index]
            let change = known == nil ? LineChange(line: line) : changes[index]
            let toldDate = news[Code(line.line)]
            let isLate =
                line.current > toldDate ?? line.lastTold
                || line.isOutstanding && line.current < today
            if change.old == nil {
                line.revision = order.revision
                line.isLateSinceFirstSeen = isLate
            } else {
                if change.isRevision || untold.contains(index) { line.revision = order.revision }
                if toldDate != nil || !isLate { line.isLateSinceFirstSeen = false }
                // What was delivered and is not any more, and what another client sees for the first time, waits
                // for a person's word; what is only as it was again waits as it did.
                if change.isBackFromDelivery || change.isAnothers, !isRestored {
                    line.isLateSinceFirstSeen = isLate
                }
            }
            // That the client counts on a later day is no good news to tell: only a date entered anew is.
            if let toldDate, toldDate > line.current, !change.hasNewDate {
                line.settledRevision = max(line.settledRevision, line.revision)
            }
            order.lines[index] = line
        }
        return revisions.map(\.words)
            + untold.sorted().map { "\(order.lines[$0].line): told earlier than it ships" }
    }

    /// The lines, by their place, of which the client was just told an earlier date than they ship: what
    /// any letter said of them before holds no more, and there is a slip to tell.
    private var linesToldEarlier: Set<Int> {
        guard known != nil else { return [] }
        return Set(
            order.lines.indices.filter { index in
                let line = order.lines[index]
                return told.contains { telling in
                    telling.line.isCode(line.line)
                        && telling.date < line.current && telling.date != line.lastTold
                }
            })
    }

    /// Whoever asked for another date knows it, be it that the line is seen for the first time with it.
    fileprivate mutating func tellWishes(office: Office) {
        guard !isRestored, !office.profile.clientRequests.isEmpty else { return }
        let known = lineChanges
        // What a new line promises is told first.
        let promises = Dictionary(
            told.map { (Code($0.line), $0.date) },
            uniquingKeysWith: { first, _ in first })
        for change in known.isEmpty ? order.lines.map({ LineChange(line: $0) }) : known {
            let line = change.line
            let before = change.old?.current ?? promises[Code(line.line)] ?? line.lastTold
            guard before != line.current, office.isClientsWish(line.reason) else { continue }
            told.append(
                Telling(line: change.line.line, date: change.line.current, isWish: true))
        }
    }

    /// When a date was told of which only the day is known: after whatever was told on that day, and not
    /// to come.
    fileprivate func toldMoment(of telling: Telling, office: Office, now: Instant) -> Instant {
        guard let day = telling.on else { return now }
        let moment = office.toldMoment(on: day, to: order.client, by: now)
        let name = Code(telling.line)
        let last = order.lines.first { Code($0.line) == name }?.told.dropFirst().last
        return min(now, max(moment, last?.at ?? moment))
    }

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

extension OrderChange {
    /// What the history says of it beside the dates, of what no command says by itself.
    fileprivate var otherWords: String? {
        let words = lineChanges.flatMap(\.otherWords)
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }
}

extension LedgerTransaction {
    /// Writes a change set: another date of any line, or a line that was not open before, is a new
    /// revision, and the order is looked at.
    func commitChange(_ change: OrderChange, office: Office, by: String?) throws {
        var change = change
        let zone = office.zone(ofClient: change.order.client)
        change.tellWishes(office: office)
        let dates = change.numberRevisions(today: zone.civil(now).date)
        change.order.nextAt = change.firstLook(office: office, now: now) ?? now
        let words = (dates + [change.detail].compactMap { $0 }).joined(separator: "; ")
        let order = change.order
        try put(
            order, changes: change.known == nil ? "first seen" : dates.isEmpty ? nil : words,
            by: by)
        if let detail = change.detail {
            try record("changed", of: Subject(.order, order.code), by: by, detail: detail)
        }
        if let words = change.otherWords {
            try record("said", of: Subject(.order, order.code), by: by, detail: words)
        }
        if let former = change.formerClient {
            try handOver(order.code, from: former, to: order.client)
        }
        for telling in change.told {
            guard !telling.isPromise else {
                try promise(telling.date, by: telling.line, order: order.code)
                continue
            }
            try tell(
                telling.date, of: telling.line, order: order.code,
                at: change.toldMoment(of: telling, office: office, now: now), isWish: telling.isWish
            )
        }
        if change.formerClient != nil, let known = change.known {
            try askAboutFormer(of: known, isRestored: change.isRestored, office: office)
        }
    }
}
