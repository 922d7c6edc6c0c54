import Almanac
import Coordination
import Ledger

/// Another version of a series that is known, and of its open occurrences.
struct SeriesChange {
    let known: Series
    let series: Series
    /// Whether somebody gave it another first date; else its occurrences go on from the one that is
    /// ahead, at another hour, in another zone or by another rule.
    let isBegunAnew: Bool
    /// Those that people ended and that stand for the ones of the new dates that are nearest to them.
    var answered: [Deadline] = []

    private var isMoved: Bool {
        series.start != known.start || series.hasUsualHour != known.hasUsualHour
            || series.zone != known.zone
            || series.recurrence != known.recurrence || series.roll != known.roll
    }

    func apply(by changes: DeadlineChanges, in transaction: LedgerTransaction) throws {
        let (office, now) = (changes.office, transaction.now)
        var series = series
        let open = try transaction.view.openDeadlines(code: series.code)
        var before: [Deadline] = []
        if isMoved {
            // What went before stays what it was.
            let present = office.zone(series.zone).civil(now)
            let ahead = open.filter { $0.dueAt > now }
            let coming = Set(ahead.map(\.deadline.occurrence))
            before = try transaction.view.deadlines(code: series.code).map(\.deadline)
                .filter { !coming.contains($0.occurrence) }
            series.latest =
                isBegunAnew ? present : max(present, momentBefore(ahead, after: before) ?? present)
            series.createdAt = now
        }
        for record in open {
            var deadline = record.deadline
            // What somebody said of that one alone stands.
            deadline.terms = deadline.terms.following(known.terms, as: series.terms)
            deadline.zone = record.deadline.zone
            if isMoved, record.dueAt > now,
                let next = nextOccurrence(of: &series, besides: before, in: office)
            {
                let rolled = office.due(of: next, in: series)
                let due = movedByHand(record.deadline, in: office) ?? rolled
                if due != deadline.due || series.zone != deadline.zone {
                    deadline = deadline.rescheduled(to: due, reason: nil, at: now)
                    deadline.zone = series.zone
                }
            }
            guard deadline != record.deadline else { continue }
            try transaction.change(record, to: deadline, office: office, by: changes.by)
        }
        try transaction.record("changed", of: Subject(.deadline, series.code), by: changes.by)
        try transaction.advance(&series, armedAt: now, office: office, by: changes.by)
    }

    /// The next occurrence that has not been ended: what is done is not asked for again.
    private func nextOccurrence(
        of series: inout Series, besides before: [Deadline], in office: Office
    ) -> CivilDateTime? {
        let ended = Set(before.filter { $0.state != .open }.map { Self.occurrence(of: $0).date })
        while let next = office.nextOccurrence(of: series) {
            series.latest = next
            if !ended.contains(next.date), !isAnswered(next, in: office) { return next }
        }
        return nil
    }

    /// Whether one that was ended is nearer to a date than the next one that it would have been followed by.
    private func isAnswered(_ next: CivilDateTime, in office: Office) -> Bool {
        answered.contains { deadline in
            let day = Self.occurrence(of: deadline).date.dayNumber
            var former = known
            former.latest = Self.occurrence(of: deadline)
            let following = office.nextOccurrence(of: former)?.date.dayNumber ?? .max
            return abs(next.date.dayNumber - day) < abs(following - next.date.dayNumber)
        }
    }

    /// The last moment before the occurrences that are ahead: none of those before, done or not, comes
    /// again. Where none is ahead, the latest that was made is such a one. Another rhythm goes on from the last
    /// that is not ahead: between that and the next one of the old rhythm there may be some of the new.
    private func momentBefore(
        _ ahead: [DeadlineRecord], after before: [Deadline]
    ) -> CivilDateTime? {
        let moment = momentBefore(ahead)
        guard series.recurrence != known.recurrence, !ahead.isEmpty, let moment else {
            return moment
        }
        return before.map(lastMoment).max().map { min($0, moment) }
    }

    /// The end of the day until which an occurrence stands for what was due.
    private func lastMoment(of deadline: Deadline) -> CivilDateTime {
        let occurrence = Self.occurrence(of: deadline)
        // One that is named by a date further ahead than any that was made got another rhythm's since.
        let isNamedByOther = known.latest.map { occurrence > $0 } ?? false
        let last = isNamedByOther ? deadline.due : max(occurrence, deadline.due)
        return CivilDateTime(date: last.date, time: CivilTime(secondOfDay: 86_399))
    }

    private func momentBefore(_ ahead: [DeadlineRecord]) -> CivilDateTime? {
        guard let first = ahead.map({ Self.occurrence(of: $0.deadline) }).min() else {
            return known.latest.map {
                CivilDateTime(date: $0.date, time: CivilTime(secondOfDay: 86_399))
            }
        }
        // The same day's may be at an earlier hour now.
        let second = min(first.time, series.start.time).secondOfDay
        return second > 0
            ? CivilDateTime(date: first.date, time: CivilTime(secondOfDay: second - 1))
            : CivilDateTime(
                date: first.date.adding(days: -1), time: CivilTime(secondOfDay: 86_399))
    }

    /// When one is due that a person gave another day: that stays, and only a new hour is taken; nil where
    /// nobody did, or where the series begins anew.
    private func movedByHand(_ deadline: Deadline, in office: Office) -> CivilDateTime? {
        let rolled = office.due(of: Self.occurrence(of: deadline), in: known)
        guard !isBegunAnew, deadline.due.date != rolled.date else { return nil }
        var due = deadline.due
        if due.time == rolled.time {
            due.time = office.due(of: Self.occurrence(of: deadline), in: series).time
        }
        return due
    }

    private static func occurrence(of deadline: Deadline) -> CivilDateTime {
        CivilDateTime(deadline.occurrence) ?? deadline.due
    }
}
