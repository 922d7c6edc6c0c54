/// Which days and hours an office works: a week pattern less holidays.
///
/// Counting and searching take O(log n) of n holidays, over any number of years.
package struct WorkingCalendar: Hashable, Sendable {
    /// The hours of each weekday, holidays aside.
    package let week: WorkWeek
    private let holidays: [CivilDate: Holiday]
    /// Working days: each adds one.
    private let workingDays: DaySum
    /// Microseconds between openings and closings, on days whose clocks do not change.
    let openTime: DaySum

    /// - Parameter holidays: only those that apply to whoever follows this calendar; of several on
    ///   one date the first names it.
    package init(week: WorkWeek, holidays: [Holiday]) {
        self.week = week
        self.holidays = Dictionary(
            holidays.map { ($0.date, $0) }, uniquingKeysWith: { first, _ in first })
        let closedDays = self.holidays.keys.map(\.dayNumber).sorted()
        let hours = Weekday.allCases.map(week.hours(on:))
        workingDays = DaySum(amounts: hours.map { $0.isEmpty ? 0 : 1 }, closedDays: closedDays)
        openTime = DaySum(
            amounts: hours.map { $0.reduce(0) { $0 + $1.length * 1_000_000 } },
            closedDays: closedDays)
    }

    /// The holiday that closes a date, if any.
    package func holiday(on date: CivilDate) -> Holiday? { holidays[date] }

    /// Whether the date's weekday has hours and no holiday closes it.
    package func isWorkingDay(_ date: CivilDate) -> Bool { !hours(on: date).isEmpty }

    /// The open stretches of a date; empty on closed days.
    package func hours(on date: CivilDate) -> [OpenHours] {
        holidays[date] == nil ? week.hours(on: date.weekday) : []
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
            secondOfDay: week.hours(on: date.weekday).first?.opens ?? week.earliestOpening)
    }

    /// A weekday's usual closing hour, on holidays too; on a closed weekday Monday to Friday's. A
    /// day that closes at midnight gives its last second.
    package func usualClosing(on date: CivilDate) -> CivilTime {
        let closes = week.hours(on: date.weekday).last?.closes ?? week.weekdayClosing
        return CivilTime(secondOfDay: min(closes, 86_399))
    }

    private func day(exceeding limit: Int) -> CivilDate? {
        guard let number = workingDays.firstDay(exceeding: limit) else { return nil }
        let date = CivilDate(dayNumber: number)
        return date.dayNumber == number ? date : nil
    }
}
