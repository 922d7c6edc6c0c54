package import Almanac

extension SubmissionType {
    /// The moment by which a period's file must be in: counted from the closing hour of the
    /// period's last day, in the office's calendar.
    package func cutOffInstant(of period: Period, in office: Office) -> Instant {
        let time = office.workingTime
        let end = time.zone.instant(
            CivilDateTime(
                date: period.lastDay, time: time.calendar.usualClosing(on: period.lastDay)))
        return cutOff.instant(due: end, in: time)
    }
}
