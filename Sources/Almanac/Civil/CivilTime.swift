/// A time of day, to the second.
package struct CivilTime: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Seconds since midnight, 0 to 86,399.
    package let secondOfDay: Int

    package init(secondOfDay: Int) {
        precondition((0..<86_400).contains(secondOfDay), "a second of the day")
        self.secondOfDay = secondOfDay
    }

    /// Nil when the clock shows no such time.
    package init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
            return nil
        }
        secondOfDay = hour * 3600 + minute * 60 + second
    }

    /// Reads `09:00`, `9:00` or `09:00:30`; nil otherwise.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.count <= 2 && part.utf8.allSatisfy { (48...57).contains($0) }
                ? Int(part) : nil
        }
        guard numbers.count == parts.count, (2...3).contains(parts.count),
            parts[1].utf8.count == 2, parts.count == 2 || parts[2].utf8.count == 2
        else { return nil }
        self.init(hour: numbers[0], minute: numbers[1], second: parts.count == 3 ? numbers[2] : 0)
    }

    package var hour: Int { secondOfDay / 3600 }
    package var minute: Int { secondOfDay / 60 % 60 }
    package var second: Int { secondOfDay % 60 }

    /// `09:00`, with seconds only when there are any.
    package var description: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = "\(two(hour)):\(two(minute))"
        return second == 0 ? minutes : "\(minutes):\(two(second))"
    }

    package static func < (left: CivilTime, right: CivilTime) -> Bool {
        left.secondOfDay < right.secondOfDay
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = CivilTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is no time such as 09:00")
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A date and a time of day, before it is known where.
package struct CivilDateTime: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package var date: CivilDate
    package var time: CivilTime

    package init(date: CivilDate, time: CivilTime) {
        self.date = date
        self.time = time
    }

    /// Reads `2026-12-04 15:00`; nil otherwise.
    package init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = CivilDate(String(parts[0])),
            let time = CivilTime(String(parts[1]))
        else { return nil }
        self.init(date: date, time: time)
    }

    package var description: String { "\(date) \(time)" }

    package static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = CivilDateTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is no moment such as 2026-12-04 15:00")
        }
        self = moment
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Seconds since 1970 as if this were UTC.
    var secondsAsUTC: Int64 { Int64(date.dayNumber) * 86_400 + Int64(time.secondOfDay) }

    init(secondsAsUTC seconds: Int64) {
        let day = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
        date = CivilDate(dayNumber: Int(day))
        time = CivilTime(secondOfDay: Int(seconds - day * 86_400))
    }
}
