/// A day of the proleptic Gregorian calendar, years 1 to 9999.
package struct CivilDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let dayNumber: Int

    private static let firstDay = -719_162
    private static let lastDay = 2_932_896

    /// The day with this number; a number outside the years 1 to 9999 gives the nearest end.
    package init(dayNumber: Int) {
        self.dayNumber = min(max(dayNumber, Self.firstDay), Self.lastDay)
    }

    /// Nil when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.daysIn(month: month, year: year)
        else { return nil }
        dayNumber = Self.dayNumber(year: year, month: month, day: day)
    }

    /// Reads `2026-12-04`; nil otherwise.
    package init?(_ iso8601: String) {
        guard iso8601.utf8.count == 10 else { return nil }
        // Very many are read: no array of bytes for each.
        var (year, month, day) = (0, 0, 0)
        var place = 0
        for byte in iso8601.utf8 {
            let digit = Int(byte) - 48
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard (0...9).contains(digit) else { return nil }
                if place < 4 {
                    year = year * 10 + digit
                } else if place < 7 {
                    month = month * 10 + digit
                } else {
                    day = day * 10 + digit
                }
            }
            place += 1
        }
        self.init(year: year, month: month, day: day)
    }

    /// 1 to 9999.
    package var year: Int { parts.year }
    /// 1 to 12.
    package var month: Int { parts.month }
    /// 1 to 31.
    package var day: Int { parts.day }

    /// The day of the week.
    package var weekday: Weekday {
        let index = ((dayNumber + 3) % 7 + 7) % 7
        guard let weekday = Weekday(rawValue: index + 1) else {
            preconditionFailure("a remainder of seven is a weekday")
        }
        return weekday
    }

    /// The date so many days later, at most the last day of year 9999 and at least the first of 1.
    package func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }

    /// The same day of another month, the month's last where it is shorter.
    package func adding(months: Int) -> CivilDate {
        let (year, month, day) = parts
        let index = min(max(year * 12 + month - 1 + months, 12), 9999 * 12 + 11)
        let clamped = min(day, Self.daysIn(month: index % 12 + 1, year: index / 12))
        guard let date = CivilDate(year: index / 12, month: index % 12 + 1, day: clamped) else {
            preconditionFailure("a clamped day exists")
        }
        return date
    }

    /// The last day of this date's month.
    package var lastOfMonth: CivilDate {
        adding(days: Self.daysIn(month: month, year: year) - day)
    }

    /// How many days a month has; `month` from 1 to 12.
    package static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2026-12-04`.
    package var description: String {
        // Ten bytes, which a string holds without storage of its own: very many are written.
        unsafe String(unsafeUninitializedCapacity: 10) { bytes in
            let (year, month, day) = parts
            let digit = { (number: Int) in UInt8(48 + number % 10) }
            unsafe bytes[0] = digit(year / 1000)
            unsafe bytes[1] = digit(year / 100)
            unsafe bytes[2] = digit(year / 10)
            unsafe bytes[3] = digit(year)
            unsafe bytes[4] = UInt8(ascii: "-")
            unsafe bytes[5] = digit(month / 10)
            unsafe bytes[6] = digit(month)
            unsafe bytes[7] = UInt8(ascii: "-")
            unsafe bytes[8] = digit(day / 10)
            unsafe bytes[9] = digit(day)
            return 10
        }
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CivilDate(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is no date such as 2026-12-04")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Days from civil, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", for any year
    /// from 1: zone rules look a year past the calendar's end.
    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Civil from days, Howard Hinnant.
    var parts: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * monthIndex + 2) / 5 + 1
        )
    }
}
