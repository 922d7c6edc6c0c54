import Almanac
import Coordination
import Foundation
import Testing

@testable import Settings

/// How an office writes: its currency, its numbers, and the country of its telephones.
@Suite struct StyleSettingsTests {
    private func profile(_ office: String, _ more: String = "") throws -> OfficeProfile {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "style-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = """
            office: {name: X, time_zone: Europe/Berlin, calendar: five, \(office)}
            calendars: {five: {mon-fri: "08:00-17:00"}}
            ladders:
              standard: [{when: D-1, tell: owner}]
              submission: [{when: D-1, tell: team}]
            \(more)
            """
        let path = folder.appending(path: "tenggat.yaml")
        try text.write(to: path, atomically: true, encoding: .utf8)
        return try Settings.load(path: path.path) { Zone(fixed: $0, seconds: 3_600) }.profile
    }

    @Test func aCurrencyIsWrittenAsMostPeopleDo() throws {
        let style = try profile("currency: EUR").style
        #expect(style.currency == Currency(code: "EUR", sign: "€", decimals: 2))
        #expect(style.numbers == nil)
        #expect(try profile("currency: IDR").style.currency.decimals == 0)
        #expect(try profile("currency: CHF").style.currency.sign == "CHF")
    }

    @Test func anOfficeWritesItsCurrencyAsItLikes() throws {
        let style = try profile(
            "currency: {code: EUR, sign: Euro, decimals: 0}, numbers: \"1,250.50\""
        )
        .style
        #expect(style.currency == Currency(code: "EUR", sign: "Euro", decimals: 0))
        #expect(style.numbers == .commaPoint)
    }

    @Test func telephonesAreOfTheZonesCountryUnlessSaidOtherwise() throws {
        #expect(try profile("language: en").phones == PhonePlan(callingCode: "49"))
        #expect(try profile("phone_country: 65").phones == PhonePlan(callingCode: "65"))
        #expect(try profile("phone_country: +1").phones == PhonePlan(callingCode: "1"))
    }

    @Test(arguments: [
        "currency: euro", "currency: {sign: €}", "currency: {code: EUR, decimals: 9}",
        "numbers: 1.250.50", "phone_country: Germany", "phone_country: 0", "phone_country: 12345",
    ])
    func whatIsNoStyleIsAFault(_ office: String) {
        #expect(throws: SettingsError.self) { try profile(office) }
    }

    @Test func amountsOfRulesAreWrittenInWholeUnits() throws {
        let rules = try profile(
            "currency: EUR",
            """
            submissions:
              sales:
                sheet: achievements
                cut_off: WD+2 15:00
                rules:
                  - {check: range, column: amount, min: -5, max: 100}
                  - {check: range, column: units, max: 100}
                  - {check: tie-out, column: amount, to: orders, tolerance: 3}
                  - {check: required, column: date, when: {column: amount, is: 7}}
            """
        ).submissionTypes[0].rules.map(\.check)
        #expect(rules.contains(.range(column: "amount", min: -500, max: 10_000)))
        #expect(rules.contains(.range(column: "units", min: nil, max: 100)))
        #expect(
            rules.contains(.tieOut(column: "amount", to: .deliveries, tolerance: .difference(300))))
        let required = SubmissionRule.Check.required(
            column: "date", when: .init(column: "amount", value: "700"))
        #expect(rules.contains(required))
    }
}
