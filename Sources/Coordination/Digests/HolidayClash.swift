package import Almanac

/// Something about an open deadline that a holiday swallows, or that nobody can yet say.
package struct HolidayClash: Hashable, Sendable {
    package var deadline: Deadline
    package var fault: Fault

    /// What is wrong between the two sources of a day.
    package enum Fault: Hashable, Sendable {
        /// It is due on a day off, whose date may be an estimate.
        case dueOn(Holiday)
        /// It is due in a year of which no holidays are known.
        case unknownYear(Int)
        /// A reminder that was to go on a day off goes earlier.
        case moved(from: Instant, to: Instant, Holiday)
    }

    package init(_ deadline: Deadline, _ fault: Fault) {
        self.deadline = deadline
        self.fault = fault
    }
}

extension Office {
    /// What holidays do to an open deadline: to its due day in its owner's calendar, and to those of
    /// its reminders that have not gone yet.
    ///
    /// Only holidays are told, and only where they take a day that would be worked: who gives a
    /// deadline on a Saturday knows that it is one.
    package func holidayClashes(of deadline: Deadline, at now: Instant) -> [HolidayClash] {
        guard deadline.state == .open else { return [] }
        var faults: [HolidayClash.Fault] = []
        let date = deadline.due.date
        if let holiday = workingTime(ofOwner: deadline.owner).calendar.holidayInstead(
            ofWorkOn: date)
        {
            faults.append(.dueOn(holiday))
        } else if isWithoutHolidays(date.year) {
            faults.append(.unknownYear(date.year))
        }
        for step in plan(deadline) where step.isBeforeDue && step.at > now {
            guard step.at < step.nominal, let holiday = holidayThatMoved(step, of: deadline)
            else { continue }
            let fault = HolidayClash.Fault.moved(from: step.nominal, to: step.at, holiday)
            if !faults.contains(fault) { faults.append(fault) }
        }
        return faults.map { HolidayClash(deadline, $0) }
    }

    private func holidayThatMoved(_ step: PlannedStep, of deadline: Deadline) -> Holiday? {
        recipients(of: step.identity.role, for: deadline, at: step.nominal, isEscalation: false)
            .lazy.map(\.workingTime).compactMap { time in
                time.calendar.holidayInstead(ofWorkOn: time.zone.civil(step.nominal).date)
            }.first
    }

    /// Whether nobody has entered a year's national holidays; an office that entered none at all does
    /// without.
    private func isWithoutHolidays(_ year: Int) -> Bool {
        let years = (profile.holidays + directory.holidays)
            .filter { $0.kind == .national && $0.scope == nil && $0.hours == nil }.map(\.date.year)
        return !years.isEmpty && !years.contains(year)
    }
}

extension WorkingCalendar {
    /// The holiday that closes a date whose weekday has hours.
    fileprivate func holidayInstead(ofWorkOn date: CivilDate) -> Holiday? {
        week.hours(on: date.weekday).isEmpty ? nil : holiday(on: date)
    }
}
