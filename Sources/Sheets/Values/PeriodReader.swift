import Coordination

/// Reads periods: `2026-11`, `11/2026`, `November 2026`, `2026-Q4`, `Q4 2026`.
enum PeriodReader {
    /// - Returns: the period as the ledger writes it.
    static func read(_ text: String) throws(CellReader.Fault) -> String {
        if let period = find(in: text.split { " -/._".contains($0) }.map(String.init)) {
            return period
        }
        throw CellReader.Fault(
            code: .invalidDate, expected: "a period such as 2026-11 or November 2026")
    }

    /// The period that a text consists of, taken apart; nil when it is none.
    static func find(in words: [String]) -> String? {
        guard words.count == 2 else { return nil }
        for (year, rest) in [(words[0], words[1]), (words[1], words[0])] {
            guard year.count == 4, let number = Int(year), (1_900...2_200).contains(number) else {
                continue
            }
            if let month = MonthNames.month(rest) ?? month(rest) {
                return "\(year)-\(month < 10 ? "0" : "")\(month)"
            }
            if let period = Period("\(year)-\(rest.uppercased())") { return period.description }
        }
        return nil
    }

    private static func month(_ text: String) -> Int? {
        guard text.count <= 2, let month = Int(text), (1...12).contains(month) else { return nil }
        return month
    }
}
