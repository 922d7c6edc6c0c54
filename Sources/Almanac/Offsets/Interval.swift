/// How far apart a step's repeats are: `2wd`, `1d`, `4h`, `30min`, `4wh`.
package struct Interval: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 1 to 9,999.
    package let count: Int
    package let unit: Unit

    /// What is counted; the raw value is how it is written.
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case workingDays = "wd"
        case days = "d"
        case workingHours = "wh"
        case hours = "h"
        case minutes = "min"
    }

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// - Throws: `AlmanacError` `invalidInterval`, pointing at the character.
    package init(_ text: String) throws(AlmanacError) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), (1...9999).contains(count) else {
            throw AlmanacError(
                .invalidInterval, "\"\(text)\" needs a number from 1 to 9999 first", position: 0)
        }
        guard let unit = Unit(rawValue: String(text.dropFirst(digits.count))) else {
            throw AlmanacError(
                .invalidInterval, "\"\(text)\" needs a unit: wd, d, wh, h or min",
                position: digits.count)
        }
        self.count = count
        self.unit = unit
    }

    /// As it is written: `2wd`.
    package var description: String { "\(count)\(unit.rawValue)" }

    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
