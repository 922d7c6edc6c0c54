import Almanac
import Coordination
import Testing

@testable import Sheets

/// Nothing is Indonesian by itself: an office elsewhere writes as it does.
@Suite struct WritingStyleTests {
    private static var berlin: SheetConventions {
        var conventions = SheetConventions()
        conventions.currency = Currency(code: "EUR")
        conventions.phones = PhonePlan(callingCode: "49")
        return conventions
    }

    private func amount(_ text: String, _ style: NumberStyle = .pointComma) -> String {
        outcome { () throws(CellFault) in
            try NumberReader(style: style, currency: Currency(code: "EUR")).read(text)
        }
    }

    @Test(arguments: [
        ("€ 99,00", "9900"), ("1.250 €", "125000"), ("1.250,50", "125050"), ("1.250,5", "125050"),
        ("99.95", "9995"), ("EUR 5", "500"), ("-0,05", "-5"), ("(1.250,50 €)", "-125050"),
        ("1250", "125000"), ("1.250,-", "125000"), ("0,005", "ambiguous-number"),
        ("12,3456", "not-a-number"), ("1,250", "ambiguous-number"), ("Rp 5.000", "not-a-number"),
        ("1'250.50", "125050"), ("1250.5000000000002", "125050"),
        ("9999999999999999", "out-of-range"),
    ])
    func centsAreRead(_ text: String, _ expected: String) {
        #expect(amount(text) == expected)
    }

    @Test(arguments: [
        ("1,250", "125000"), ("1,250.50", "125050"), ("1.250", "ambiguous-number"), ("1.25", "125"),
    ])
    func anEnglishOfficeGroupsByComma(_ text: String, _ expected: String) {
        #expect(amount(text, .commaPoint) == expected)
    }

    @Test(arguments: [
        ("99.95", "9995"), ("1250.55", "125055"), ("0.1", "10"), ("0.005", "not-a-number"),
    ])
    func aStoredAmountHasItsCents(_ text: String, _ expected: String) {
        #expect(
            outcome { () throws(CellFault) in
                try NumberReader(currency: Currency(code: "EUR")).stored(text)
            } == expected)
    }

    @Test func aSheetOfAnotherOfficeReadsAndAddsUp() {
        let reader = SheetReader(conventions: Self.berlin)
        let reading = reading(
            "period;salesperson;invoice;date;product;units;amount",
            "2026-11;S-1;I-1;05.11.2026;GN;1;€ 99,00", "2026-11;S-1;I-2;05.11.2026;GN;1;1.250 €",
            "2026-11;S-1;I-3;05.11.2026;GN;1;1.250,50", "TOTAL;;;;;3;2.599,51", with: reader)
        #expect(reading.blockers == ["G5 total-mismatch"])
        #expect(reading.totals["amount"] == 259_950)
        #expect(reading.findings[0].expected.english.hasSuffix("2.599,50"))
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let reader = SheetReader(conventions: Self.berlin)
        let first = reading(
            "period;salesperson;target_amount;target_units", "2026-11;S-1;1.250,50;12",
            "2026-11;S-2;-0,05;", "2026-11;S-3;700;1", with: reader)
        #expect(first.blockers == ["C3 out-of-range"])
        let style = WritingStyle(currency: Currency(code: "EUR"))
        let csv = CSVWriter(style: style).write(first.rows, of: .targets)
        #expect(String(decoding: csv, as: UTF8.self).contains("1250,50"))
        let workbook = try WorkbookWriter(
            createdAt: Instant(seconds: 1_795_500_000), currency: style.currency
        ).write(first.rows, of: .targets)
        for (bytes, name) in [(csv, "x.csv"), (workbook, "x.xlsx")] {
            let again = reader.read(bytes, fileName: name)
            #expect(again.rows.map(\.values) == first.rows.map(\.values))
        }
    }

    @Test(arguments: [
        ("49", "030 1234567", "+49301234567"), ("49", "+49 (0)30 1234567", "+49301234567"),
        ("49", "0049 30 1234567", "+49301234567"), ("1", "(212) 555-1234", "+12125551234"),
        ("1", "1 212 555 1234", "+12125551234"), ("65", "6123 4567", "+6561234567"),
        ("39", "06 1234 5678", "+390612345678"), ("62", "81211235465", "+6281211235465"),
        ("49", "+62 812 11235465", "+6281211235465"),
    ])
    func aNumberIsCompletedWithItsOwnCountry(_ code: String, _ text: String, _ number: String)
        throws
    {
        #expect(try PhoneReader(plan: PhonePlan(callingCode: code)).read(text) == .text(number))
    }

    @Test func withoutACountryNothingIsMadeUp() {
        do throws(CellFault) {
            let value = try PhoneReader(plan: nil).read("030 1234567")
            Issue.record("read as \(value)")
        } catch {
            #expect(error.value == .text("030 1234567"))
            #expect(error.expected.english.contains("phone_country"))
        }
    }
}
