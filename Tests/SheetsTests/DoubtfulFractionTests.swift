import Almanac
import Coordination
import Testing

@testable import Sheets

/// `12.500` is twelve and a half thousand in one program and twelve and a half in another: what decides is
/// the unit, what stands beside it, and the settings.
@Suite struct DoubtfulFractionTests {
    private let header = "order;line;client;item;quantity;unit;promised"

    private func read(
        _ cells: [String], reader: SheetReader = SheetReader()
    ) -> SheetReading {
        let rows = cells.enumerated().map { index, cell in
            "O1;\(index + 1);C1;Pasir;\(cell);2026-12-10"
        }
        let text = ([header] + rows).joined(separator: "\r\n")
        return reader.read(Array(text.utf8), fileName: "orders.csv")
    }

    @Test(
        "Three digits behind the mark that groups are asked about where they may be a fraction",
        arguments: [
            (["12.500;kg"], ["E2"]), (["12.500;pcs"], []), (["12.500;"], []),
            // Another cell shows that the mark begins fractions …
            (["12.500;pcs", "12.5;kg"], ["E2"]), (["12.500;kg", "0.750;kg"], ["E2"]),
            (["12.5;kg", "1.250;m"], ["E3"]),
            // … or that it groups.
            (["12.500;kg", "1.250.000;kg"], []), (["12.500;kg", "2,5;kg"], []),
            // Both at once is a sheet that nobody can read.
            (["12.500;kg", "2,5;kg", "1.5;kg"], ["E2"]),
            (["12500;kg", "12,5;kg", "12.5;kg"], []),
        ])
    func doubts(_ cells: [String], _ doubtful: [String]) {
        let reading = read(cells)
        #expect(reading.blockers == doubtful.map { "\($0) ambiguous-number" })
    }

    @Test func theSettingsDecide() {
        var conventions = SheetConventions()
        conventions.areNumbersStated = true
        let stated = read(["12.500;kg"], reader: SheetReader(conventions: conventions))
        #expect(stated.blockers.isEmpty)
        #expect(stated.rows.first?.quantity("quantity") == 12_500)
        let both = read(["12.500;kg", "12.5;kg"], reader: SheetReader(conventions: conventions))
        #expect(both.blockers == ["E2 ambiguous-number"])
    }

    @Test(
        "The finding names both readings, each of which is taken",
        arguments: [("12.500", "12500", "12,5"), ("12.345", "12345", "12,3450")])
    func readings(_ cell: String, _ whole: String, _ fraction: String) {
        let words = read(["\(cell);kg"]).findings.first?.expected
        #expect(words?.english.contains("\(whole) or \(fraction)") == true)
        #expect(words?.indonesian.contains("\(whole) atau \(fraction)") == true)
        #expect(read(["\(whole);kg", "\(fraction);kg"]).blockers.isEmpty)
    }
}
