import Almanac
import Coordination
import Ledger

/// What people do to an order by a command, or by a row of a decisions sheet.
struct OrderChanges: Sendable {
    let office: Office
    let by: String?
    /// Why what was asked about it ends.
    var answered = "answered by a command"

    /// What happened to an order, or to some of its lines.
    struct Change: Sendable {
        var kind: Kind
        /// Empty for every line that is outstanding.
        var lines: [String] = []
        /// The new date, the day of delivery, or the date that the client was told.
        var date: CivilDate?
        /// How much of the line has been delivered in all; nil is everything.
        var quantity: Quantity?
        /// Why it is late, by code or wording, or why it is cancelled.
        var reason: String?

        enum Kind: String, Sendable, CaseIterable {
            /// It ships later than expected so far.
            case slip
            /// It ships earlier: on the date, else as first promised.
            case recover
            case deliver, cancel
            /// Somebody told the client the date, by telephone or otherwise.
            case told
        }

        /// Whether it gives a line the date that it has.
        fileprivate func confirms(_ line: OrderLine) -> Bool {
            [.slip, .recover].contains(kind) && date == line.current
        }
    }

    func apply(
        _ change: Change, to code: String, in transaction: LedgerTransaction
    ) throws -> OrderRecord {
        var change = change
        if change.reason?.allSatisfy(\.isWhitespace) == true { change.reason = nil }
        let known = try transaction.view.requiredOrder(code)
        var committed = OrderChange(known: known, order: known)
        let today = office.today(ofClient: known.client, at: transaction.now)
        let questioned = Set(try transaction.view.questionedLines(of: known).map(Code.init))
        let affected = try affected(by: change, of: known, confirming: questioned, today)
        for index in affected {
            let line = known.lines[index]
            // Whoever gives the date that stands says of one that was taken out of the sheet that it does.
            if questioned.contains(Code(line.line)), change.confirms(line) {
                if let reason = change.reason { committed.order.lines[index].reason = reason }
                continue
            }
            try apply(change, to: index, of: &committed, today)
        }
        committed.detail = ([change.kind.rawValue] + [change.reason].compactMap { $0 })
            .joined(separator: ": ")
        try transaction.commitChange(committed, office: office, by: by)
        let order = try transaction.view.order(code) ?? committed.order
        let isDated = [.slip, .recover].contains(change.kind)
        try ClearedDates(office: office, order: order).follow(
            answered: isDated ? Set(affected.map { Code(known.lines[$0].line) }) : [],
            because: answered, in: transaction)
        return order
    }

    /// What is possible and yet asks whether it is meant, of an order that was changed: as a sheet's
    /// warnings say it.
    func warnings(after change: Change, to order: OrderRecord) -> [String] {
        switch change.kind {
        case .slip, .recover:
            let calendar =
                office.directory.client(order.client).map(office.workingTime(of:))?.calendar
                ?? office.workingTime.calendar
            return [
                change.date.flatMap { Office.dayOff($0, of: "date", in: calendar) },
                change.reason.flatMap(office.unlistedReason),
            ].compactMap { $0?.message }
        case .deliver where change.quantity != nil:
            let names = Set(change.lines.map(Code.init))
            return order.lines.filter { names.isEmpty || names.contains(Code($0.line)) }
                .compactMap { line in
                    office.moreThanOrdered(line.delivered, of: line.quantity)
                        .map { "line \(line.line): \($0.message)" }
                }
        case .told:
            guard let date = change.date else { return [] }
            let names = Set(change.lines.map(Code.init))
            return order.lines.filter { line in
                line.isOutstanding && line.lastTold == date && line.current != date
                    && (names.isEmpty || names.contains(Code(line.line)))
            }.map { "line \($0.line): told \(date), while it ships \($0.current)" }
        case .deliver, .cancel: return []
        }
    }

    /// Of a slip to an earlier date, or a recovery to a later one: what says that instead.
    private func movedTheOtherWay(_ change: Change, _ order: OrderRecord) -> EngineError? {
        guard let date = change.date, change.lines.isEmpty,
            [.slip, .recover].contains(change.kind)
        else { return nil }
        let isSlip = change.kind == .slip
        let others = order.lines.filter {
            $0.isOutstanding && (isSlip ? date < $0.current : date > $0.current)
        }
        guard let first = others.first else { return nil }
        let remedy =
            isSlip
            ? "tenggatctl order recover \(order.code) --to \(date)"
            : "tenggatctl order slip \(order.code) --to \(date) --reason CODE"
        return EngineError(
            .conflict,
            "no outstanding line of order \(order.code) is expected \(isSlip ? "before" : "after") \(date): line "
                + "\(first.line) is expected \(first.current), and a \(isSlip ? "slip is later" : "recovery is earlier"); "
                + "\(remedy) says the other",
            field: "date",
            indonesian: "tidak ada baris pesanan \(order.code) yang bertanggal "
                + "\(isSlip ? "sebelum" : "sesudah") \(date.words.indonesian): baris \(first.line) diperkirakan "
                + "\(first.current.words.indonesian); gunakan \(remedy)")
    }

