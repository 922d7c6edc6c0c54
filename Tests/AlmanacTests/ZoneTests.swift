import Almanac
import Testing

/// What a person meant by a local time when clocks change.
@Suite struct ZoneTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var zone, local, instant: String
        /// How many instants show the local time.
        var passes: Int

        init(_ zone: String, _ local: String, _ instant: String, passes: Int) {
            (self.zone, self.local, self.instant, self.passes) = (zone, local, instant, passes)
        }

        var testDescription: String { "\(zone) \(local)" }
    }

    static let cases = [
        Case("Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z", passes: 1),
        Case("Europe/Berlin", "2026-03-29 02:00", "2026-03-29T01:00:00Z", passes: 0),
        Case("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:00:00Z", passes: 0),
        Case("Europe/Berlin", "2026-03-29 02:59:59", "2026-03-29T01:00:00Z", passes: 0),
        Case("Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00:00Z", passes: 1),
        Case("Europe/Berlin", "2026-10-25 01:59:59", "2026-10-24T23:59:59Z", passes: 1),
        Case("Europe/Berlin", "2026-10-25 02:00", "2026-10-25T00:00:00Z", passes: 2),
        Case("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00Z", passes: 2),
        Case("Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00:00Z", passes: 1),
        Case("Europe/Berlin", "2065-03-29 02:30", "2065-03-29T01:00:00Z", passes: 0),
        Case("Australia/Lord_Howe", "2026-10-04 02:00", "2026-10-03T15:30:00Z", passes: 0),
        Case("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:30:00Z", passes: 0),
        Case("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03T15:30:00Z", passes: 1),
        Case("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00Z", passes: 2),
        Case("Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-04T15:30:00Z", passes: 1),
        Case("Pacific/Apia", "2011-12-29 23:59:59", "2011-12-30T09:59:59Z", passes: 1),
        Case("Pacific/Apia", "2011-12-30 00:00", "2011-12-30T10:00:00Z", passes: 0),
        Case("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T10:00:00Z", passes: 0),
        Case("Pacific/Apia", "2011-12-31 00:00", "2011-12-30T10:00:00Z", passes: 1),
        Case("Asia/Jakarta", "2026-12-04 15:00", "2026-12-04T08:00:00Z", passes: 1),
        Case("Asia/Jakarta", "0001-01-01 00:00", "0000-12-31T16:52:48Z", passes: 1),
        // Summer on the last evening that the calendar has.
        Case("Pacific/Auckland", "9999-12-31 23:00", "9999-12-31T10:00:00Z", passes: 1),
    ]

    @Test("A gap gives its end, an overlap its first pass", arguments: cases)
    func local(_ item: Case) throws {
        let zone = try ZoneFiles.zone(item.zone)
        let local = try #require(CivilDateTime(item.local))
        if let expected = Instant(rfc3339: item.instant) {
            #expect(zone.instant(local) == expected, "\(zone.instant(local))")
        } else {
            #expect(zone.instant(local) < .distantPast)
        }
        let passes = zone.instants(local)
        #expect(passes.count == item.passes)
        #expect(passes == passes.sorted())
        for pass in passes { #expect(zone.civil(pass) == local) }
    }

    @Test(
        "Days of the year, counted from 0 with the leap day or from 1 without",
        arguments: [
            // RFC 9636's own example: summer all year.
            ("EST5EDT,0/0,J365/25", "2026-01-01T04:59:59Z", "EDT"),
            ("EST5EDT,0/0,J365/25", "2028-12-31T12:00:00Z", "EDT"),
            ("AAA3BBB,J60/2,300/-3", "2026-03-01T04:59:59Z", "AAA"),
            ("AAA3BBB,J60/2,300/-3", "2026-03-01T05:00:00Z", "BBB"),
            ("AAA3BBB,J60/2,300/-3", "2028-03-01T05:00:00Z", "BBB"),
            ("AAA3BBB,J60/2,300/-3", "2026-10-27T22:59:59Z", "BBB"),
            ("AAA3BBB,J60/2,300/-3", "2026-10-27T23:00:00Z", "AAA"),
            ("AAA3BBB,J60/2,300/-3", "2028-10-26T22:59:59Z", "BBB"),
            ("AAA3BBB,J60/2,300/-3", "2028-10-26T23:00:00Z", "AAA"),
        ])
    func footer(_ rule: String, _ instant: String, _ expected: String) throws {
        let zone = try Zone(identifier: rule, tzif: ZoneFiles.bytes(footer: rule))
        let instant = try #require(Instant(rfc3339: instant))
        #expect(zone.localType(at: instant).abbreviation == expected)
    }

    @Test func civilTimeIsRoundedTowardsThePast() throws {
        let zone = try ZoneFiles.zone("Asia/Jakarta")
        #expect("\(zone.civil(Instant(microseconds: -1)))" == "1970-01-01 06:59:59")
        #expect("\(zone.civil(Instant(microseconds: 999_999)))" == "1970-01-01 07:00")
        #expect("\(Zone.utc.civil(Instant(microseconds: -1)))" == "1969-12-31 23:59:59")
    }

    @Test func zonesAreEqualByName() throws {
        #expect(try ZoneFiles.zone("Asia/Jakarta") == Zone(fixed: "Asia/Jakarta", seconds: 0))
        #expect(try ZoneFiles.zone("Asia/Jakarta") != ZoneFiles.zone("Asia/Pontianak"))
        #expect(Zone.utc.localType(at: Instant(seconds: 0)).seconds == 0)
    }
}
