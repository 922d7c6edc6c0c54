import Almanac
import Coordination
import Ledger

/// When a period is looked at.
extension CloseProcess {
    /// When what came for a period is checked next.
    func nextCheck(of period: Period, after now: Instant) -> Instant? {
        checks(of: period, in: office).first { $0 > now }
    }

    /// Has a period looked at as soon as that.
    func check(
        _ period: Period, at moment: Instant, in transaction: LedgerTransaction
    ) throws {
        guard var record = try transaction.view.period(period), record.state != .closed else {
            return
        }
        guard record.nextAt.map({ moment < $0 }) ?? true else { return }
        record.nextAt = moment
        try transaction.put(record)
    }

    /// Has a period looked at when the close calendar says so now: a day off that came since moves its
    /// checks as it moves cut-offs. What is looked at soon, since something happened, stays.
    func replanCheck(
        of period: Period, from former: Office?, in transaction: LedgerTransaction
    ) throws {
        guard var record = try transaction.view.period(period), record.state != .closed else {
            return
        }
        let known = record.nextAt
        let next = nextCheck(of: period, after: transaction.now)
        if isOfCalendar(record, from: former, now: transaction.now) {
            // One that the change put into the past, with none after it, is made up for.
            record.nextAt = next ?? transaction.now
        } else {
            record.nextAt = [record.nextAt, next].compactMap(\.self).min()
        }
        guard record.nextAt != known else { return }
        try transaction.put(record)
    }

    /// Whether what is planned is a check of the close calendar, as it was, that is still to come.
    private func isOfCalendar(_ record: PeriodRecord, from former: Office?, now: Instant) -> Bool {
        guard let planned = record.nextAt else { return false }
        // Nothing else is planned further ahead (`PeriodSchedule`).
        guard planned <= now + office.profile.groupingWindow else { return true }
        guard let former, let number = checks(of: record.period, in: former).firstIndex(of: planned)
        else { return false }
        guard planned <= now else { return true }
        // It was missed, unless the change has put it ahead.
        let checks = checks(of: record.period, in: office)
        return checks.indices.contains(number) && checks[number] > now
    }

    private func checks(of period: Period, in office: Office) -> [Instant] {
        office.profile.closeCalendar.checkInstants(of: period, in: office)
    }
}
