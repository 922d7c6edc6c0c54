import Almanac
import Testing

@testable import Coordination
@testable import Ledger

/// Facts are written and read without a general coder, and are the same as with one.
@Suite struct FactsTextTests {
    static let all: [Facts] = [
        [:], ["a": .text("x")], ["a": .text("Ibu “K”/é \u{1F4E6}"), "b": .flag(true)],
        ["a": .text("line\nand \"quotes\" \\ \t\u{8}\u{C}\r\u{1}"), "b": .flag(false)],
        [
            "n": .number(-12), "m": .money(1_250_000, currency: "IDR"),
            "t": .texts(["id": "a", "en": "b"]),
        ],
        ["q": .quantity(Quantity(thousandths: 2_500)), "e": .texts([:]), "l": .list([])],
        [
            "d": .date(CivilDate(dayNumber: 20_000)),
            "when": .moment(Instant(seconds: 1_796_371_200), zone: "Asia/Jakarta"),
            "l": .list([["x": .text("1")], [:], ["y": .list([["z": .number(1)]])]]),
        ],
    ]

    @Test(arguments: all) func theTextIsTheGeneralCoders(_ facts: Facts) throws {
        let text = FactsText.encode(facts)
        #expect(text == (try JSONText.encode(facts)))
        #expect(try JSONText.decode(text, as: Facts.self) == facts)
        let read = FactsText.decode(text)
        #expect(read == nil ? text.contains("\\") : read == facts)
    }

    @Test(arguments: [
        "", "{", "{}x", #"{"a":{"text":"x"}"#, #"{"a":{"money":1}}"#, #"{"a":{"moment":"2026"}}"#,
        #"{"a":{"what":1}}"#, #"{"a": {"text":"x"}}"#, #"{"a":{}}"#, #"{"a":{"flag":1}}"#,
        #"{"a":{"number":1.5}}"#, #"{"a":{"text":"x"},"a":{"text":"y"}}"#, "[]",
    ])
    func whatItDoesNotKnowIsLeftToTheGeneralCoder(_ text: String) {
        #expect(FactsText.decode(text) == nil)
    }
}

extension JSONText {
    fileprivate static func decode<Value: Decodable>(
        _ text: String, as type: Value.Type
    ) throws -> Value {
        try decode(text)
    }
}
