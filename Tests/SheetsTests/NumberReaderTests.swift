import Coordination
import Testing

@testable import Sheets

@Suite struct NumberReaderTests {
    private func money(_ text: String) -> String {
        outcome { () throws(CellFault) in
            try NumberReader(currency: Currency(code: "IDR")).read(text)
        }
    }

    private func count(_ text: String) -> String {
        outcome { () throws(CellFault) in
            try NumberReader(currency: nil).read(text)
        }
    }

    private func quantity(_ text: String, _ style: NumberStyle = .pointComma) -> String {
        outcome { () throws(CellFault) in
            try NumberReader(style: style, currency: nil, decimals: Quantity.decimals).read(text)
        }
    }

    @Test(arguments: [
        ("12", 12_000), ("2,5", 2_500), ("2.5", 2_500), ("2,50", 2_500), ("0,125", 125),
        ("0.125", 125), ("1.250", 1_250_000), ("1.250,5", 1_250_500), ("1.250,125", 1_250_125),
        ("1,250.125", 1_250_125), ("1250,125", 1_250_125), ("1250.125", 1_250_125),
        ("2,1250", 2_125), ("-0,5", -500), ("1 250,125", 1_250_125),
    ])
    func quantitiesHaveThreeDecimals(_ text: String, _ thousandths: Int64) {
        #expect(quantity(text) == "\(thousandths)")
    }

    @Test(arguments: ["1,250", "12,500"])
    func aQuantityWithTwoReadingsIsAmbiguous(_ text: String) {
        #expect(quantity(text) == "ambiguous-number")
        #expect(quantity(text, .commaPoint) != "ambiguous-number")
    }

    @Test(arguments: ["2,12345", "2,5 kg", "1.25.0", "0,0005"])
    func whatHasMoreThanThreeDecimalsIsNoQuantity(_ text: String) {
        #expect(quantity(text) == "not-a-number")
    }

    @Test(arguments: [
        ("2.5", 2_500), ("0.30000000000000004", 300), ("12.000", 12_000), ("1E3", 1_000_000),
    ])
    func quantitiesThatAWorkbookStores(_ text: String, _ thousandths: Int64) throws {
        let reader = NumberReader(currency: nil, decimals: Quantity.decimals)
        #expect(try reader.stored(text) == thousandths)
    }

    @Test(arguments: [
        ("Rp1.250.000", 1_250_000), ("Rp 1.250.000,-", 1_250_000), ("1.250.000,00", 1_250_000),
        ("1250000", 1_250_000), ("(250.000)", -250_000), ("-250.000", -250_000), ("-", 0),
        ("Rp -", 0), ("–", 0), ("Rp. 94.500.000,-", 94_500_000), ("rp 5.000", 5_000),
        ("IDR 1.250.000", 1_250_000), ("1.250.000 IDR", 1_250_000), ("-Rp250.000", -250_000),
        ("Rp -250.000", -250_000), ("Rp(250.000)", -250_000), ("(Rp 250.000,-)", -250_000),
        ("−750.000", -750_000), ("1,250,000", 1_250_000), ("1,250.00", 1_250),
        ("1 250 000", 1_250_000), ("1.250", 1_250), ("250.000", 250_000), ("1250,00", 1_250),
        ("1250.0", 1_250), ("0", 0), ("0,00", 0), ("-0", 0), ("+250", 250), ("007", 7),
        ("455.000.000,00", 455_000_000), ("Rp 1.250.000.-", 1_250_000),
        ("12.500.000.000", 12_500_000_000),
    ])
    func amountsInManyForms(_ text: String, _ value: Int64) {
        #expect(money(text) == "\(value)")
    }

    @Test(arguments: [
        "1,250", "250,000", "0.250", "1250.000", "1.250,000", "250.000-", "1,250,-", "0,000",
    ])
    func anAmountWithTwoReadingsIsAmbiguous(_ text: String) {
        #expect(money(text) == "ambiguous-number")
    }

    @Test(arguments: [
        "#N/A", "n/a", "abc", "1.250.000,50", "12,5", "1.5", "12.50.000", "1.25.000", "1..250",
        "1.250.", "Rp", "()", "--5", "-(250)", "1,25E+08", "$5", "5%", "1.250 000", "１２", "12 pcs",
        ".000", ",-", "1.250.000.00", "0.250.000", "250,000,00",
    ])
    func whatIsNoWholeAmountIsNoNumber(_ text: String) {
        #expect(money(text) == "not-a-number")
    }

    @Test(arguments: [
        ("12", 12), ("1.250", 1_250), ("-3", -3), ("12,00", 12), ("-", 0), ("(3)", -3),
    ])
    func piecesAreWholeNumbers(_ text: String, _ value: Int64) {
        #expect(count(text) == "\(value)")
    }

    @Test func aSingleCommaAmongPiecesIsAmbiguous() {
        #expect(count("1,250") == "ambiguous-number")
    }

    @Test(arguments: ["Rp 12", "12,-", "12 unit", "#N/A"])
    func piecesBearNoCurrency(_ text: String) {
        #expect(count(text) == "not-a-number")
    }

    @Test(arguments: ["1000000000000001", "99999999999999999999999", "9.999.999.999.999.999"])
    func numbersBeyondAllMeasureAreOutOfRange(_ text: String) {
        #expect(money(text) == "out-of-range")
    }

    @Test(arguments: [
        ("1250", "1250"), ("1.25E+3", "1250"), ("-3", "-3"), ("580.0", "580"),
        ("1.250", "not-a-number"), ("0.1", "not-a-number"), ("1E+20", "out-of-range"),
        ("inf", "out-of-range"), ("nan", "not-a-number"),
    ])
    func aStoredNumberKnowsNoGrouping(_ text: String, _ expected: String) {
        #expect(
            outcome { () throws(CellFault) in try NumberReader(currency: nil).stored(text) }
                == expected)
    }

    @Test func anotherOfficesCurrencyIsData() throws {
        let reader = NumberReader(currency: Currency(code: "SGD", sign: "S$", decimals: 0))
        #expect(try reader.read("S$1,250.00") == 1_250)
        #expect(throws: CellFault.self) { try reader.read("Rp 5.000") }
    }
}
