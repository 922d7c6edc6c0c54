import Almanac
import Coordination

/// Reads dates as people and spreadsheets write them.
struct DateReader {
    let isDayFirst: Bool

    func read(_ text: String) throws(CellReader.Fault) -> CivilDate {
        let words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
        let parts = Self.withoutWeekday(words)
        if let named = parts.firstIndex(where: { MonthNames.month($0) != nil }) {
            return try withNamedMonth(parts, at: named)
        }
        // 2026-12-04, or with a time of midnight behind it, as exports write it.
        guard let first = parts.first, parts.count == 1 || Self.isMidnight(parts.dropFirst()) else {
            throw invalid
        }
        return try numeric(first)
    }

    private var invalid: CellReader.Fault {
        CellReader.Fault(
            code: .invalidDate, expected: "a date such as 2026-12-04 or 4 Desember 2026")
    }

    private var ambiguous: CellReader.Fault {
        CellReader.Fault(
            code: .ambiguousDate, expected: "a date with its year in full, such as 2026-12-04")
    }

    /// `5 Agustus 2026`, `Agustus 5 2026`, `5-Agu-2026` after splitting.
    private func withNamedMonth(
        _ parts: [String], at named: Int
    ) throws(CellReader.Fault) -> CivilDate {
        let numbers = parts.enumerated().filter { $0.offset != named }.map(\.element)
        guard let month = MonthNames.month(parts[named]), let first = numbers.first,
            let day = Int(first), numbers.count <= 2
        else { throw invalid }
        guard numbers.count == 2 else { throw ambiguous }
        guard let year = Int(numbers[1]) else { throw invalid }
        guard numbers[1].count == 4 else { throw ambiguous }
        return try date(year: year, month: month, day: day)
    }

    private func numeric(_ text: String) throws(CellReader.Fault) -> CivilDate {
        let parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
            .map(String.init)
        if parts.count == 3, MonthNames.month(parts[1]) != nil {
            return try withNamedMonth(parts, at: 1)
        }
        if parts.count == 2, parts.contains(where: { MonthNames.month($0) != nil }) {
            throw ambiguous
        }
        let numbers = parts.compactMap { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
        }
        guard numbers.count == parts.count else { throw invalid }
        switch parts.map(\.count) {
        case let counts where counts.count == 3 && counts[0] == 4:
            return try date(year: numbers[0], month: numbers[1], day: numbers[2])
        case let counts where counts.count == 3 && counts[2] == 4:
            return try date(
                year: numbers[2], month: numbers[isDayFirst ? 1 : 0],
                day: numbers[isDayFirst ? 0 : 1])
        case let counts where counts.count == 2 || counts.count == 3 && counts[2] == 2:
            throw ambiguous
        default:
            throw invalid
        }
    }

    private func date(year: Int, month: Int, day: Int) throws(CellReader.Fault) -> CivilDate {
        guard (1_900...2_200).contains(year),
            let date = CivilDate(year: year, month: month, day: day)
        else { throw invalid }
        return date
    }

    private static func isMidnight(_ parts: some Sequence<String>) -> Bool {
        Array(parts) == ["00:00:00"] || Array(parts) == ["00:00"]
    }

    /// `Jumat, 4 Desember 2026` says the weekday too; it is not needed to know the day.
    private static func withoutWeekday(_ words: [String]) -> [String] {
        guard let first = words.first?.lowercased(), weekdays.contains(first) else { return words }
        return Array(words.dropFirst())
    }

    private static let weekdays: Set<String> = [
        "senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed",
        "thu", "fri", "sat", "sun",
    ]
}
