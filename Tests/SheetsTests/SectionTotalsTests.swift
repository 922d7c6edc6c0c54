import Coordination
import Testing

@testable import Sheets

/// Sums of parts, and headers once more on a further page: neither data nor a reason to misjudge the sum.
@Suite struct SectionTotalsTests {
    private static let header = "periode;kode_sales;no_faktur;tanggal;produk;unit;nilai"

    private static func row(_ number: Int) -> String {
        "2026-11;S-1;F-\(number);2026-11-0\(number);MEJA;2;1000000"
    }

    private func read(_ lines: [String]) -> SheetReading {
        let text = ([Self.header] + lines).joined(separator: "\n") + "\n"
        return SheetReader().read(Array(text.utf8), fileName: "achievement.csv")
    }

    private static let first = [row(1), row(2)]
    private static let second = [row(3), row(4)]

    @Test(arguments: [
        // The header again, and one sum of everything.
        first + [header] + second + ["TOTAL;;;;;8;4000000"],
        // A sum a page.
        first + ["TOTAL;;;;;4;2000000", header] + second + ["TOTAL;;;;;4;2000000"],
        first + ["TOTAL;;;;;4;2000000", header] + second + ["GRAND TOTAL;;;;;8;4000000"],
        first + ["Sub Total;;;;;4;2000000"] + second
            + ["Sub Total;;;;;4;2000000", "TOTAL;;;;;8;4000000"],
        first + ["Jumlah S-1;;;;;4;2000000"] + second + ["Jumlah;;4 faktur;;;8;4000000"],
        first + second + [";Jumlah :;;;;8;4000000"],
    ])
    func sumsOfPartsAreNoRowsAndRight(_ lines: [String]) {
        let reading = read(lines)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows.count == 4)
        #expect(reading.totals["amount"] == 4_000_000)
        #expect(reading.declaredTotals.contains("amount"))
    }

    @Test(arguments: ["Grand Hyatt", "Sub Kontraktor Jaya"])
    func aNameThatBeginsAsATotalDoesIsNone(_ name: String) {
        #expect(!SpecialRows.beginsWithTotal(name))
    }

    @Test(arguments: [
        "Grand Total", "Sub Jumlah S-1", "Subtotal", "SUB-TOTAL", "Total PT Sinar Baru",
    ])
    func aTotalBeginsAsOne(_ label: String) {
        #expect(SpecialRows.beginsWithTotal(label))
    }

    @Test func aWrongSumOfAPartIsAWarningAndAWrongTotalAFault() {
        let reading = read(
            Self.first + ["Sub Total;;;;;4;2500000"] + Self.second + ["TOTAL;;;;;8;4500000"])
        #expect(reading.findings.map(\.cell) == ["G4", "G7"])
        #expect(reading.findings.map(\.severity) == [.warning, .blocker])
        #expect(reading.findings.allSatisfy { $0.code == .totalMismatch })
    }

    /// Rows below the last total are of no sum: nobody says that they are meant.
    @Test(arguments: [
        first + ["TOTAL;;;;;4;2000000"] + second,
        [row(1), "TOTAL;;;;;2;1000000", row(2), "TOTAL;;;;;2;1000000"] + second,
    ])
    func rowsBelowTheLastTotalAreNotPassedOver(_ lines: [String]) {
        let reading = read(lines)
        #expect(reading.findings.map(\.code) == [.totalMismatch, .totalMismatch])
        #expect(reading.rows.count == 4)
    }

    @Test func subtotalsAloneDeclareNoSumOfEverything() {
        let reading = read(Self.first + ["Sub Total;;;;;4;2000000"])
        #expect(reading.findings.isEmpty)
        #expect(reading.declaredTotals.isEmpty)
    }

    /// A product that is called so is a product.
    @Test func aRowWithEverythingInItIsData() {
        let text = """
            produk;periode;kode_sales;no_faktur;unit;nilai
            Total Care 1 L;2026-11;S-1;F-1;2;1000000

            """
        let reading = SheetReader().read(Array(text.utf8), fileName: "achievement.csv")
        #expect(reading.kind == .achievements)
        #expect(reading.rows.count == 1)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
    }
}
