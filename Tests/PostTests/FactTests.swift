import Almanac
import Coordination
import Foundation
import Testing

@Suite struct FactTests {
    @Test(
        "A fact is kept as one readable key",
        arguments: [
            (#"{"text":"Halo"}"#, Fact.text("Halo")),
            (#"{"texts":{"en":"x","id":"y"}}"#, .texts(["id": "y", "en": "x"])),
            (#"{"number":-5}"#, .number(-5)),
            (#"{"currency":"IDR","money":1250000}"#, .money(1_250_000, currency: "IDR")),
            (#"{"flag":false}"#, .flag(false)),
            (#"{"list":[{"on":{"number":1}},{}]}"#, .list([["on": .number(1)], [:]])),
            (#"{"date":"2026-12-04"}"#, .date(CivilDate(dayNumber: 20_791))),
            (
                #"{"moment":"2026-12-04T08:00:00Z","zone":"Asia/Jakarta"}"#,
                .moment(Instant(seconds: 1_796_371_200), zone: "Asia/Jakarta")
            ),
        ])
    func roundTrip(_ json: String, _ fact: Fact) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(String(decoding: try encoder.encode(fact), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(Fact.self, from: Data(json.utf8)) == fact)
    }

    @Test(
        "What is no fact is an error",
        arguments: [
            #"{}"#, #"{"colour":"red"}"#, #"{"text":"a","number":1}"#, #"{"money":5}"#,
            #"{"zone":"UTC"}"#, #"{"moment":"tomorrow","zone":"UTC"}"#, #"{"flag":1}"#,
        ])
    func refused(_ json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Fact.self, from: Data(json.utf8))
        }
    }
}
