package import Almanac
import Coordination
package import Ledger
package import Logging

/// Fires the steps of ladders: marks each and appends its items in one transaction.
package struct DeadlineReminders: Job {
    package let name = JobName.deadlineReminders
    package let follows: Set<Wakes.Cause> = [
        .commit(.deadline), .commit(.series), .commit(.correction),
    ]
    package let consults: Set<LedgerTable> = [
        .dependency, .item, .mark, .notice, .step, .submission,
    ]
    private let store: OfficeStore
    private let logger: Logger

    /// How many deadlines one transaction settles: an office's morning fits in one, and a reader
    /// never waits long.
    private static let batch = 2_000

    package init(store: OfficeStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        var total = Tally()
        while true {
            let tally = try await store.change(at: now) { work in
                try Self.fireDue(in: work.transaction, office: work.office)
            }
            total.add(tally)
            if tally.deadlines < Self.batch { break }
        }
        for (deadline, recipient) in total.lastResorts {
            logger.warning(
                "nobody above the owner of \(deadline) could be told, \(recipient) was: name a superior",
                metadata: ["deadline": "\(deadline)", "recipient": "\(recipient)"])
        }
        for deadline in total.unreachable {
            logger.warning(
                "nobody could be told of \(deadline): give its owner, manager or the coordinator",
                metadata: ["deadline": "\(deadline)"])
        }
        return total.counts
    }

    package func nextInstant() async throws -> Instant? {
        try await store.ledger.read { view in
            [try view.nextDeadlineInstant(), try view.nextSeriesInstant()].compactMap { $0 }.min()
        }
    }

    private static func fireDue(
        in transaction: LedgerTransaction, office: Office
    ) throws -> Tally {
        let now = transaction.now
        var tally = Tally()
        for var series in try transaction.view.seriesDue(by: now) {
            tally.occurrences += try transaction.advance(&series, office: office, by: nil)
        }
        let due = try transaction.view.deadlinesDue(by: now, limit: batch)
        guard !due.isEmpty else { return tally }
        let upcoming = try transaction.knownInstants(office: office)
        let downtime = try Downtime(transaction.view)
        for record in due {
            let firing = try fire(
                record, in: transaction, office: office, upcoming: upcoming, downtime: downtime)
            tally.count(firing.firing, items: firing.items, of: record.deadline)
        }
        return tally
    }

    /// Fires one deadline's due steps, each with the correction that its reader is to hear, then the
    /// corrections that no step takes along.
    private static func fire(
        _ record: DeadlineRecord, in transaction: LedgerTransaction, office: Office,
        upcoming: [String: [Instant]], downtime: Downtime?
    ) throws -> (firing: Firing, items: Int) {
        let now = transaction.now
        let deadline = record.deadline
        let view = transaction.view
        let settled = try view.settledSteps(of: record.id, revision: deadline.revision)
        let firing = office.fire(deadline, settled: settled, now: now)
        let tellings = try view.tellings(of: record.id)
        // What is called missing has no room for a former date: that goes beside it.
        let isMissing = office.missingSubmission(of: deadline, now: now) != nil
        let findings = try office.expectedSubmission(of: deadline)
            .flatMap(view.latestSubmission(for:))?.blockerCount
        var corrections = Dictionary(
            try view.corrections(of: record.id).map { (Code($0.recipient), $0) },
            uniquingKeysWith: { first, _ in first })
        var items: [(item: Item, recipient: String, opening: Instant?)] = []
        for reminder in firing.reminders {
            let key = reminder.recipient.key
            let correction =
                reminder.step.isBeforeDue && !isMissing
                ? corrections.removeValue(forKey: Code(key)) : nil
            if correction != nil { try transaction.removeCorrections(of: record.id, for: key) }
            let item = office.item(
                for: reminder, of: deadline,
                context: ReminderContext(
                    tellings: tellings, correction: correction,
                    downtime: downtime?.span(holding: reminder.step.at), now: now,
                    findings: findings))
            items.append((item, key, reminder.opening(at: now)))
        }
        for correction in corrections.values.sorted(by: { $0.recipient < $1.recipient })
        where correction.at <= now {
            try transaction.removeCorrections(of: record.id, for: correction.recipient)
            items.append((office.item(for: correction, of: deadline), correction.recipient, nil))
        }
        var count = 0
        for (item, recipient, opening) in items {
            let isNew = try transaction.collect(
                item, for: recipient, from: opening, known: upcoming[recipient] ?? [],
                office: office)
            if isNew { count += 1 }
        }
        try transaction.settle(firing.outcomes, of: record, nextAt: nil)
        try transaction.setNext(try view.nextStepInstant(of: record, office: office), of: record.id)
        return (firing, count)
    }
}

extension Firing.Reminder {
    /// When one that comes late may leave: after the due moment nobody hears in closed hours but what is
    /// urgent. Nil where it need not wait.
    fileprivate func opening(at now: Instant) -> Instant? {
        guard isLate, !step.isUrgent, !step.isBeforeDue else { return nil }
        return recipient.workingTime.nextOpen(atOrAfter: now)
    }
}

/// What one run of reminders did.
private struct Tally: Sendable {
    var deadlines = 0
    /// Occurrences of series that became deadlines.
    var occurrences = 0
    var items = 0
    var outcomes: [StepOutcome: Int] = [:]
    var unreachable: [String] = []
    var lastResorts: [(deadline: String, recipient: String)] = []

    mutating func count(_ firing: Firing, items: Int, of deadline: Deadline) {
        deadlines += 1
        self.items += items
        for (_, outcome) in firing.outcomes {
            outcomes[outcome, default: 0] += 1
            if outcome == .unreachable { unreachable.append(deadline.identifier) }
        }
        for reminder in firing.reminders where reminder.recipient.isLastResort {
            lastResorts.append((deadline.identifier, reminder.recipient.key))
        }
    }

    mutating func add(_ other: Tally) {
        deadlines += other.deadlines
        occurrences += other.occurrences
        items += other.items
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        unreachable += other.unreachable
        lastResorts += other.lastResorts
    }

    var counts: [String: Int] {
        var counts = Dictionary(
            uniqueKeysWithValues: outcomes.map { ($0.key.rawValue, $0.value) })
        if items > 0 { counts["items"] = items }
        if occurrences > 0 { counts["occurrences"] = occurrences }
        if counts.isEmpty, deadlines > 0 { counts["deadlines"] = deadlines }
        return counts
    }
}
