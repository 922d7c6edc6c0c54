import Almanac
import Coordination
import Ledger

/// Orders as they were before a file.
extension ImportUndo {
    /// What clients were told of lines that there never were, or of orders that are another's.
    struct Mistake {
        var client: Code
        var telling: DisregardLetter.Telling
    }

    /// - Returns: what clients are to disregard.
    func undoOrders(
        _ record: ImportRecord, in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws -> [Mistake] {
        var mistakes: [Mistake] = []
        let orders = try touched(by: record, in: transaction.view)
        let changed = try transaction.view.keysTouched(after: record)
        var told: Set<Code> = []
        for code in orders {
            guard let known = try transaction.view.order(code) else { continue }
            let restored = outcome.restored.count
            mistakes += try undo(
                record, of: known, changedSince: changed, in: transaction, &outcome)
            let takenBack = Set(outcome.restored.dropFirst(restored).map(\.foldedCode))
            if known.lines.contains(where: {
                takenBack.contains("\(known.code) \($0.line)".foldedCode)
                    && $0.wasInformed(since: record.at)
            }) {
                told.insert(Code(known.client))
            }
            outcome.underWay += try transaction.view.openNotices(about: Subject(.order, known.code))
                .filter { $0.audience == .client && !$0.state.isRecallable }.map(\.id)
        }
        outcome.underWay = Set(outcome.underWay).sorted()
        outcome.told = told.sorted().map {
            office.directory.client($0.spelling)?.name ?? $0.spelling
        }
        return mistakes
    }

    /// Writes to whoever was told what was wrong, once it is taken back.
    func correct(
        _ mistakes: [Mistake], of record: ImportRecord, in transaction: LedgerTransaction,
        _ outcome: inout Outcome
    ) throws {
        if writesLetters {
            let result = try DelayPlanner(office: office, writer: writer).work(in: transaction)
            outcome.letters = result.held.filter { $0.reasons.contains(.importUndone) }
                .map(\.notice)
            // Those that wait are told as such.
            var rest = result
            rest.letters.subtract(outcome.letters)
            rest.held.removeAll { outcome.letters.contains($0.notice) }
            outcome.effects.add(rest)
        }
        let disregard = DisregardLetter(office: office, writer: writer, by: by)
        for (client, mistakes) in Dictionary(grouping: mistakes, by: \.client)
            .sorted(by: { $0.key < $1.key })
        {
            outcome.letters += try disregard.write(
                to: client.spelling, about: mistakes.map(\.telling),
                because: DisregardLetter.cause(ofUndoing: record.number), in: transaction)
        }
    }

    /// Codes of the orders of which a file said something, in its order.
    private func touched(by record: ImportRecord, in view: LedgerView) throws -> [String] {
        var orders: [String] = []
        var seen: Set<Code> = []
        for key in record.changes.added + record.changes.changed.map(\.key) {
            guard let code = try view.order(ofLine: key)?.code, seen.insert(Code(code)).inserted
            else { continue }
            orders.append(code)
        }
        return orders
    }

    /// - Returns: what its clients are to disregard.
    private func undo(
        _ record: ImportRecord, of known: OrderRecord, changedSince later: Set<String>,
        in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws -> [Mistake] {
        let changes = Dictionary(grouping: record.changes.changed, by: \.key.foldedCode)
        let added = Set(record.changes.added.map(\.foldedCode))
        var order = known
        // By line: columns of which the file has said nothing.
        var restored: [String: Set<String>] = [:]
        var forgotten: Set<String> = []
        var mistakes: [Mistake] = []
        let isCommanded = try transaction.view.isCommanded(known.code, since: record)
        for index in order.lines.indices {
            let line = known.lines[index]
            let key = "\(known.code) \(line.line)"
            if added.contains(key.foldedCode) {
                guard !isCommanded, !later.contains(key.foldedCode) else {
                    outcome.keep(key, because: isCommanded ? .changedSince : .changedByFile)
                    continue
                }
                // Gone already is as it was, too.
                guard !line.isCancelled else { continue }
                mistakes += mistake(in: line, of: known, since: record.at)
                order.lines[index].isCancelled = true
                forgotten.insert(line.line.foldedCode)
                outcome.restored.append(key)
                outcome.cancelled += 1
            } else if let changes = changes[key.foldedCode] {
                let columns = putBack(
                    changes, into: &order, at: index, from: line, key: key, &outcome)
                restored[line.line.foldedCode] = columns
                // A line that another undone file brought is new once more where a sheet names it again.
                if columns.contains("status"), order.lines[index].isCancelled,
                    try transaction.view.isUndone(key, of: .orders)
                {
                    forgotten.insert(line.line.foldedCode)
                }
                // What the file had the client ask for nobody asked for.
                let isWish = { (told: OrderLine.ToldDate) in told.isWish && told.at == record.at }
                if columns.contains("expected") || columns.contains("promised"),
                    line.told.dropFirst().contains(where: isWish)
                {
                    order.lines[index].told.removeAll(where: isWish)
                    try transaction.forgetWish(
                        of: line.line, order: known.code, at: record.at)
                }
            }
        }
        // What a letter told of a line that only the file had open no later letter corrects.
        for (index, line) in known.lines.enumerated()
        where line.isOutstanding && !order.lines[index].isOutstanding
            && !added.contains("\(known.code) \(line.line)".foldedCode)
        {
            mistakes += mistake(in: line, of: known, since: record.at)
        }
        // What waits for a person because it was late already when it was first seen waits for that again.
        let late = try transaction.view.linesHeldAsLate(of: order)
        for index in order.lines.indices where late.contains(order.lines[index].line) {
            order.lines[index].isLateSinceFirstSeen = true
        }
        if !order.client.isCode(known.client) {
            // Whom the file gave the order to was told of what is another's.
            mistakes = known.lines.flatMap { mistake(in: $0, of: known, since: record.at) }
        }
        try transaction.unsay(
            restored, forgetting: forgotten, of: .orders, key: known.code.foldedCode)
        guard
            order.lines != known.lines
                || order.salesperson.map(Code.init) != known.salesperson.map(Code.init)
        else {
            return mistakes
        }
        var change = OrderChange(known: known, order: order)
        change.detail = Self.reason(record.number)
        change.isRestored = true
        try transaction.commitChange(change, office: office, by: by)
        return mistakes
    }

    private func mistake(
        in line: OrderLine, of order: OrderRecord, since moment: Instant
    ) -> [Mistake] {
        line.told.dropFirst().filter { told in
            // What the file itself says that somebody told is the file's word.
            told.notice != nil ? told.at >= moment : !told.isWish && told.at > moment
        }.map { told in
            Mistake(
                client: Code(order.client),
                telling: DisregardLetter.Telling(
                    order: order.code, at: told.at, isSpoken: told.notice == nil))
        }
    }

    /// Columns of a line that are decided about together.
    private static let together: [Set<String>] = [
        ["promised", "expected", "reason", "action"], ["delivered", "delivered_on", "status"],
    ]

    /// - Returns: the columns that are as they were.
    private func putBack(
        _ changes: [ImportRecord.Change], into order: inout OrderRecord, at index: Int,
        from line: OrderLine, key: String, _ outcome: inout Outcome
    ) -> Set<String> {
        let current = line.sheetColumns
        // What a client was told stays told: a later telling is what corrects it.
        var changes = changes.filter { !["told", "informed_on"].contains($0.column) }
        let others = changes.filter { current[$0.column] != $0.new }.map(\.column)
        if !others.isEmpty {
            outcome.keep(key, because: .changed(others, of: .orders))
            // What somebody decided since goes together: a date and its reason.
            let decided = Set(others).union(
                Self.together.filter { !$0.isDisjoint(with: others) }.joined())
            changes.removeAll { decided.contains($0.column) }
        }
        var columns: Set<String> = []
        for change in changes {
            if change.column == "client", let client = change.old {
                if !order.client.isCode(client) {
                    order.assign(to: client, at: order.clientSince ?? order.firstSeenAt)
                }
                columns.insert(change.column)
            } else if order.lines[index].putBack(change.old, in: change.column) {
                columns.insert(change.column)
                // An order is whose its first line is, unless somebody gave it to another.
                if change.column == "salesperson",
                    order.salesperson.map(Code.init) == change.new.map(Code.init)
                {
                    order.salesperson = change.old
                }
            }
        }
        if !columns.isEmpty { outcome.restored.append(key) }
        return columns
    }
}

extension OrderLine {
    /// Whether its client was told of it since a moment, by a letter or otherwise.
    fileprivate func wasInformed(since moment: Instant) -> Bool {
        told.dropFirst().contains { $0.at >= moment }
    }
}

extension LedgerView {
    /// Whether somebody changed an order by command since a file was taken.
    func isCommanded(_ order: String, since record: ImportRecord) throws -> Bool {
        try events(of: Subject(.order, order))
            .contains { $0.what == "changed" && $0.at > record.at }
    }
}
