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
    package let fillsNotices = true
    private let store: OfficeStore
    private let logger: Logger

    /// How many deadlines one transaction settles: whoever else wants to write waits for milliseconds.
    private static let batch = 200

    package init(store: OfficeStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        var total = Tally()
        // What is known at its begin of the minutes to come holds for the whole run.
        var known: Known?
        while true {
            let (tally, looked) = try await store.change(at: now) { [known] work in
                try Self.fireDue(in: work.transaction, office: work.office, known: known)
            }
            known = looked
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
                "nobody can be told of \(deadline), it waits: give its owner or the coordinator an address, or a stand-in",
                metadata: ["deadline": "\(deadline)"])
        }
        return total.counts
    }

    package func nextInstant() async throws -> Instant? {
        try await store.ledger.read { view in
            [try view.nextDeadlineInstant(), try view.nextSeriesInstant()].compactMap { $0 }.min()
        }
    }

    /// What a run has looked up once.
    fileprivate struct Known: Sendable {
        /// By recipient, what is planned within minutes.
        var upcoming: [String: [Instant]]
        var downtime: Downtime?
    }

    private static func fireDue(
        in transaction: LedgerTransaction, office: Office, known: Known?
    ) throws -> (Tally, Known?) {
        let now = transaction.now
        var tally = Tally()
        for var series in try transaction.view.seriesDue(by: now) {
            tally.occurrences += try transaction.advance(&series, office: office, by: nil)
        }
        let due = try transaction.view.deadlinesDue(by: now, limit: batch)
        guard !due.isEmpty else { return (tally, known) }
        var known =
            try known
            ?? Known(
                upcoming: transaction.knownInstants(office: office),
                downtime: Downtime(transaction.view))
        let plans = try due.map { record in
            let plan = office.plan(record.deadline)
            let settled = try transaction.view.settledSteps(
                of: record.id, revision: record.deadline.revision)
            known.note(plan, of: record.deadline, settled: settled, office: office, now: now)
            return (record, plan, settled)
        }
        for (record, plan, settled) in plans {
            let firing = office.fire(record.deadline, plan: plan, settled: settled, now: now)
            let items = try tell(
                firing, of: record, settled: settled, in: transaction, office: office,
                known: known)
            tally.count(firing, items: items, of: record.deadline)
        }
        return (tally, known)
    }

    /// Has each due step told with the correction that its reader is to hear, then the corrections that no
    /// step takes along.
    ///
    /// - Returns: how many items that made.
    private static func tell(
        _ firing: Firing, of record: DeadlineRecord, settled: Set<StepIdentity>,
        in transaction: LedgerTransaction, office: Office, known: Known
    ) throws -> Int {
        let now = transaction.now
        let deadline = record.deadline
        let view = transaction.view
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
            let opening = reminder.opening(at: now, due: record.dueAt)
            var item = office.item(
                for: reminder, of: deadline,
                context: ReminderContext(
                    correction: correction,
                    downtime: known.downtime?.span(holding: reminder.step.at),
                    now: opening ?? now, findings: findings))
            // Nothing was said before the first step.
            if !settled.isEmpty { try transaction.outspeak(for: &item, to: key) }
            items.append((item, key, opening))
        }
        for correction in corrections.values.sorted(by: { $0.recipient < $1.recipient })
        where correction.at <= now {
            try transaction.removeCorrections(of: record.id, for: correction.recipient)
            corrections[Code(correction.recipient)] = nil
            items.append((office.item(for: correction, of: deadline), correction.recipient, nil))
        }
        var count = 0
        for (item, recipient, opening) in items {
            let isNew = try transaction.collect(
                item, for: recipient, from: opening, known: known.upcoming[recipient] ?? [],
                office: office)
            if isNew { count += 1 }
        }
        let next = ([firing.next] + corrections.values.map(\.at)).compactMap { $0 }.min()
        try transaction.settle(
            firing.outcomes, of: record, nextAt: deadline.state == .open ? next : nil)
        return count
    }
}

extension DeadlineReminders.Known {
    /// What a deadline that is being fired brings within minutes.
    fileprivate mutating func note(
        _ plan: [PlannedStep], of deadline: Deadline, settled: Set<StepIdentity>, office: Office,
        now: Instant
    ) {
        let end = now + office.profile.groupingWindow
        for step in plan
        where step.at > now && step.at <= end && !settled.contains(step.identity) {
            for key in office.keys(hearing: step, of: deadline) {
                upcoming[key, default: []].append(step.at)
            }
        }
    }
}

extension Firing.Reminder {
    /// When one that comes late, or once it is overdue, may leave: after the due moment nobody hears in closed hours
    /// but what is urgent. Nil where it need not wait.
    fileprivate func opening(at now: Instant, due: Instant) -> Instant? {
        guard !step.isUrgent, now > due || isLate && !step.isBeforeDue else { return nil }
        return recipient.workingTime.nextOpen(atOrAfter: max(now, from))
            .flatMap { $0 > now ? $0 : nil }
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
        for settled in firing.outcomes {
            outcomes[settled.outcome, default: 0] += 1
        }
        if !firing.unheard.isEmpty {
            outcomes[.unreachable, default: 0] += firing.unheard.count
            unreachable.append(deadline.identifier)
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
