package import Almanac
import Coordination
package import Ledger
package import Logging

/// Fires the steps of ladders: marks each and appends its items in one transaction.
package struct DeadlineReminders: Job {
    package let name = JobName.deadlineReminders
    private let ledger: Ledger
    private let office: CurrentOffice
    private let pokes: Pokes
    private let logger: Logger

    /// How many deadlines one transaction settles: an office's morning fits in one, and a reader
    /// never waits long.
    private static let batch = 2_000

    package init(ledger: Ledger, office: CurrentOffice, pokes: Pokes, logger: Logger) {
        self.ledger = ledger
        self.office = office
        self.pokes = pokes
        self.logger = logger
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        var total = Tally()
        while true {
            let office = office.office
            let tally = try await ledger.write(at: now) { transaction in
                try Self.fireDue(in: transaction, office: office)
            }
            total.add(tally)
            if tally.deadlines < Self.batch { break }
        }
        for deadline in total.unreachable {
            logger.warning(
                "nobody could be told of \(deadline): give its owner, manager or the coordinator",
                metadata: ["deadline": "\(deadline)"])
        }
        if total.items > 0 { pokes.poke(JobName.outbox) }
        return total.counts
    }

    package func nextInstant() async throws -> Instant? {
        try await ledger.read { try $0.nextDeadlineInstant() }
    }

    private static func fireDue(
        in transaction: LedgerTransaction, office: Office
    ) throws -> Tally {
        let now = transaction.now
        var tally = Tally()
        let due = try transaction.view.deadlinesDue(by: now, limit: batch)
        guard !due.isEmpty else { return tally }
        let upcoming = try upcoming(in: transaction, office: office)
        for record in due {
            let deadline = record.deadline
            let settled = try transaction.view.settledSteps(
                of: record.id, revision: deadline.revision)
            let firing = office.fire(deadline, settled: settled, now: now)
            let tellings = try transaction.view.tellings(of: record.id)
            for reminder in firing.reminders {
                let item = office.item(for: reminder, of: deadline, tellings: tellings, now: now)
                let key = reminder.recipient.key
                let isNew = try transaction.collect(
                    item, for: key, known: upcoming[key] ?? [],
                    window: office.profile.groupingWindow)
                if isNew { tally.items += 1 }
            }
            try transaction.settle(firing.outcomes, of: record, nextAt: firing.next)
            tally.count(firing, of: deadline)
        }
        return tally
    }

    /// By recipient, the instants within the grouping window at which more is planned.
    static func upcoming(
        in transaction: LedgerTransaction, office: Office
    ) throws -> [String: [Instant]] {
        let now = transaction.now
        let end = now + office.profile.groupingWindow
        var instants = office.digestInstants(after: now, through: end).mapValues { [$0] }
        for record in try transaction.view.deadlinesDue(by: end, limit: batch) {
            for step in office.plan(record.deadline) where step.at > now && step.at <= end {
                let heard = office.recipients(
                    of: step.identity.role, for: record.deadline, at: step.at,
                    isEscalation: !step.isBeforeDue)
                for recipient in heard { instants[recipient.key, default: []].append(step.at) }
            }
        }
        return instants
    }
}

/// What one run of reminders did.
private struct Tally: Sendable {
    var deadlines = 0
    var items = 0
    var outcomes: [StepOutcome: Int] = [:]
    var unreachable: [String] = []

    mutating func count(_ firing: Firing, of deadline: Deadline) {
        deadlines += 1
        for (_, outcome) in firing.outcomes {
            outcomes[outcome, default: 0] += 1
            if outcome == .unreachable { unreachable.append(deadline.identifier) }
        }
    }

    mutating func add(_ other: Tally) {
        deadlines += other.deadlines
        items += other.items
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        unreachable += other.unreachable
    }

    var counts: [String: Int] {
        var counts = Dictionary(
            uniqueKeysWithValues: outcomes.map { ($0.key.rawValue, $0.value) })
        if items > 0 { counts["items"] = items }
        if counts.isEmpty, deadlines > 0 { counts["deadlines"] = deadlines }
        return counts
    }
}
