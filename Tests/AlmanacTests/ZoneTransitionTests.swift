import Almanac
import Testing

/// When clocks change, as a range of instants asks it.
@Suite struct ZoneTransitionTests {
    @Test(
        "A range begins with its lower bound and ends before its upper",
        arguments: [
            ("2026-03-29T01:00:00Z", "2026-03-29T01:00:01Z", ["2026-03-29T01:00:00Z"]),
            ("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", []),
            ("2026-03-29T01:00:00.5Z", "2026-10-25T01:00:00.5Z", ["2026-10-25T01:00:00Z"]),
            // The last change that Debian's file records, and the first by the rule alone.
            (
                "2037-10-01T00:00:00Z", "2038-04-01T00:00:00Z",
                ["2037-10-25T01:00:00Z", "2038-03-28T01:00:00Z"]
            ),
            ("0001-01-01T00:00:00Z", "1893-04-01T00:00:00Z", ["1893-03-31T23:06:32Z"]),
        ])
    func range(_ from: String, _ to: String, _ expected: [String]) throws {
        let bounds = (try #require(Instant(rfc3339: from)), try #require(Instant(rfc3339: to)))
        let changes = try ZoneFiles.zone("Europe/Berlin").transitions(in: bounds.0..<bounds.1)
        #expect(changes.map(\.rfc3339) == expected)
    }

    @Test func aChangeMayFallIntoTheYearBefore() throws {
        // On the first of January here it is still December in Greenwich, and the other way round.
        for (rule, change) in [
            ("AAA-12BBB,J1/0,J100/0", "2026-12-31T12:00:00Z"),
            ("AAA12BBB,J100/0,J365/23", "2027-01-01T10:00:00Z"),
        ] {
            let zone = try Zone(identifier: rule, tzif: ZoneFiles.bytes(footer: rule))
            let instant = try #require(Instant(rfc3339: change))
            #expect(zone.transitions(in: instant..<instant + .seconds(1)) == [instant], "\(rule)")
            let around = instant - .seconds(1)..<instant
            #expect(zone.transitions(in: around).isEmpty)
        }
    }

    @Test(
        "No change is missed", arguments: ["Africa/Casablanca", "America/St_Johns", "Asia/Jakarta"])
    func complete(_ name: String) throws {
        let zone = try ZoneFiles.zone(name)
        let range = Instant(seconds: -2_000_000_000)..<Instant(seconds: 5_000_000_000)
        let changes = zone.transitions(in: range)
        #expect(changes == changes.sorted() && Set(changes).count == changes.count)
        let bounds = [range.lowerBound] + changes + [range.upperBound]
        for (begins, ends) in zip(bounds, bounds.dropFirst()) {
            let step = max(ends - begins, .seconds(1)) / 50
            for index in 0..<50 {
                #expect(zone.localType(at: begins + step * index) == zone.localType(at: begins))
            }
        }
    }
}
