import Almanac
import Coordination

/// Reads times of day: `15:00`, `15.00`, `9.30 WITA`.
enum TimeReader {
    /// Indonesia's zones by what everybody calls them.
    static let zones = [
        "WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura",
    ]

    static func read(_ text: String) throws(CellReader.Fault) -> SheetValue {
        var parts = text.split(separator: " ").map(String.init)
        var zone: String?
        if parts.count == 2, let named = zones[parts[1].uppercased()] {
            zone = named
            parts.removeLast()
        }
        guard parts.count == 1, let time = time(parts[0]) else {
            throw CellReader.Fault(
                code: .invalidTime, expected: "a time such as 15:00, 15.00 or 15.00 WITA")
        }
        return .time(time, zone: zone)
    }

    private static func time(_ text: String) -> CivilTime? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        let numbers = parts.compactMap { part in
            (1...2).contains(part.count) && part.allSatisfy { $0.isASCII && $0.isNumber }
                ? Int(part) : nil
        }
        guard numbers.count == parts.count, (2...3).contains(numbers.count), parts[1].count == 2
        else { return nil }
        return CivilTime(
            hour: numbers[0], minute: numbers[1], second: numbers.count == 3 ? numbers[2] : 0)
    }
}
