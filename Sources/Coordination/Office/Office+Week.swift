package import Almanac

extension Office {
    /// Whether somebody's week begins with a mail about it: by their post, and no coordinator's, who reads of
    /// the whole office each morning.
    package func readsWeek(_ key: String) -> Bool {
        guard !profile.weeklyDigest.isEmpty, let person = directory.person(key) else {
            return false
        }
        return profile.weeklyDigest.contains(person.post) && !person.hasLeft
            && !(coordinator?.code.isCode(person.code) ?? false)
    }
}

extension WorkingTime {
    /// The first working day of the week, from Monday on (ISO 8601), that holds a date; nil in a week off.
    package func firstDay(ofWeekWith date: CivilDate) -> CivilDate? {
        let monday = date.monday
        guard let first = calendar.workingDay(onOrAfter: monday), first < monday.adding(days: 7)
        else { return nil }
        return first
    }

    /// When that day opens.
    package func weekOpening(with date: CivilDate) -> Instant? {
        firstDay(ofWeekWith: date).map(openingMoment)
    }

    /// When the next week opens, strictly after an instant; nil when the calendar never opens again.
    package func nextWeekOpening(after instant: Instant) -> Instant? {
        let today = zone.civil(instant).date
        if let begins = weekOpening(with: today), begins > instant { return begins }
        return calendar.workingDay(onOrAfter: today.monday.adding(days: 7)).map(openingMoment)
    }

    private func openingMoment(of date: CivilDate) -> Instant {
        zone.instant(CivilDateTime(date: date, time: calendar.opening(on: date)))
    }
}

extension CivilDate {
    /// The Monday of its week (ISO 8601).
    package var monday: CivilDate { adding(days: 1 - weekday.rawValue) }
}
