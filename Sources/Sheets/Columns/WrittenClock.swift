import Almanac

/// The time of day that exports write behind a date (`2026-12-04 08:30:00`, `2026-12-04T17:00:00Z`,
/// `04/12/2026 14.05 WIB`): the date is what the column asks for, and the time only tells whose day it
/// is.
struct WrittenClock {
    private let second: Int
    /// Seconds east of Greenwich; nil where no zone is written.
    private let offset: Int?

    /// Takes a text apart into its date and its clock.
    ///
    /// - Returns: nil where no clock is written; its clock is nil where it cannot be read.
    static func split(_ text: String) -> (date: String, clock: WrittenClock?)? {
        guard let start = start(in: text) else { return nil }
        let day = text[..<start]
        return (String(day), WrittenClock(text[start...].dropFirst()))
    }

    /// Whether a text has a time of day other than midnight, by which programs write a mere date.
    static func tellsTime(_ text: String) -> Bool {
        split(text).map { ($0.clock?.second ?? 0) > 0 } ?? false
    }

    /// Where a clock begins: at a `T` or space before one or two digits and a colon or point.
    private static func start(in text: String) -> String.Index? {
        text.indices.first { index in
            guard "T ".contains(text[index]) else { return false }
            let rest = text[text.index(after: index)...]
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...2).contains(digits.count) else { return false }
            let behind = rest.dropFirst(digits.count)
            guard let mark = behind.first, mark == ":" || mark == "." else { return false }
            let minutes = behind.dropFirst().prefix { $0.isASCII && $0.isNumber }
            // `4. 12. 2026` has points, too.
            return minutes.count == 2
                && (mark == ":" || !(behind.dropFirst(3).first.map { $0 == "." } ?? false)
                    || behind.dropFirst(4).prefix { $0.isNumber }.count == 2)
        }
    }

    private init?(_ text: Substring) {
        var words = text.uppercased().split(separator: " ")
        guard !words.isEmpty else { return nil }
        let clock = words[0].prefix { $0.isNumber || ":.,".contains($0) }
        var rest = words.removeFirst().dropFirst(clock.count) + words.joined()
        let parts = clock.split { ":.,".contains($0) }
        guard (2...4).contains(parts.count), parts.prefix(3).allSatisfy({ $0.count <= 2 }),
            var hour = Int(parts[0]), let minute = Int(parts[1]),
            let second = parts.count > 2 ? Int(parts[2]) : 0
        else { return nil }
        for half in ["AM", "PM"] where rest.hasPrefix(half) {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (half == "PM" ? 12 : 0)
            rest.removeFirst(2)
        }
        guard hour < 24 || hour == 24 && minute == 0, minute < 60, second < 60 else { return nil }
        self.second = hour * 3_600 + minute * 60 + second
        guard let offset = Self.offset(String(rest)) else { return nil }
        self.offset = offset
    }

    /// Seconds east of Greenwich of `Z`, `+07:00`, `UTC+7`, `WIB`; a nil within where nothing stands.
    private static func offset(_ text: String) -> Int?? {
        if text.isEmpty { return .some(nil) }
        if let hours = ["WIB": 7, "WITA": 8, "WIT": 9, "Z": 0, "UTC": 0, "GMT": 0][text] {
            return hours * 3_600
        }
        let name = ["UTC", "GMT"].first(where: text.hasPrefix) ?? ""
        let shift = text.dropFirst(name.count)
        let digits = shift.dropFirst().filter { $0 != ":" }
        guard let sign = shift.first, sign == "+" || sign == "-", !digits.isEmpty,
            digits.allSatisfy({ $0.isASCII && $0.isNumber }), digits.count <= 4,
            let number = Int(digits)
        else { return nil }
        let seconds =
            digits.count <= 2 ? number * 3_600 : number / 100 * 3_600 + number % 100 * 60
        guard seconds <= 14 * 3_600 else { return nil }
        return sign == "-" ? -seconds : seconds
    }

    /// The day that is meant.
    ///
    /// - Parameters:
    ///   - date: as it is written before the clock.
    ///   - zone: the office's; nil takes the day as written.
    /// - Returns: nil where the moment falls on another day in the office, so that nobody can tell.
    func day(of date: CivilDate, in zone: Zone?) -> CivilDate? {
        // A day that a program writes as its midnight, wherever that is.
        guard let offset, let zone, second > 0 else { return date }
        let instant = Zone(fixed: "", seconds: offset).instant(
            CivilDateTime(
                date: second == 86_400 ? date.adding(days: 1) : date,
                time: CivilTime(secondOfDay: second % 86_400)))
        let here = zone.civil(instant)
        // The office's own midnight, written in another zone: 2026-12-03T17:00:00Z.
        if here.time.secondOfDay == 0 || here.date == date { return here.date }
        return nil
    }
}
