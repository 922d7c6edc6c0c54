import Coordination
import Foundation
import Testing

/// Quantities are exact, and read the same wherever they stand.
@Suite struct QuantityTests {
    @Test(arguments: [
        (1_250_000, "1.250", "1250", "1250"), (2_500, "2,5", "2,5", "2.5"),
        (125, "0,125", "0,1250", "0.125"),
        (-500, "-0,5", "-0,5", "-0.5"), (1_250_125, "1.250,125", "1250,1250", "1250.125"),
        (0, "0", "0", "0"),
    ])
    func asTheyAreWritten(
        _ thousandths: Int64, _ shown: String, _ cell: String, _ description: String
    ) {
        let quantity = Quantity(thousandths: thousandths)
        #expect(quantity.text(in: .pointComma) == shown)
        #expect(quantity.plain(in: .pointComma) == cell)
        #expect(quantity.description == description)
        #expect(Quantity(quantity.number) == quantity)
    }

    @Test func tenTenthsAreOneWhole() {
        let tenth = Quantity(thousandths: 100)
        #expect((0..<10).reduce(Quantity(0)) { sum, _ in sum + tenth } == 1)
    }

    @Test(arguments: [0.0005, 2.12345, .nan, .infinity, 1e13])
    func whatIsNoQuantity(_ number: Double) {
        #expect(Quantity(number) == nil)
    }

    @Test(arguments: [(2_499, 2), (2_500, 3), (-2_500, -3), (-2_499, -2)])
    func theNearestWhole(_ thousandths: Int64, _ whole: Int64) {
        #expect(Quantity(thousandths: thousandths).rounded == whole)
    }

    @Test(arguments: [
        ("kg", true), ("M2", true), ("Liter", true), ("pcs", false), ("Pcs.", false),
        ("BUAH", false), (nil, false),
    ])
    func onlyWhatIsMeasuredHasDecimals(_ unit: String?, _ isMeasured: Bool) {
        #expect(Quantity.isMeasured(in: unit) == isMeasured)
    }

    @Test func aFactKeepsItsDecimals() throws {
        let facts: Facts = ["quantity": .quantity(Quantity(thousandths: 2_500))]
        let bytes = try JSONEncoder().encode(facts)
        #expect(try JSONDecoder().decode(Facts.self, from: bytes) == facts)
    }
}
