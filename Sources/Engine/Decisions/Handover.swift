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

    /// What moved.
    struct Outcome: Sendable {
        var deadlines: [String] = []
        var orders: [String] = []
        var teams: [String] = []
        /// Those who reported to whoever left.
        var people: [String] = []
        var hasPost = false

        var isEmpty: Bool {
            deadlines.isEmpty && orders.isEmpty && teams.isEmpty && people.isEmpty && !hasPost
        }
    }

    /// Moves everything that is open, and tells the successor and the coordinator what.
    func carryOut(in transaction: LedgerTransaction) throws -> Outcome {
        var outcome = Outcome()
        try moveDeadlines(in: transaction, &outcome)
        try moveOrders(in: transaction, &outcome)
        try moveRegisters(in: transaction, &outcome)
        guard !outcome.isEmpty else { return outcome }
        try transaction.record(
            "handed over", of: Subject(.office, "people"), by: by,
            detail: "\(leaver.code) → \(successor.code): \(outcome.deadlines.count) deadlines, "
                + "\(outcome.orders.count) orders, \(outcome.teams.count) teams")
        try tell(outcome, in: transaction)
        return outcome
    }

    private func moveDeadlines(
        in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        for record in try transaction.view.deadlines(in: .open)
        where record.deadline.owner.isCode(leaver.code) {
            var deadline = record.deadline
            deadline.owner = successor.code
            try transaction.change(
                record, to: deadline, office: office, by: by,
                detail: ChangeDetail.text(from: record.deadline, to: deadline, isHandover: true))
            outcome.deadlines.append(deadline.identifier)
        }
        for known in try transaction.view.allSeries()
        where known.endedAt == nil && known.owner.isCode(leaver.code) {
            var series = known
            series.owner = successor.code
            try transaction.put(series, nextAt: office.materialization(of: series))
        }
    }

    private func moveOrders(
        in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        for known in try transaction.view.orders()
        where known.lines.contains(where: \.isOutstanding) {
            var order = known
            var isMoved = false
            if order.salesperson?.isCode(leaver.code) ?? false {
                order.salesperson = successor.code
                isMoved = true
            }
            for index in order.lines.indices
            where order.lines[index].isOutstanding
                && order.lines[index].salesperson?.isCode(leaver.code) ?? false
            {
                order.lines[index].salesperson = successor.code
                isMoved = true
            }
            guard isMoved else { continue }
            var change = OrderChange(known: known, order: order)
            change.detail = "salesperson \(leaver.code) → \(successor.code)"
            try transaction.commitChange(change, office: office, by: by)
            outcome.orders.append(order.code)
        }
    }

    private func moveRegisters(
        in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        for known in try transaction.view.entries(of: Team.self).values
        where known.manager?.isCode(leaver.code) ?? false {
            var team = known
            team.manager = successor.code
            try transaction.put(team)
            outcome.teams.append(team.code)
        }
        for known in try transaction.view.entries(of: Person.self).values
        where known.reportsTo?.isCode(leaver.code) ?? false && !known.code.isCode(successor.code) {
            var person = known
            person.reportsTo = successor.code
            try transaction.put(person)
            outcome.people.append(person.code)
        }
        guard leaver.post != successor.post, leaver.post != .sales else { return }
        var heir = successor
        heir.post = leaver.post
        if heir.reportsTo?.isCode(leaver.code) ?? false { heir.reportsTo = leaver.reportsTo }
        try transaction.put(heir)
        outcome.hasPost = true
    }

    /// As many codes as a person looks over; the rest is counted.
    private static let mostCodes = 20

    private func tell(_ outcome: Outcome, in transaction: LedgerTransaction) throws {
        var facts: Facts = [
            "leaver": .text(leaver.name), "successor": .text(successor.name),
            "deadlines": .number(Int64(outcome.deadlines.count)),
            "orders": .number(Int64(outcome.orders.count)),
        ]
        for (name, codes) in [
            ("deadline_codes", outcome.deadlines), ("order_codes", outcome.orders),
            ("teams", outcome.teams), ("people", outcome.people),
        ] where !codes.isEmpty {
            let more = codes.count - Self.mostCodes
            facts[name] = .text(
                codes.sorted().prefix(Self.mostCodes).joined(separator: ", ")
                    + (more > 0 ? ", … (+\(more))" : ""))
        }
        let now = transaction.now
        var readers = office.reachable(from: successor, at: now)
        if let coordinator = office.actingCoordinator(at: now),
            !readers.contains(where: { $0.key == coordinator.key })
        {
            readers.append(coordinator)
        }
        for reader in readers where !reader.key.isCode(leaver.code) {
            try transaction.collect(
                Item(
                    cause: "handover \(leaver.code) \(now) > \(reader.key)", kind: "handover",
                    subject: Subject(.office, "people"), facts: facts),
                for: reader.key, office: office)
        }
    }
}
