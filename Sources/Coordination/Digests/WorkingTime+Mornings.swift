package import Almanac

extension WorkingTime {
    /// While the digest of a local date may go: from its moment to the day's closing, so that one
    /// that downtime held up still goes while there is work. Nil on closed days.
    ///
    /// - Parameter time: nil is the opening hour. One after closing lasts to the day's end.
    package func morning(on date: CivilDate, at time: CivilTime?) -> Range<Instant>? {
        guard let closes = calendar.hours(on: date).last?.closes else { return nil }
        let begins = zone.instant(
            CivilDateTime(date: date, time: time ?? calendar.opening(on: date)))
        let midnight = zone.instant(
            CivilDateTime(date: date.adding(days: 1), time: CivilTime(secondOfDay: 0)))
        guard closes < 86_400 else { return begins..<midnight }
        let closing = zone.instant(
            CivilDateTime(date: date, time: CivilTime(secondOfDay: closes)))
        return begins..<(begins < closing ? closing : midnight)
    }

    /// When the next digest goes, strictly after an instant; nil when the calendar never opens.
    package func nextMorning(after instant: Instant, at time: CivilTime?) -> Instant? {
        let today = zone.civil(instant).date
        if let begins = morning(on: today, at: time)?.lowerBound, begins > instant { return begins }
        return calendar.workingDay(onOrAfter: today.adding(days: 1))
            .flatMap { morning(on: $0, at: time)?.lowerBound }
    }
}
