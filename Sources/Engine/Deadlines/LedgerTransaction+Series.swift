import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Makes deadlines of the occurrences whose moment has come, and stores when the next one's does.
    ///
    /// - Parameters:
    ///   - past: what of the steps that are past when an occurrence is made is still sent.
    ///   - moment: when occurrences are armed; nil is when they should have been made, so that what was
    ///     missed meanwhile is known as missed.
    ///   - isWanted: whether one is made at least, since none is open.
    @discardableResult
    func advance(
        _ series: inout Series, past: PastSteps = .latest, armedAt moment: Instant? = nil,
        office: Office, by: String?, isWanted: Bool = false
    ) throws -> Int {
        var made = 0
        while let due = office.materialization(of: series),
            due <= now || series.latest == nil || isWanted && made == 0,
            let occurrence = office.nextOccurrence(of: series)
        {
            guard series.latest.map({ occurrence > $0 }) ?? true else { break }
            let armedAt = max(series.createdAt, moment ?? min(due, now) - .microseconds(1))
            var deadline = office.deadline(of: series, on: occurrence, now: armedAt)
            deadline.createdAt = now
            while let known = try view.deadline(code: series.code, occurrence: deadline.occurrence),
                known.deadline.due != deadline.due
            {
                // An occurrence that was moved keeps its name; this one needs another.
                deadline.occurrence += "+"
            }
            series.latest = occurrence
            guard try view.deadline(code: series.code, occurrence: deadline.occurrence) == nil,
                try !isRolledOntoAnother(deadline, of: series)
            else { continue }
            try addDeadline(deadline, past: past, office: office, by: by)
            made += 1
        }
        try put(series, nextAt: office.materialization(of: series))
        return made
    }

    /// Whether another occurrence is due at the instant that this one was rolled to: the two are one.
    func isRolledOntoAnother(_ deadline: Deadline, of series: Series) throws -> Bool {
        guard series.roll != nil else { return false }
        return try view.deadlines(code: series.code).contains { known in
            known.deadline.occurrence != deadline.occurrence && known.deadline.due == deadline.due
        }
    }
}
