import Almanac
import Coordination

/// Reads times of day: `15:00`, `15.00`, `9.30 WITA`, `3:00 PM`.
enum TimeReader {
    /// Indonesia's zones by what everybody calls them.
    static let zones = [
        "WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura",
    ]

    /// What everybody calls a zone, or else its name.
    static func shortName(of zone: String) -> String {
        zones.first { $0.value == zone }?.key ?? zone
    }

    /// - Parameter text: clean and not empty.
    static func read(_ text: String) throws(CellFault) -> SheetValue {
        var words = text.uppercased().split(separator: " ")
        if words.first == "PUKUL" || words.first == "JAM" { words.removeFirst() }
        let first = words.first ?? ""
        let clock = first.prefix { $0.isASCII && $0.isNumber || $0 == ":" || $0 == "." }
        var suffix = first.dropFirst(clock.count) + words.dropFirst().joined()
        let half = ["AM", "PM"].first(where: suffix.hasPrefix)
        if half != nil { suffix.removeFirst(2) }
        guard suffix.isEmpty || zones[String(suffix)] != nil, let time = time(clock, half: half)
        else {
            throw CellFault(
                code: .invalidTime, expected: SheetColumn.CellType.time.expectation)
        }
        return .time(time, zone: zones[String(suffix)])
    }

    private static func time(_ clock: Substring, half: String?) -> CivilTime? {
        let parts = clock.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        let numbers = parts.enumerated().compactMap { index, part in
            (index == 0 ? 1...2 : 2...2).contains(part.count) ? Int(part) : nil
        }
        guard numbers.count == parts.count, var hour = numbers.first, parts.count <= 3,
            parts.count >= (half == nil ? 2 : 1)
        else { return nil }
        if let half {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (half == "PM" ? 12 : 0)
        }
        return CivilTime(
            hour: hour, minute: numbers.count > 1 ? numbers[1] : 0,
            second: numbers.count > 2 ? numbers[2] : 0)
    }
}
