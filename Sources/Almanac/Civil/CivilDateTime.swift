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

    /// `2026-12-04 15:00`.
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
        let (whole, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        date = CivilDate(dayNumber: Int(rest < 0 ? whole - 1 : whole))
        time = CivilTime(secondOfDay: Int(rest < 0 ? rest + 86_400 : rest))
    }
}