    /// The lines that a change means, by their place in the order.
    ///
    /// - Parameter questioned: names of those of which somebody is asked what their cleared date means.
    private func affected(
        by change: Change, of order: OrderRecord, confirming questioned: Set<Code>,
        _ today: CivilDate
    ) throws -> [Int] {
        let byName = Dictionary(
            order.lines.indices.map { (Code(order.lines[$0].line), $0) },
            uniquingKeysWith: { first, _ in first })
        let named = try change.lines.map { name in
            guard let index = byName[Code(name)] else {
                let known = order.lines.map(\.line).joined(separator: ", ")
                throw EngineError(
                    .notFound, "order \(order.code) has no line \(name); it has \(known)",
                    field: "lines",
                    indonesian:
                        "pesanan \(order.code) tidak memiliki baris \(name); yang ada: \(known)")
            }
            guard order.lines[index].isOutstanding || corrects(order.lines[index], by: change)
            else {
                throw EngineError(
                    .conflict,
                    "line \(name) of order \(order.code) is delivered or cancelled already",
                    indonesian: "baris \(name) pesanan \(order.code) sudah terkirim atau dibatalkan"
                )
            }
            return index
        }
        var affected = named
        if named.isEmpty {
            let told =
                change.kind == .told
                ? Self.linesMeant(byTelling: change.date, of: order.lines, today: today) : []
            let names = Set(told.map { Code($0.line) })
            affected = order.lines.indices.filter {
                let line = order.lines[$0]
                return line.isOutstanding
                    && (change.kind == .told
                        ? names.contains(Code(line.line))
                        : moves(line, by: change)
                            || questioned.contains(Code(line.line)) && change.confirms(line))
            }
            // Of an order that was delivered whole, one line's quantity can only be a correction.
            if affected.isEmpty {
                affected = order.lines.indices.filter { corrects(order.lines[$0], by: change) }
            }
        }
        guard !affected.isEmpty else {
            if let refusal = movedTheOtherWay(change, order) { throw refusal }
            throw EngineError(
                .conflict, "no outstanding line of order \(order.code) is changed by that",
                indonesian: "tidak ada baris pesanan \(order.code) yang berubah karenanya")
        }
        guard change.quantity == nil || affected.count == 1 else {
            throw EngineError(
                .invalid, "a quantity belongs to one line: say which", field: "lines")
        }
        return affected
    }

    /// The lines that somebody means who told a client a date of an order and names none: those that do not
    /// stand as the client knows. Of one that stands as promised nobody told anything, unless all do. Where the
    /// client knows the date of a line already none is meant: what is said twice is said once.
    ///
    /// - Parameters:
    ///   - date: what was told; nil is when each line is expected.
    ///   - today: where the client is.
    static func linesMeant(
        byTelling date: CivilDate?, of lines: [OrderLine], today: CivilDate
    ) -> [OrderLine] {
        let open = lines.filter(\.isOutstanding)
        let meant = open.filter { line in
            (line.current != line.lastTold || line.current < today)
                && (date ?? line.current) != line.lastTold
        }
        guard meant.isEmpty, let date else { return meant }
        guard !open.contains(where: { $0.lastTold == date }) else { return [] }
        let moved = open.filter { $0.current != $0.promise }
        return moved.isEmpty ? open : moved
    }

    /// Whether another quantity is said of what counts as delivered: that was a mistake.
    private func corrects(_ line: OrderLine, by change: Change) -> Bool {
        change.kind == .deliver && line.isDelivered
            && change.quantity.map { $0 != line.delivered } ?? false
    }

    /// Without names only lines are meant that the new date is later, or earlier, for.
    private func moves(_ line: OrderLine, by change: Change) -> Bool {
        switch change.kind {
        case .slip: change.date.map { $0 > line.current } ?? true
        case .recover: (change.date ?? line.promise) < line.current
        case .deliver, .cancel, .told: true
        }
    }

    private func apply(
        _ change: Change, to index: Int, of committed: inout OrderChange, _ today: CivilDate
    ) throws {
        var line = committed.order.lines[index]
        switch change.kind {
        case .slip, .recover:
            let date = try newDate(of: line, change, today)
            line.expected = date
            // Why it was late before is no reason for a later date, nor the client's wish one for a date
            // of ours: as in the sheet, none is none.
            if change.reason != nil || change.kind == .slip || office.isClientsWish(line.reason) {
                line.reason = change.reason
                // What was done about the delay before was about that.
                line.action = nil
            }
        case .deliver:
            let delivered = change.quantity ?? line.quantity
            // Nothing takes back what was said to be delivered.
            guard delivered > 0 || delivered == 0 && line.delivered > 0 else {
                throw EngineError(
                    .invalid, "\(delivered) of line \(line.line) is no delivery",
                    field: "quantity")
            }
            if let violation = Office.fraction(delivered, of: "quantity", in: line.unit) {
                throw EngineError(violation)
            }
            let date = change.date ?? today
            if let violation = Office.dayToCome(date, of: "date", today: today) {
                throw EngineError(violation)
            }
            line.delivered = delivered
            line.deliveredOn = delivered > 0 ? date : nil
        case .cancel:
            if let violation = Office.missingReason(change.reason) { throw EngineError(violation) }
            line.isCancelled = true
        case .told:
            committed.told.append(
                OrderChange.Telling(line: line.line, date: change.date ?? line.current))
        }
        committed.order.lines[index] = line
    }

    private func newDate(of line: OrderLine, _ change: Change, _ today: CivilDate) throws
        -> CivilDate
    {
        let isSlip = change.kind == .slip
        guard let date = change.date ?? (isSlip ? nil : line.promise) else {
            throw EngineError(.invalid, "a slip needs the new date", field: "date")
        }
        if let violation = Office.pastDate(date, of: "date", today: today) {
            throw EngineError(violation)
        }
        guard isSlip ? date > line.current : date < line.current else {
            throw EngineError(
                .invalid,
                "line \(line.line) of order \(line.order) is expected \(line.current); "
                    + (isSlip ? "a slip is later, a recovery earlier" : "a recovery is earlier"),
                field: "date",
                indonesian: "baris \(line.line) pesanan \(line.order) diperkirakan "
                    + line.current.words.indonesian)
        }
        return date
    }
}
