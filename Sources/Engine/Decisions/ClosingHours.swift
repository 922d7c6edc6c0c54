import Almanac
import Coordination
import Ledger

/// What is due as its day closes, after a change of closing hours: it follows them, as it would if it were entered now. What
/// is given another hour than the closing one has that, whatever days close at.
struct ClosingHours {
    let office: Office
    private let former: Office?
    private let now: Instant

    /// - Parameter former: the office before the change; nil where nobody knows it any more: then nothing moves.
    init(from former: Office?, to office: Office, now: Instant) {
        self.former = former
        self.office = office
        self.now = now
    }

    /// A deadline that is due when its day closes, at the hour at which it does by now; nil of every other one, and of what
    /// is past by either hour: nobody is told afterwards that it was due before.
    func following(_ record: DeadlineRecord, because reason: String?) -> Deadline? {
        let deadline = record.deadline
        let (date, owner) = (deadline.due.date, deadline.owner)
        let hour = office.closingHour(on: date, ofOwner: owner)
        guard hour != deadline.due.time, record.dueAt > now, !office.followsPeriod(deadline),
            let former,
            former.closingHour(on: date, ofOwner: owner) == deadline.due.time
        else { return nil }
        let due = CivilDateTime(date: date, time: hour)
        guard office.zone(deadline.zone).instant(due) > now else { return nil }
        var moved = deadline.rescheduled(to: due, reason: reason, at: now)
        moved.roll = deadline.roll
        if let origin = deadline.roll?.origin,
            former.closingHour(on: origin.date, ofOwner: owner) == origin.time
        {
            moved.roll?.origin.time = office.closingHour(on: origin.date, ofOwner: owner)
        }
        return moved
    }
}
