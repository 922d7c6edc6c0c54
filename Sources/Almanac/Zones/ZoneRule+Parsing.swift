extension ZoneRule {
    /// Reads the footer of a TZif file: `WIB-7`, `CET-1CEST,M3.5.0,M10.5.0/3`.
    init(_ text: String, name: String) throws(AlmanacError) {
        var parser = Parser(rest: text[...])
        guard let rule = parser.rule(), parser.rest.isEmpty else {
            throw AlmanacError(
                .invalidZoneData,
                "time zone \(name) has an unreadable rule, \(text): reinstall the system's tzdata")
        }
        self = rule
    }

    /// Takes a rule from the front of a text; nil where it is none. Every number has a bound, so that
    /// damaged data cannot overflow later.
    private struct Parser {
        var rest: Substring

        mutating func rule() -> ZoneRule? {
            guard let winter = name(), let offset = time(hours: 0...24) else { return nil }
            let standard = Zone.LocalType(
                seconds: -offset, abbreviation: winter, isDaylightSaving: false)
            guard !rest.isEmpty else { return ZoneRule(standard: standard, daylight: nil) }
            guard let summer = name(),
                let summerOffset = rest.first == "," ? offset - 3600 : time(hours: 0...24),
                let begins = change(), let ends = change()
            else { return nil }
            return ZoneRule(
                standard: standard,
                daylight: Daylight(
                    type: Zone.LocalType(
                        seconds: -summerOffset, abbreviation: summer, isDaylightSaving: true),
                    begins: begins, ends: ends))
        }

        mutating func name() -> String? {
            if rest.first == "<", let end = rest.firstIndex(of: ">") {
                let name = rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
                return String(name)
            }
            let name = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(name.count)
            return name.count >= 3 ? String(name) : nil
        }

        mutating func number(_ allowed: ClosedRange<Int>) -> Int? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            return Int(digits).flatMap { allowed.contains($0) ? $0 : nil }
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func time(hours: ClosedRange<Int>) -> Int? {
            let isNegative = rest.first == "-"
            if isNegative || rest.first == "+" { rest = rest.dropFirst() }
            guard var seconds = number(hours).map({ $0 * 3600 }) else { return nil }
            for unit in [60, 1] where rest.first == ":" {
                rest = rest.dropFirst()
                guard let part = number(0...59) else { return nil }
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
            return time(hours: 0...167).map { Change(day: day, time: $0) }
        }

        mutating func day() -> Change.Day? {
            if skip("M") {
                guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
                    let weekday = number(0...6)
                else { return nil }
                return .month(month, week: week, weekday: weekday)
            }
            if skip("J") { return number(1...365).map { .julian($0) } }
            return number(0...365).map { .ordinal($0) }
        }
    }
}
