import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Makes deadlines of the occurrences whose moment has come, and stores when the next one's does.
    ///
    /// - Parameter isWanted: whether one is made at least, since none is open.
    @discardableResult
    func advance(
        _ series: inout Series, office: Office, by: String?, isWanted: Bool = false
    ) throws -> Int {
        var made = 0
        while let due = office.materialization(of: series),
            due <= now || series.latest == nil || isWanted && made == 0,
            let occurrence = office.nextOccurrence(of: series)
        {
            // Armed when it should have been made, so that what was missed meanwhile is known as missed.
            let armedAt = max(series.createdAt, min(due, now) - .microseconds(1))
            var deadline = office.deadline(of: series, on: occurrence, now: armedAt)
            deadline.createdAt = now
            if try view.deadline(code: series.code, occurrence: deadline.occurrence) == nil {
                try insert(deadline, office: office, by: by)
            }
            series.latest = occurrence
            made += 1
        }
        try put(series, nextAt: office.materialization(of: series))
        return made
    }
}
