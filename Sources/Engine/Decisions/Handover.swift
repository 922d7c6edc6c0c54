import Almanac
import Coordination
import Ledger

/// Somebody has left, and another person takes over what is open: deadlines, series, orders, teams, those
/// who report to them, and the post.
struct Handover {
    let office: Office
    let leaver: Person
    let successor: Person
    let by: String?

    /// Moves everything that is open, and tells the successor and the coordinator what.
    ///
    /// - Returns: what moved, so that it can be taken back.
    func carryOut(in transaction: LedgerTransaction) throws -> ImportRecord.Handover {
        var moved = ImportRecord.Handover(leaver: leaver.code, successor: successor.code)
        try moveDeadlines(in: transaction, &moved)
        try moveOrders(in: transaction, &moved)
        try moveRegisters(in: transaction, &moved)
        guard !moved.moves.isEmpty else { return moved }
        try transaction.record(
            "handed over", of: Subject(.office, "people"), by: by, detail: moved.summary)
        try HandoverNews(office: office, kind: "handover", handover: moved)
            .tell([successor], in: transaction)
        return moved
    }

    private func moveDeadlines(
        in transaction: LedgerTransaction, _ moved: inout ImportRecord.Handover
    ) throws {
        for record in try transaction.view.deadlines(in: .open)
        where record.deadline.owner.isCode(leaver.code) {
            var deadline = record.deadline
            deadline.owner = successor.code
            try transaction.change(
                record, to: deadline, office: office, by: by,
                detail: ChangeDetail.text(from: record.deadline, to: deadline, isHandover: true))
            moved.note(
                .deadline, deadline.identifier, from: record.deadline.owner, to: deadline.owner)
        }
        for known in try transaction.view.allSeries()
        where known.endedAt == nil && known.owner.isCode(leaver.code) {
            var series = known
            series.owner = successor.code
            try transaction.put(series, nextAt: office.materialization(of: series))
            moved.note(.series, series.code, from: known.owner, to: series.owner)
        }
    }

    private func moveOrders(
        in transaction: LedgerTransaction, _ moved: inout ImportRecord.Handover
    ) throws {
        for known in try transaction.view.orders()
        where known.lines.contains(where: \.isOutstanding) {
            var order = known
            if order.salesperson?.isCode(leaver.code) ?? false {
                order.salesperson = successor.code
                moved.note(.order, order.code, from: known.salesperson, to: order.salesperson)
            }
            for index in order.lines.indices
            where order.lines[index].isOutstanding
                && order.lines[index].salesperson?.isCode(leaver.code) ?? false
            {
                order.lines[index].salesperson = successor.code
                moved.note(
                    .line, "\(order.code) \(order.lines[index].line)",
                    from: known.lines[index].salesperson, to: successor.code)
            }
            try transaction.giveOrder(
                known, as: order, from: leaver.code, to: successor.code, office: office, by: by)
        }
    }

    private func moveRegisters(
        in transaction: LedgerTransaction, _ moved: inout ImportRecord.Handover
    ) throws {
        for known in try transaction.view.entries(of: Team.self).values
        where known.manager?.isCode(leaver.code) ?? false {
            var team = known
            team.manager = successor.code
            try transaction.put(team)
            moved.note(.team, team.code, from: known.manager, to: team.manager)
        }
        for known in try transaction.view.entries(of: Person.self).values
        where known.reportsTo?.isCode(leaver.code) ?? false && !known.code.isCode(successor.code) {
            var person = known
            person.reportsTo = successor.code
            try transaction.put(person)
            moved.note(.superior, person.code, from: known.reportsTo, to: person.reportsTo)
        }
        guard leaver.post != successor.post, leaver.post != .sales else { return }
        var heir = successor
        heir.post = leaver.post
        moved.note(
            .post, heir.code, from: successor.post.rawValue, to: heir.post.rawValue)
        if heir.reportsTo?.isCode(leaver.code) ?? false {
            heir.reportsTo = leaver.reportsTo
            moved.note(.superior, heir.code, from: successor.reportsTo, to: heir.reportsTo)
        }
        try transaction.put(heir)
    }
}

extension LedgerTransaction {
    /// Writes an order that is another salesperson's, or of which a line is.
    func giveOrder(
        _ known: OrderRecord, as order: OrderRecord, from: String, to: String, office: Office,
        by: String?
    ) throws {
        let isSame = order.salesperson.map(Code.init) == known.salesperson.map(Code.init)
        guard !isSame || order.lines != known.lines else { return }
        var change = OrderChange(known: known, order: order)
        change.detail = "salesperson \(from) → \(to)"
        try commitChange(change, office: office, by: by)
    }
}
