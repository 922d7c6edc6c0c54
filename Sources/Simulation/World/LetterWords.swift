import Almanac
import Foundation

/// What a letter's words state, read as a person reads them.
struct LetterWords {
    var dates: Set<CivilDate> = []
    var orders: Set<String> = []
    var items: Set<String> = []
    /// In whole units.
    var amounts: Set<Int> = []

    private static let months = [
        ["Januari", "January"], ["Februari", "February"], ["Maret", "March"], ["April"],
        ["Mei", "May"], ["Juni", "June"], ["Juli", "July"], ["Agustus", "August"], ["September"],
        ["Oktober", "October"], ["November"], ["Desember", "December"],
    ]

    init(_ text: String) {
        for match in text.matches(of: /([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})/) {
            guard let month = Self.months.firstIndex(where: { $0.contains(String(match.2)) }),
                let day = Int(match.1), let year = Int(match.3),
                let date = CivilDate(year: year, month: month + 1, day: day)
            else { continue }
            dates.insert(date)
        }
        orders = Set(text.matches(of: /SO-[0-9]+/).map { String($0.0) })
        items = Set(text.matches(of: /Barang [0-9]+\.[0-9]+/).map { String($0.0) })
        amounts = Set(text.matches(of: /([0-9]+) unit/).compactMap { Int($0.1) })
    }
}
