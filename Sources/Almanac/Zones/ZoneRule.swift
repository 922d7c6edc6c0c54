/// The rule that holds after a zone's last transition: a POSIX TZ string (POSIX.1-2017, 8.3) with
/// RFC 9636's extension of hours from -167 to 167.
struct ZoneRule: Hashable, Sendable {
    private var standard: Zone.LocalType
    private var daylight: Daylight?

    private struct Daylight: Hashable, Sendable {
        var type: Zone.LocalType
        var begins: Change
        var ends: Change
    }

    /// A day of the year and the local time, in seconds, at which clocks change.
    private struct Change: Hashable, Sendable {
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
            let newYear = CivilDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
            let isLeap = CivilDate.daysIn(month: 2, year: year) == 29
            let number: Int
            switch day {
            case .julian(let index): number = newYear + index - 1 + (isLeap && index > 59 ? 1 : 0)
            case .ordinal(let index): number = newYear + index
            case .month(let month, let week, let weekday):
                let first = CivilDate(year: year, month: month, day: 1)?.dayNumber ?? newYear
                let firstWeekday = CivilDate(dayNumber: first).weekday.rawValue % 7
                var index = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
                if index >= CivilDate.daysIn(month: month, year: year) { index -= 7 }
                number = first + index
            }
            return Int64(number) * 86_400 + Int64(time)
        }
    }

    init(_ text: String, name: String) throws(AlmanacError) {
        var parser = Parser(rest: text[...])
        guard let abbreviation = parser.name(), let offset = parser.offset() else {
            throw Self.damaged(text, name)
        }
        standard = Zone.LocalType(
            seconds: -offset, abbreviation: abbreviation, isDaylightSaving: false)
        guard !parser.rest.isEmpty else { return }
        guard let summer = parser.name() else { throw Self.damaged(text, name) }
        let summerOffset = parser.rest.first == "," ? offset - 3600 : parser.offset()
        guard let summerOffset, let begins = parser.change(), let ends = parser.change(),
            parser.rest.isEmpty
        else { throw Self.damaged(text, name) }
        daylight = Daylight(
            type: Zone.LocalType(
                seconds: -summerOffset, abbreviation: summer, isDaylightSaving: true),
            begins: begins, ends: ends)
    }

    func localType(at seconds: Int64) -> Zone.LocalType {
        guard let daylight else { return standard }
        let year = CivilDateTime(secondsAsUTC: seconds + Int64(standard.seconds)).date.year
        // The neighbouring years too: a summer may straddle the new year, a change may leave its year.
        for year in max(1, year - 1)...min(9999, year + 1) {
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

    private static func damaged(_ text: String, _ name: String) -> AlmanacError {
        AlmanacError(.invalidZoneData, "time zone \(name) has an unreadable rule, \(text)")
    }

    private struct Parser {
        var rest: Substring

        mutating func name() -> String? {
            if rest.first == "<", let end = rest.firstIndex(of: ">") {
                let name = rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
                return String(name)
            }
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count)
            return name.count >= 3 ? String(name) : nil
        }

        mutating func number() -> Int? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            return Int(digits)
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func offset() -> Int? {
            let isNegative = rest.first == "-"
            if isNegative || rest.first == "+" { rest = rest.dropFirst() }
            guard var seconds = number().map({ $0 * 3600 }) else { return nil }
            for unit in [60, 1] where rest.first == ":" {
                rest = rest.dropFirst()
                guard let part = number() else { return nil }
                seconds += part * unit
            }
            return isNegative ? -seconds : seconds
        }

        mutating func skip(_ character: Character) -> Bool {
            guard rest.first == character else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func change() -> Change? {
            guard skip(","), let day = day() else { return nil }
            guard skip("/") else { return Change(day: day, time: 7200) }
            return offset().map { Change(day: day, time: $0) }
        }

        mutating func day() -> Change.Day? {
            if skip("M") {
                guard let month = number(), (1...12).contains(month), skip("."),
                    let week = number(), (1...5).contains(week), skip("."),
                    let weekday = number(), (0...6).contains(weekday)
                else { return nil }
                return .month(month, week: week, weekday: weekday)
            }
            if skip("J") { return number().map { .julian($0) } }
            return number().map { .ordinal($0) }
        }
    }
}
