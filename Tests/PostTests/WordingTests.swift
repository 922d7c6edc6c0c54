import Almanac
import Coordination
import Host
import Testing

@testable import Post

@Suite struct WordingTests {
    private func wording(_ language: Language, _ zone: String = "Asia/Jakarta") throws -> Wording {
        Wording(language: language, zone: try Example.zones.zone(named: zone))
    }

    @Test(
        "Numbers are grouped as the language groups them",
        arguments: [
            (0, "0", "0"), (7, "7", "7"), (999, "999", "999"), (1_250, "1.250", "1,250"),
            (-1_250_000, "-1.250.000", "-1,250,000"),
            (Int64.min, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
        ] as [(Int64, String, String)])
    func numbers(_ number: Int64, _ indonesian: String, _ english: String) throws {
        #expect(try wording(.indonesian).number(number) == indonesian)
        #expect(try wording(.english).number(number) == english)
    }

    @Test(
        "Amounts carry their sign without a space, or their code with one",
        arguments: [
            (1_250_000, "IDR", "Rp1.250.000", "Rp1,250,000"),
            (-250_000, "IDR", "-Rp250.000", "-Rp250,000"),
            (0, "IDR", "Rp0", "Rp0"),
            (125_000, "usd", "US$1.250,00", "US$1,250.00"),
            (-5, "EUR", "-€0,05", "-€0.05"), (125_050, "CHF", "CHF 1.250,50", "CHF 1,250.50"),
            (1_250, "JPY", "¥1.250", "¥1,250"),
        ] as [(Int64, String, String, String)])
    func money(_ amount: Int64, _ currency: String, _ indonesian: String, _ english: String) throws
    {
        #expect(try wording(.indonesian).money(amount, currency: currency) == indonesian)
        #expect(try wording(.english).money(amount, currency: currency) == english)
    }

    @Test func anOfficesOwnStyleIsNobodyElses() throws {
        let zone = try Example.zones.zone(named: "Europe/Berlin")
        let date = try #require(CivilDate("2026-12-04"))
        var style = WritingStyle(
            currency: Currency(code: "EUR", sign: "EUR", decimals: 2), numbers: .spaceComma,
            isDayFirst: false)
        let english = Wording(language: .english, zone: zone, style: style)
        #expect(english.money(125_050, currency: "EUR") == "EUR 1\u{A0}250,50")
        #expect(english.number(1_250) == "1\u{A0}250")
        #expect(english.date(date) == "Friday, December 4, 2026")
        #expect(english.shortDate(date) == "Dec 4, 2026")
        let indonesian = Wording(language: .indonesian, zone: zone, style: style)
        #expect(indonesian.date(date) == "Jumat, 4 Desember 2026")
        style.numbers = nil
        #expect(
            Wording(language: .indonesian, zone: zone, style: style)
                .money(5, currency: "EUR") == "EUR 0,05")
    }

    @Test(
        "Dates name the weekday",
        arguments: [
            ("2026-12-04", "Jumat, 4 Desember 2026", "Friday, 4 December 2026", "4 Des 2026"),
            ("2026-08-17", "Senin, 17 Agustus 2026", "Monday, 17 August 2026", "17 Agu 2026"),
            ("2027-05-02", "Minggu, 2 Mei 2027", "Sunday, 2 May 2027", "2 Mei 2027"),
            ("2028-02-29", "Selasa, 29 Februari 2028", "Tuesday, 29 February 2028", "29 Feb 2028"),
        ])
    func dates(_ iso: String, _ indonesian: String, _ english: String, _ short: String) throws {
        let date = try #require(CivilDate(iso))
        #expect(try wording(.indonesian).date(date) == indonesian)
        #expect(try wording(.english).date(date) == english)
        #expect(try wording(.indonesian).shortDate(date) == short)
    }

    @Test(
        "Moments name their zone, and the reader's own where it differs",
        arguments: [
            (
                "2026-12-04T08:00:00Z", "Asia/Jakarta", "Asia/Jakarta",
                "Jumat, 4 Desember 2026 pukul 15.00 WIB", "Friday, 4 December 2026, 15:00 WIB"
            ),
            (
                "2026-12-04T08:00:00Z", "Asia/Jakarta", "Asia/Jayapura",
                "Jumat, 4 Desember 2026 pukul 15.00 WIB (17.00 WIT)",
                "Friday, 4 December 2026, 15:00 WIB (17:00 WIT)"
            ),
            (
                "2026-12-04T16:30:00Z", "Asia/Jakarta", "Asia/Jayapura",
                "Jumat, 4 Desember 2026 pukul 23.30 WIB (Sabtu, 5 Desember 2026 pukul 01.30 WIT)",
                "Friday, 4 December 2026, 23:30 WIB (Saturday, 5 December 2026, 01:30 WIT)"
            ),
            (
                "2026-12-04T01:05:00Z", "Asia/Makassar", "Asia/Dubai",
                "Jumat, 4 Desember 2026 pukul 09.05 WITA (05.05 UTC+4)",
                "Friday, 4 December 2026, 09:05 WITA (05:05 UTC+4)"
            ),
            (
                "2026-12-04T08:00:00Z", "Asia/Kathmandu", "Asia/Kathmandu",
                "Jumat, 4 Desember 2026 pukul 13.45 UTC+5:45",
                "Friday, 4 December 2026, 13:45 UTC+5:45"
            ),
        ])
    func moments(
        _ moment: String, _ origin: String, _ reader: String, _ indonesian: String,
        _ english: String
    ) throws {
        let instant = try #require(Instant(rfc3339: moment))
        let zone = try Example.zones.zone(named: origin)
        #expect(try wording(.indonesian, reader).moment(instant, in: zone) == indonesian)
        #expect(try wording(.english, reader).moment(instant, in: zone) == english)
    }

    @Test(
        "An hour below its reader's day is theirs; where it was promised stands in brackets",
        arguments: [
            ("2026-12-04T08:00:00Z", "Asia/Jakarta", "Asia/Jakarta", "15.00 WIB", "15:00 WIB"),
            (
                "2026-12-04T08:00:00Z", "Asia/Jakarta", "Asia/Jayapura", "17.00 WIT (15.00 WIB)",
                "17:00 WIT (15:00 WIB)"
            ),
            (
                "2026-12-15T16:00:00Z", "Asia/Jakarta", "Asia/Jayapura",
                "01.00 WIT (15 Des 2026 23.00 WIB)", "01:00 WIT (15 Dec 2026 23:00 WIB)"
            ),
        ])
    func hours(
        _ moment: String, _ origin: String, _ reader: String, _ indonesian: String,
        _ english: String
    ) throws {
        let instant = try #require(Instant(rfc3339: moment))
        let zone = try Example.zones.zone(named: origin)
        #expect(try wording(.indonesian, reader).momentTime(instant, in: zone) == indonesian)
        #expect(try wording(.english, reader).momentTime(instant, in: zone) == english)
    }

    @Test func shortMomentsFitASubject() throws {
        let instant = try #require(Instant(rfc3339: "2026-12-04T08:00:00Z"))
        let zone = try Example.zones.zone(named: "Asia/Jakarta")
        #expect(
            try wording(.indonesian, "Asia/Jayapura").shortMoment(instant, in: zone)
                == "4 Des 2026 15.00 WIB")
    }

    @Test func aLanguageWithoutWordingIsWrittenToInEnglish() {
        #expect(Language(code: "ID") == .indonesian)
        #expect(Language(code: "nl") == .english)
    }
}
