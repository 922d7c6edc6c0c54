import Almanac
import Coordination
import Testing

/// When a period is looked at and closed: counted from its end in the office's calendar.
@Suite struct CloseCalendarTests {
    @Test func everyMomentCountsFromThePeriodsEnd() throws {
        let office = try ExampleOffice.office(holidays: [
            Holiday(
                date: try ExampleOffice.date("2026-12-02"), name: "Libur", kind: .national,
                certainty: .fixed)
        ])
        // The 30th of November is a Monday.
        let period = try #require(Period("2026-11"))
        let calendar = CloseCalendar()
        #expect(period.end(in: office) == (try ExampleOffice.instant("2026-11-30 17:00")))
        #expect(
            calendar.checkInstants(of: period, in: office)
                == (try [
                    "2026-11-25 08:00", "2026-11-27 08:00", "2026-12-01 08:00",
                    "2026-12-03 15:30", "2026-12-04 08:00",
                ].map(ExampleOffice.instant)))
        #expect(
            calendar.dueInstant(of: period, in: office)
                == (try ExampleOffice.instant("2026-12-08 17:00")))
    }

    @Test func momentsThatFallTogetherAreOne() throws {
        let office = try ExampleOffice.office()
        // The 31st of October is a Saturday: WD0 is the 30th.
        let period = try #require(Period("2026-10"))
        let calendar = CloseCalendar(
            checks: try ["WD0 08:00", "D-1 08:00", "WD-1 08:00"].map { try Offset($0) })
        #expect(
            calendar.checkInstants(of: period, in: office)
                == (try ["2026-10-29 08:00", "2026-10-30 08:00"].map(ExampleOffice.instant)))
    }
}
