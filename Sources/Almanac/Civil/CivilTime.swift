/// A time of day, to the second.
package struct CivilTime: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Seconds since midnight, 0 to 86,399.
    package let secondOfDay: Int

    /// - Precondition: `secondOfDay` is from 0 to 86,399.
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

    /// 0 to 23.
    package var hour: Int { secondOfDay / 3600 }
    /// 0 to 59.
    package var minute: Int { secondOfDay / 60 % 60 }
    /// 0 to 59; a clock of ours shows no leap second.
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
