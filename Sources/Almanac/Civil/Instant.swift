/// A point in time: microseconds since 1970-01-01T00:00:00Z, leap seconds uncounted (POSIX time).
package struct Instant: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package init(seconds: Int64) { microseconds = seconds * 1_000_000 }

    /// Whole seconds since 1970, rounded towards the past.
    package var seconds: Int64 {
        let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return rest < 0 ? whole - 1 : whole
    }

    /// Reads RFC 3339: `2026-11-24T02:00:00Z`, also with an offset or a fraction; nil otherwise.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, "Tt ".utf8.contains(bytes[10]),
            let date = CivilDate(String(text.prefix(10))),
            let time = CivilTime(String(text.dropFirst(11).prefix(8))), bytes[16] == 58
        else { return nil }
        var rest = text.dropFirst(19)
        var fraction: Int64 = 0
        if rest.first == "." {
            let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, let value = Int64(String(digits.prefix(6))) else { return nil }
            fraction = (0..<max(0, 6 - digits.count)).reduce(value) { value, _ in value * 10 }
            rest = rest.dropFirst(digits.count + 1)
        }
        guard let offset = Self.offsetSeconds(rest) else { return nil }
        let local = Int64(date.dayNumber) * 86_400 + Int64(time.secondOfDay)
        microseconds = (local - Int64(offset)) * 1_000_000 + fraction
    }

    /// As ``rfc3339``.
    package var description: String { rfc3339 }

    /// Before every instant of the years 1 to 9999.
    package static let distantPast = Instant(seconds: -62_135_596_800)
    /// After every instant of the years 1 to 9999.
    package static let distantFuture = Instant(seconds: 253_402_300_800)

    package static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    package static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(microseconds: instant.microseconds + duration.wholeMicroseconds)
    }

    package static func - (instant: Instant, duration: Duration) -> Instant {
        Instant(microseconds: instant.microseconds - duration.wholeMicroseconds)
    }

    package static func - (left: Instant, right: Instant) -> Duration {
        .microseconds(left.microseconds - right.microseconds)
    }

    package init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }

    /// `Z`, `+07:00`, `-03:30` in seconds east of Greenwich.
    private static func offsetSeconds(_ text: Substring) -> Int? {
        if text == "Z" || text == "z" { return 0 }
        guard text.utf8.count == 6, let sign = text.first, sign == "+" || sign == "-",
            let time = CivilTime(String(text.dropFirst()))
        else { return nil }
        return sign == "+" ? time.secondOfDay : -time.secondOfDay
    }
}

extension Duration {
    /// Whole microseconds, the fraction cut off.
    package var wholeMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
