import Almanac
import Coordination

/// Reads periods: `2026-11`, `11/2026`, `November 2026`, `Nov-26`, `2026-Q4`, `triwulan IV 2026`.
struct PeriodReader {
    /// Whether `01/11/2026`, as which a spreadsheet may show a month, is the first of November.
    let isDayFirst: Bool

    /// - Parameter text: clean and not empty.
    /// - Returns: the period as the ledger writes it, `2026-11` or `2026-Q4`.
    func read(_ text: String) throws(CellFault) -> String {
        if let period = Period(text) { return period.description }
        let written = WrittenParts(text)
        // October typed as 2026.10 is a number to a spreadsheet, and its nought gone.
        if written.parts.count == 2, written.parts[0].year != nil,
            written.parts[1] == .number(1, digits: 1), [".", ","].contains(written.separators[0])
        {
            throw CellFault(
                code: .ambiguousDate,
                expected: BilingualText(
                    en: "a period with two digits for its month, such as 2026-10: a spreadsheet "
                        + "makes 2026.1 of 2026.10",
                    id: "periode dengan bulan dua angka, misalnya 2026-10: lembar kerja mengubah "
                        + "2026.10 menjadi 2026.1"))
        }
        let parts = written.parts
        guard written.separators.allSatisfy({ ["", "-", "/", ".", "_", ","].contains($0) }),
            written.surroundings.isEmpty
        else { throw Self.invalid }
        if let found = Self.period(at: 0, of: parts), found.count == parts.count {
            return found.period.description
        }
        switch parts.count {
        case 1 where parts[0].month != nil:
            throw CellFault(
                code: .ambiguousDate,
                expected: BilingualText(
                    en: "a period with its year, such as 2026-11",
                    id: "periode dengan tahunnya, misalnya 2026-11"))
        case 2:
            // `Nov-26` is how Excel shows the first of November 2026 by itself.
            if let month = parts[0].month, case .number(let year, digits: 2) = parts[1],
                let date = CivilDate(year: 2000 + year, month: month, day: 1)
            {
                return Period(.month, containing: date).description
            }
        case 3:
            // A month typed into a cell becomes its first day.
            let date: CivilDate
            do { date = try DateReader(isDayFirst: isDayFirst).read(text) } catch {
                throw Self.invalid
            }
            if date.day == 1 { return Period(.month, containing: date).description }
        default: break
        }
        throw Self.invalid
    }

    private static let invalid = CellFault(
        code: .invalidDate, expected: SheetColumn.CellType.period.expectation)

    /// The period that begins at a part, and how many parts it takes; nil when none does.
    static func period(
        at index: Int, of parts: [WrittenParts.Part]
    ) -> (period: Period, count: Int)? {
        let rest = parts[index...]
        if let first = rest.first, case .number(let number, digits: 6) = first,
            let period = month(number % 100, of: number / 100)
        {
            return (period, 1)
        }
        let two = Array(rest.prefix(2))
        if two.count == 2 {
            for (year, other) in [(two[0], two[1]), (two[1], two[0])] {
                guard let year = year.year else { continue }
                if let period = month(other.month ?? other.small ?? 0, of: year) {
                    return (period, 2)
                }
            }
        }
        let three = Array(rest.prefix(3))
        guard three.count == 3 else { return nil }
        if let year = three[0].year, let period = quarter(three[1], three[2], of: year) {
            return (period, 3)
        }
        if let year = three[2].year, let period = quarter(three[0], three[1], of: year) {
            return (period, 3)
        }
        return nil
    }

    private static func month(_ month: Int, of year: Int) -> Period? {
        guard (1900...2199).contains(year),
            let date = CivilDate(year: year, month: month, day: 1)
        else { return nil }
        return Period(.month, containing: date)
    }

    /// `Q4`, `kuartal IV`, `triwulan 4`, `TW IV`.
    private static func quarter(
        _ word: WrittenParts.Part, _ number: WrittenParts.Part, of year: Int
    ) -> Period? {
        let words = ["q", "quarter", "kuartal", "triwulan", "tw"].map(WrittenParts.Part.word)
        guard words.contains(word) else { return nil }
        let romans = ["i", "ii", "iii", "iv"].map(WrittenParts.Part.word)
        guard let quarter = romans.firstIndex(of: number).map({ $0 + 1 }) ?? number.small else {
            return nil
        }
        return Period("\(year)-Q\(quarter)")
    }
}
