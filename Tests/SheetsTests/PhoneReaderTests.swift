import Coordination
import Testing

@testable import Sheets

@Suite struct PhoneReaderTests {
    @Test(arguments: [
        "081211235465", "81211235465", "+62 812-11235465", "+6281211235465", "6281211235465",
        "0812-1123-5465", "0812 1123 5465", "(0812) 11235465", "+62 (0)812 1123 5465",
        "0062 812 11235465", "+62 0812 11235465", "0812.1123.5465",
    ])
    func oneNumberInManyForms(_ text: String) throws {
        #expect(
            try PhoneReader(plan: PhonePlan(callingCode: "62")).read(text)
                == .text("+6281211235465"))
    }

    @Test(arguments: [
        ("0215507060", "+62215507060"), ("+65 6123 4567", "+6561234567"),
        ("(021) 550-7060", "+62215507060"), ("+44 (0)20 7946 0000", "+442079460000"),
    ])
    func othersKeepTheirCountry(_ text: String, _ number: String) throws {
        #expect(try PhoneReader(plan: PhonePlan(callingCode: "62")).read(text) == .text(number))
    }

    @Test(arguments: [
        "0812111/0812222", "ext 12", "215507060", "8.12E+10", "12", "+62812345678901234", "+", "0",
        "08121123546５",
    ])
    func whatCannotBeToldIsKeptWithAWarning(_ text: String) {
        do throws(CellFault) {
            let value = try PhoneReader(plan: PhonePlan(callingCode: "62")).read(text)
            Issue.record("\(text) was read as \(value)")
        } catch {
            #expect(error.severity == .warning)
            #expect(error.value == .text(text))
        }
    }
}
