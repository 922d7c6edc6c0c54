/// The rule that holds after a zone's last transition: a POSIX TZ string (POSIX.1-2017, 8.3) with
/// RFC 9636's extension of hours from -167 to 167.
struct ZoneRule: Hashable, Sendable {
    var standard: Zone.LocalType
    /// Nil where clocks never change.
    var daylight: Daylight?

    struct Daylight: Hashable, Sendable {
        var type: Zone.LocalType
        var begins: Change
        var ends: Change
    }

    /// A day of the year and the local time, in seconds, at which clocks change.
    struct Change: Hashable, Sendable {
        var day: Day
        var time: Int

        enum Day: Hashable, Sendable {
            /// `Mm.w.d`: week 5 is the last; weekday 0 is Sunday.
            case month(Int, week: Int, weekday: Int)
            /// `Jn`: 1 to 365, the leap day never counted.
            case julian(Int)
            /// `n`: 0 to 365, the leap day counted.
            case ordinal(Int)
        }

        /// Seconds since 1970 of the change in `year`, as shown on the wall just before it.
        func localSeconds(in year: Int) -> Int64 {
            let newYear = CivilDate.dayNumber(year: year, month: 1, day: 1)
            let number: Int
            switch day {
            case .julian(let index):
                let isLeap = CivilDate.daysIn(month: 2, year: year) == 29
                number = newYear + index - 1 + (isLeap && index > 59 ? 1 : 0)
            case .ordinal(let index):
                number = newYear + index
            case .month(let month, let week, let weekday):
                let first = CivilDate.dayNumber(year: year, month: month, day: 1)
                // Day 0, 1970-01-01, was a Thursday: 4 counted from Sunday.
                let firstWeekday = ((first + 4) % 7 + 7) % 7
                var index = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
                if index >= CivilDate.daysIn(month: month, year: year) { index -= 7 }
                number = first + index
            }
            return Int64(number) * 86_400 + Int64(time)
        }
    }

    /// What clocks show at an instant, in seconds since 1970.
    func localType(at seconds: Int64) -> Zone.LocalType {
        guard let daylight else { return standard }
        let year = CivilDateTime(secondsAsUTC: seconds + Int64(standard.seconds)).date.year
        // The neighbouring years too: a summer may straddle the new year, a change may leave its year.
        for year in max(1, year - 1)...(year + 1) {
            let begins = daylight.begins.localSeconds(in: year) - Int64(standard.seconds)
            let sameYear = daylight.ends.localSeconds(in: year) - Int64(daylight.type.seconds)
            let ends =
                sameYear > begins
                ? sameYear
                : daylight.ends.localSeconds(in: year + 1) - Int64(daylight.type.seconds)
            if begins <= seconds && seconds < ends { return daylight.type }
        }
        return standard
    }

    /// The changes of clocks later than `start` and not later than `end`, sorted; all of them in
    /// seconds since 1970.
    func changes(after start: Int64, through end: Int64) -> [Int64] {
        guard let daylight, start < end else { return [] }
        let years = [start, end].map { CivilDateTime(secondsAsUTC: $0).date.year }
        // The neighbouring years too: a change may leave its year.
        return (max(1, years[0] - 1)...(years[1] + 1)).flatMap { year in
            [
                daylight.begins.localSeconds(in: year) - Int64(standard.seconds),
                daylight.ends.localSeconds(in: year) - Int64(daylight.type.seconds),
            ]
        }.filter { start < $0 && $0 <= end }.sorted()
    }
}
