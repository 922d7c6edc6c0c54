import Almanac
import Coordination
import Ledger

/// What a change of people, calendars, ladders or zones moved.
struct Rearming: Sendable {
    /// Deadlines whose next instant is another.
    var reminders = 0
    /// Deadlines that are due at another moment.
    var deadlines = 0

    /// As sentences for whoever made the change.
    var effects: [String] {
        [(deadlines, "deadlines move"), (reminders, "reminders move")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    }
}

extension LedgerTransaction {
    /// Why a deadline moved that nobody moved.
    private static let rolled = "a day off changed"

    /// Derives every open deadline's plan anew, after a change of what plans depend on.
    ///
    /// Steps that the change puts before what has been settled are superseded: only what is ahead, or
    /// was missed while nobody looked, is sent.
    func rearmAll(office: Office) throws -> Rearming {
        var rearming = Rearming()
        let settledThrough = try view.instant(.settledThrough) ?? now
        for var series in try view.allSeries() {
            try advance(&series, office: office, by: nil)
        }
        for record in try view.deadlines(in: .open) {
            if let rolled = try rolled(record, office: office) {
                try change(record, to: rolled, office: office, by: nil)
                rearming.deadlines += 1
                continue
            }
            let settled = try view.settledSteps(of: record.id, revision: record.deadline.revision)
            let past = office.plan(record.deadline).filter { step in
                step.at <= settledThrough && !settled.contains(step.identity)
            }
            if !past.isEmpty {
                try settle(
                    past.map { ($0, .superseded) }, of: record, nextAt: record.nextAt)
            }
            let next = try view.nextInstant(of: record, office: office)
            guard next != record.nextAt else { continue }
            try setNext(next, of: record.id)
            rearming.reminders += 1
        }
        return rearming
    }

    /// An occurrence that rolls elsewhere now; nil where it stays, or where a person has moved it.
    private func rolled(_ record: DeadlineRecord, office: Office) throws -> Deadline? {
        var deadline = record.deadline
        guard deadline.revision == 1 || deadline.reason == Self.rolled,
            let occurrence = CivilDateTime(deadline.occurrence),
            let series = try view.series(code: deadline.code), series.roll != nil
        else { return nil }
        let due = office.due(of: occurrence, rolling: series.roll, owner: deadline.owner)
        guard due != deadline.due else { return nil }
        deadline.due = due
        deadline.revision += 1
        deadline.armedAt = now
        deadline.reason = Self.rolled
        return deadline
    }
}
