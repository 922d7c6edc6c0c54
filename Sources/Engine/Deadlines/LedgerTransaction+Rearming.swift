import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Why a deadline moved that nobody moved.
    private static let rolled = "a day off changed"

    /// Derives every open deadline's plan anew, after a change of what plans depend on.
    ///
    /// Steps that the change puts into the past are superseded: only what is ahead, or was missed while
    /// nobody looked, is sent.
    ///
    /// - Returns: the deadlines moved, and the reminders of others.
    func rearmAll(office: Office) throws -> Effects {
        var effects = Effects()
        let corrections = try view.correctionCount()
        for var series in try view.allSeries() {
            try advance(&series, office: office, by: nil)
        }
        try PeriodDesk(office: office).alignAll(in: self)
        for var record in try view.deadlines(in: .open) {
            if let rolled = try rolled(record, office: office) {
                try change(record, to: rolled, office: office, by: nil)
                effects.moved += 1
                continue
            }
            try supersedePast(record, office: office)
            let due = office.dueInstant(of: record.deadline)
            if due != record.dueAt {
                record.dueAt = due
                try update(record)
                try correct(record, office: office)
            }
            let next = try view.nextInstant(of: record, office: office)
            guard next != record.nextAt else { continue }
            try setNext(next, of: record.id)
            effects.reminders += 1
        }
        effects.corrections = max(0, try view.correctionCount() - corrections)
        return effects
    }

    /// Settles as superseded what a change put into the past: a step before the one that was to come
    /// next, since all that was there before is settled.
    func supersedePast(_ record: DeadlineRecord, office: Office) throws {
        let revision = record.deadline.revision
        let settled = try view.settledSteps(of: record.id, revision: revision)
        let past = office.plan(record.deadline).filter { step in
            step.at <= now && step.at < record.nextAt ?? .distantFuture
                && !settled.contains(step.identity)
        }
        guard !past.isEmpty else { return }
        try settle(past.map { ($0, .superseded) }, of: record, nextAt: record.nextAt)
    }

    /// An occurrence that rolls elsewhere now, ended where another is due there; nil where it stays, or
    /// where a person has moved it.
    private func rolled(_ record: DeadlineRecord, office: Office) throws -> Deadline? {
        var deadline = record.deadline
        guard deadline.revision == 1 || deadline.reason == Self.rolled,
            let occurrence = CivilDateTime(deadline.occurrence),
            let series = try view.series(code: deadline.code), series.roll != nil
        else { return nil }
        let due = office.due(of: occurrence, rolling: series.roll, owner: deadline.owner)
        guard due != deadline.due else { return nil }
        deadline.due = due
        if try isRolledOntoAnother(deadline, of: series) {
            // The other one is what is left of the two.
            var ended = record.deadline
            ended.state = .cancelled
            ended.finishedAt = now
            ended.reason = Self.rolled
            return ended
        }
        deadline.revision += 1
        deadline.armedAt = now
        deadline.reason = Self.rolled
        return deadline
    }
}
