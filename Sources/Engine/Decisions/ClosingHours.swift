import Almanac
import Coordination
import Ledger

/// What is due as its day closes, after a change of closing hours: it follows them, as it would if it were entered now. What
/// is given another hour than the closing one has that, whatever days close at.
struct ClosingHours {
    let office: Office
    private let former: Office?
    private let view: LedgerView
    private let now: Instant
    /// Where nobody knows any more how it was before.
    private let history: OfficeHistory?

    /// - Parameter former: the office before the change; nil where that is known by the ledger alone.
    init(from former: Office?, to office: Office, in view: LedgerView, now: Instant) throws {
        self.former = former
        self.office = office
        self.view = view
        self.now = now
        history = former == nil ? try OfficeHistory(view, present: office) : nil
    }

    /// A deadline that is due when its day closes, at the hour at which it does by now; nil of every other one, and of what
    /// is past by either hour: nobody is told afterwards that it was due before.
    func following(_ record: DeadlineRecord, because reason: String?) throws -> Deadline? {
        let deadline = record.deadline
        let (date, owner) = (deadline.due.date, deadline.owner)
        let hour = office.closingHour(on: date, ofOwner: owner)
        guard hour != deadline.due.time, record.dueAt > now, !office.followsPeriod(deadline),
            let before = try former ?? entering(record),
            before.closingHour(on: date, ofOwner: owner) == deadline.due.time
        else { return nil }
        let due = CivilDateTime(date: date, time: hour)
        guard office.zone(deadline.zone).instant(due) > now else { return nil }
        var moved = deadline.rescheduled(to: due, reason: reason, at: now)
        moved.roll = deadline.roll
        if let origin = deadline.roll?.origin,
            before.closingHour(on: origin.date, ofOwner: owner) == origin.time
        {
            moved.roll?.origin.time = office.closingHour(on: origin.date, ofOwner: owner)
        }
        return moved
    }

    /// The office when a deadline's date was entered.
    private func entering(_ record: DeadlineRecord) throws -> Office? {
        let entered = try view.revisions(of: record.id).last?.at ?? record.deadline.createdAt
        return try history?.office(at: entered)
    }
}
