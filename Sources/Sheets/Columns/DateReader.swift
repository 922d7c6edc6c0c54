import Almanac
import Coordination

/// Reads dates as people and spreadsheets write them: `2026-12-04`, `04/12/2026`, `4 Des 2026`,
/// `December 4, 2026`, `Jumat, 4 Desember 2026`.
struct DateReader {
    /// Whether `04/12/2026` is the fourth of December.
    let isDayFirst: Bool
    /// The office's zone, in which a moment with a zone of its own has its day.
    var zone: Zone?

    /// - Parameter text: clean and not empty.
    func read(_ text: String) throws(CellFault) -> CivilDate {
        if let parts = Self.eightDigits(text) { return try numeric(parts) }
        guard let (day, clock) = WrittenClock.split(text) else { return try date(of: text) }
        let date = try date(of: day)
        guard let clock else { throw invalid }
        guard let shown = clock.day(of: date, in: zone) else { throw twoDays(date) }
        return shown
    }

    /// A moment whose day depends on where one is.
    private func twoDays(_ date: CivilDate) -> CellFault {
        let office = zone?.identifier ?? ""
        return CellFault(
            code: .ambiguousDate,
            expected: BilingualText(
                en: "a date without a time of day: in \(office) this is not a moment of \(date)",
                id: "tanggal tanpa jam: di \(office) saat ini bukan bagian dari \(date)"))
    }

    private func date(of text: String) throws(CellFault) -> CivilDate {
        let written = WrittenParts(text)
        var separators = written.separators[...]
        guard separators.allSatisfy({ ["", "-", "/", ".", ",", ".-", "./"].contains($0) }),
            ["", "."].contains(written.surroundings)
        else { throw invalid }
        var parts = written.parts
        var weekday: Int?
        if case .word(let word)? = parts.first, let number = MonthNames.weekday(word) {
            weekday = number
            parts.removeFirst()
            separators = separators.dropFirst()
        }
        parts = Self.withoutOrdinals(parts)
        let date = try date(parts, separators: Array(separators))
        if let weekday, weekday != date.weekday.rawValue {
            throw CellFault(
                code: .ambiguousDate,
                expected: BilingualText(
                    en: "a date that falls on the weekday before it",
                    id: "tanggal yang cocok dengan nama hari di depannya"))
        }
        return date
    }

    private func date(
        _ parts: [WrittenParts.Part], separators: [String]
    ) throws(CellFault) -> CivilDate {
        if parts.contains(where: { $0.month != nil }) { return try named(parts) }
        let numbers = parts.compactMap { part -> (Int, Int)? in
            if case .number(let number, let digits) = part { (number, digits) } else { nil }
        }
        guard numbers.count == parts.count, Set(separators).count == 1,
            ["-", "/", "."].contains(separators[0])
        else { throw invalid }
        guard numbers.count == 3 else { throw numbers.count == 2 ? ambiguous : invalid }
        return try numeric((numbers[0], numbers[1], numbers[2]))
    }

    /// With the month's name, the day is before or behind it and the year at an end.
    private func named(_ parts: [WrittenParts.Part]) throws(CellFault) -> CivilDate {
        let numbers = parts.filter { $0.month == nil }
        guard let month = parts.lazy.compactMap(\.month).first, parts.count - numbers.count == 1,
            numbers.count <= 2
        else { throw invalid }
        // Without its year or its day.
        guard numbers.count == 2 else { throw ambiguous }
        if case .number(let year, digits: 4) = numbers[1], let day = numbers[0].small {
            return try date(year: year, month: month, day: day)
        }
        if case .number(let year, digits: 4) = numbers[0], let day = numbers[1].small,
            parts[1].month != nil
        {
            return try date(year: year, month: month, day: day)
        }
        guard let day = numbers[0].small, case .number(let year, digits: 2) = numbers[1] else {
            throw invalid
        }
        // `05-Des-26` is how Excel shows a date by itself; in another order it could be any year.
        guard parts[1].month != nil else { throw ambiguous }
        return try date(year: 2000 + year, month: month, day: day)
    }

    /// Three numbers, each with the count of its digits.
    private func numeric(
        _ parts: ((Int, Int), (Int, Int), (Int, Int))
    ) throws(CellFault) -> CivilDate {
        let (first, second, third) = parts
        switch (first.1, second.1, third.1) {
        case (4, 1...2, 1...2): return try date(year: first.0, month: second.0, day: third.0)
        case (1...2, 1...2, 4):
            return isDayFirst
                ? try date(year: third.0, month: second.0, day: first.0)
                : try date(year: third.0, month: first.0, day: second.0)
        case (1...2, 1...2, 1...2): throw ambiguous
        default: throw invalid
        }
    }

    private func date(year: Int, month: Int, day: Int) throws(CellFault) -> CivilDate {
        // What no calendar has is no date, and what no business has is a year typed wrong.
        guard let date = CivilDate(year: year, month: month, day: day) else { throw invalid }
        return try Self.plausible(date)
    }

    /// - Throws: `implausible-date` of a year that no business has.
    static func plausible(_ date: CivilDate) throws(CellFault) -> CivilDate {
        guard (1900...2199).contains(date.year) else {
            throw CellFault(
                code: .implausibleDate,
                expected: BilingualText(
                    en: "a date of our time, such as 2026-12-04: please check the year",
                    id: "tanggal masa kini, misalnya 2026-12-04: mohon periksa tahunnya"))
        }
        return date
    }

    private var invalid: CellFault {
        CellFault(
            code: .invalidDate,
            expected: isDayFirst
                ? BilingualText(
                    en: "a date, such as 2026-12-04 or 04/12/2026 (the day first)",
                    id: "tanggal, misalnya 2026-12-04 atau 04/12/2026 (tanggal di depan)")
                : BilingualText(
                    en: "a date, such as 2026-12-04 or 12/04/2026 (the month first)",
                    id: "tanggal, misalnya 2026-12-04 atau 12/04/2026 (bulan di depan)"))
    }

    private var ambiguous: CellFault {
        CellFault(
            code: .ambiguousDate,
            expected: BilingualText(
                en: "a date with its year in full, such as 2026-12-04",
                id: "tanggal dengan tahun lengkap, misalnya 2026-12-04"))
    }

    /// Day, month and year in digits with two equal marks between them: most cells.
    private static func eightDigits(
        _ text: String
    ) -> ((Int, Int), (Int, Int), (Int, Int))? {
        var numbers = ((0, 0), (0, 0), (0, 0))
        var mark: UInt8?
        var marks = 0
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                let digit = Int(byte - 0x30)
                switch marks {
                case 0: numbers.0 = (numbers.0.0 * 10 + digit, numbers.0.1 + 1)
                case 1: numbers.1 = (numbers.1.0 * 10 + digit, numbers.1.1 + 1)
                default: numbers.2 = (numbers.2.0 * 10 + digit, numbers.2.1 + 1)
                }
                guard numbers.0.1 <= 4, numbers.1.1 <= 4, numbers.2.1 <= 4 else { return nil }
            } else {
                guard [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte),
                    mark ?? byte == byte, marks < 2
                else { return nil }
                mark = byte
                marks += 1
            }
        }
        guard marks == 2, numbers.0.1 > 0, numbers.1.1 > 0, numbers.2.1 > 0 else { return nil }
        return numbers
    }

    /// `4th December`: the ending says nothing.
    private static func withoutOrdinals(_ parts: [WrittenParts.Part]) -> [WrittenParts.Part] {
        parts.filter { ![.word("st"), .word("nd"), .word("rd"), .word("th")].contains($0) }
    }
}
