/// Which days and hours an office works: a week pattern less holidays, some days with hours of
/// their own.
///
/// Counting and searching take O(log n) of n holidays, over any number of years.
package struct WorkingCalendar: Hashable, Sendable {
    /// The hours of each weekday, holidays aside.
    package let week: WorkWeek
    /// What closes a day, or gives it hours of its own.
    private let holidays: [CivilDate: Holiday]
    /// Working days: each adds one.
    private let workingDays: DaySum
    /// Microseconds between openings and closings, on days whose clocks do not change.
    let openTime: DaySum

    /// - Parameter holidays: only those that apply to whoever follows this calendar; of several on
    ///   one date the one of the fewest days says what it is, then a team's own, then one with hours, then
    ///   the first. Hours over several days leave weekdays closed that are.
    package init(week: WorkWeek, holidays: [Holiday]) {
        self.week = week
        var known: [CivilDate: Holiday] = [:]
        for holiday in holidays {
            let opensClosedDays = holiday.hours == nil || holiday.length == 1
            for date in holiday.dates
            where opensClosedDays || !week.hours(on: date.weekday).isEmpty {
                if let other = known[date], !holiday.isNearer(than: other) { continue }
                known[date] = holiday
            }
        }
        self.holidays = known
        let exceptions = known.sorted { $0.key < $1.key }
            .map { ($0.key.dayNumber, $0.value.hours?.stretches ?? []) }
        let length = { (hours: [OpenHours]) in hours.reduce(0) { $0 + $1.length * 1_000_000 } }
        let hours = Weekday.allCases.map(week.hours(on:))
        workingDays = DaySum(
            amounts: hours.map { $0.isEmpty ? 0 : 1 },
            exceptions: exceptions.map { ($0.0, $0.1.isEmpty ? 0 : 1) })
        openTime = DaySum(
            amounts: hours.map(length), exceptions: exceptions.map { ($0.0, length($0.1)) })
    }

    /// The holiday that closes a date, if any.
    package func holiday(on date: CivilDate) -> Holiday? {
        holidays[date].flatMap { $0.hours == nil ? $0 : nil }
    }

    /// Whether the date's weekday has hours and no holiday closes it.
    package func isWorkingDay(_ date: CivilDate) -> Bool { !hours(on: date).isEmpty }

    /// The open stretches of a date; empty on closed days.
    package func hours(on date: CivilDate) -> [OpenHours] {
        guard let holiday = holidays[date] else { return week.hours(on: date.weekday) }
        return holiday.hours?.stretches ?? []
    }

    /// The date itself or the nearest working day before it; nil when there is none since year 1.
    package func workingDay(onOrBefore date: CivilDate) -> CivilDate? {
        workingDay(0, from: date)
    }

    /// The date itself or the nearest working day after it; nil when there is none up to year 9999.
    package func workingDay(onOrAfter date: CivilDate) -> CivilDate? {
        day(exceeding: workingDays.before(date.dayNumber))
    }

    /// The n-th working day from WD0, which is `date` or the last working day before it; nil when the
    /// years 1 to 9999 do not hold it.
    package func workingDay(_ n: Int, from date: CivilDate) -> CivilDate? {
        // Before WD0 there is one working day less than up to `date`.
        day(exceeding: workingDays.before(date.dayNumber + 1) - 1 + n)
    }

    /// How many working days lie after `start` and not after `end`; negative when `end` is earlier.
    package func workingDays(after start: CivilDate, through end: CivilDate) -> Int {
        workingDays.before(end.dayNumber + 1) - workingDays.before(start.dayNumber + 1)
    }

    /// A date's opening hour; on a closed weekday the earliest of the week.
    package func opening(on date: CivilDate) -> CivilTime {
        CivilTime(
            secondOfDay: usualHours(on: date).first?.opens ?? week.earliestOpening)
    }

    /// Whether a weekday has hours, holidays aside.
    package func isOpen(on weekday: Weekday) -> Bool { !week.hours(on: weekday).isEmpty }

    /// A weekday's usual closing hour, on holidays and on days with hours of their own too, so that it
    /// is the same whenever those are announced; on a closed weekday Monday to Friday's. A day that
    /// closes at midnight gives its last second.
    package func usualClosing(on date: CivilDate) -> CivilTime {
        let closes = week.hours(on: date.weekday).last?.closes ?? week.weekdayClosing
        return CivilTime(secondOfDay: min(closes, 86_399))
    }

    /// The hours that a date has, or would have if no holiday closed it.
    private func usualHours(on date: CivilDate) -> [OpenHours] {
        holidays[date]?.hours?.stretches ?? week.hours(on: date.weekday)
    }

    private func day(exceeding limit: Int) -> CivilDate? {
        guard let number = workingDays.firstDay(exceeding: limit) else { return nil }
        let date = CivilDate(dayNumber: number)
        return date.dayNumber == number ? date : nil
    }
}
