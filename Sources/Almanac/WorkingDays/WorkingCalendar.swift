/// Which days and hours an office works: a week pattern less holidays.
package struct WorkingCalendar: Hashable, Sendable {
    /// The hours of each weekday, holidays aside.
    package let week: WorkWeek
    private let holidays: [CivilDate: Holiday]

    /// How far a search for a working day goes before it gives up: longer than any closure.
    private static let searchedDays = 400

    /// - Parameter holidays: only those that apply to whoever follows this calendar.
    package init(week: WorkWeek, holidays: [Holiday]) {
        self.week = week
        self.holidays = Dictionary(
            holidays.map { ($0.date, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The holiday that closes a date, if any.
    package func holiday(on date: CivilDate) -> Holiday? { holidays[date] }

    /// Whether the date's weekday has hours and no holiday closes it.
    package func isWorkingDay(_ date: CivilDate) -> Bool {
        !week.hours(on: date.weekday).isEmpty && holidays[date] == nil
    }

    /// The open stretches of a date; empty on closed days.
    package func hours(on date: CivilDate) -> [OpenHours] {
        holidays[date] == nil ? week.hours(on: date.weekday) : []
    }

    /// The date itself or the nearest working day before it; nil when none lies within 400 days.
    package func workingDay(onOrBefore date: CivilDate) -> CivilDate? {
        (0..<Self.searchedDays).lazy.map { date.adding(days: -$0) }.first(where: isWorkingDay)
    }

    /// The date itself or the nearest working day after it; nil when none lies within 400 days.
    package func workingDay(onOrAfter date: CivilDate) -> CivilDate? {
        (0..<Self.searchedDays).lazy.map { date.adding(days: $0) }.first(where: isWorkingDay)
    }

    /// The n-th working day from WD0, which is `date` or the last working day before it; nil when two
    /// neighbours lie more than 400 days apart.
    package func workingDay(_ n: Int, from date: CivilDate) -> CivilDate? {
        guard var day = workingDay(onOrBefore: date) else { return nil }
        for _ in 0..<abs(n) {
            let neighbour =
                n < 0
                ? workingDay(onOrBefore: day.adding(days: -1))
                : workingDay(onOrAfter: day.adding(days: 1))
            guard let neighbour else { return nil }
            day = neighbour
        }
        return day
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
}
