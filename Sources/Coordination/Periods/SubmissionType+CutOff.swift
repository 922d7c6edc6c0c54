package import Almanac

extension SubmissionType {
    /// The moment by which a period's file must be in.
    package func cutOffInstant(of period: Period, in office: Office) -> Instant {
        cutOff.instant(due: period.end(in: office), in: office.workingTime)
    }
}

extension Period {
    /// The closing hour of its last day, from which cut-offs and checks are counted, in the office's
    /// calendar and zone.
    package func end(in office: Office) -> Instant {
        let time = office.workingTime
        return time.zone.instant(
            CivilDateTime(date: lastDay, time: time.calendar.usualClosing(on: lastDay)))
    }
}
