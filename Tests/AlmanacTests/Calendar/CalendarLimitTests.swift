import Almanac
import Testing

/// The years that an expression knows, and what never elapses.
@Suite struct CalendarLimitTests {
    @Test(
        "It elapses from 1970 to the end of 2199",
        arguments: [
            ("yearly", "1899-06-01T00:00:00Z", "1970-01-01T00:00:00Z"),
            ("yearly", "2198-01-01T00:00:00Z", "2199-01-01T00:00:00Z"),
            ("yearly", "2199-01-01T00:00:00Z", nil),
            ("minutely", "2199-12-31T23:58:30Z", "2199-12-31T23:59:00Z"),
            ("minutely", "2199-12-31T23:59:00Z", nil),
            ("*-02-29", "2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z"),
        ])
    func next(_ text: String, _ base: String, _ wanted: String?) throws {
        let expression = try CalendarExpression(text, in: "UTC")
        #expect(expression.next(after: try instant(base)) == (try wanted.map(instant)))
    }

    @Test(
        "So it does counting back",
        arguments: [
            ("yearly", "1970-01-01T00:00:00Z", nil),
            ("yearly", "1970-01-01T00:00:01Z", "1970-01-01T00:00:00Z"),
            ("yearly", "9000-01-01T00:00:00Z", "2199-01-01T00:00:00Z"),
            ("*:*:*", "9000-01-01T00:00:00Z", "2199-12-31T23:59:59Z"),
        ])
    func previous(_ text: String, _ base: String, _ wanted: String?) throws {
        let expression = try CalendarExpression(text, in: "UTC")
        #expect(expression.previous(before: try instant(base)) == (try wanted.map(instant)))
    }

    @Test(
        "The ends of time are bases like others",
        arguments: ["UTC", "Asia/Jakarta", "Europe/Berlin", "Pacific/Apia"])
    func endsOfTime(_ zone: String) throws {
        let expression = try CalendarExpression("yearly", in: zone)
        let here = try ZoneFiles.zone(zone)
        #expect(here.civil(try #require(expression.next(after: .distantPast))).date.year == 1970)
        #expect(
            here.civil(try #require(expression.previous(before: .distantFuture))).date.year == 2199)
        #expect(expression.next(after: .distantFuture) == nil)
        #expect(expression.previous(before: .distantPast) == nil)
    }

    @Test(
        "What never elapses is nil at once",
        arguments: [
            "*-02-30", "2026-02-29", "Mon 2026-12-25", "2199-07-01 12:00 CET", "*-04,06,09,11-31",
            "Mon *-02-30 *:*:* CEST", "1999-12-31",
        ])
    func never(_ text: String) throws {
        let expression = try CalendarExpression(text, in: "Europe/Berlin")
        let base = try instant("2026-11-24T06:00:00Z")
        let elapsed = ContinuousClock().measure {
            #expect(expression.next(after: base) == nil)
        }
        // Without optimisation; the slowest asks for each change of clocks up to 2199.
        #expect(elapsed < .milliseconds(500), "\(elapsed)")
    }
}
