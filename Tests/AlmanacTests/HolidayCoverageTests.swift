import Almanac
import Testing

/// Which years' holidays can be relied on.
@Suite struct HolidayCoverageTests {
    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func theShippedYearsStandAsTheDecreesLeaveThem() throws {
        let coverage = HolidayCoverage(of: try Calendars.holidays())
        #expect(coverage.status(of: 2025) == .missing)
        #expect(coverage.status(of: 2026) == .known)
        #expect(coverage.status(of: 2028) == .missing)
        let days = try [
            "2027-03-09", "2027-03-10", "2027-03-11", "2027-03-12", "2027-03-15", "2027-05-17",
            "2027-05-18",
        ].map(date)
        #expect(coverage.status(of: 2027) == .estimated(days))
        #expect(
            coverage.status(of: 2027, from: try date("2027-05-18"))
                == .estimated(days.suffix(1)))
        #expect(coverage.status(of: 2027, from: try date("2027-05-19")) == .known)
    }

    @Test func onlyNationalHolidaysForEverybodyMakeAYearKnown() throws {
        let date = try date("2028-01-03")
        for (kind, scope) in [
            (HolidayKind.office, nil), (.regional, nil), (.jointLeave, nil), (.national, "JKT"),
        ] {
            let holiday = Holiday(date: date, name: "x", kind: kind, scope: scope)
            #expect(HolidayCoverage(of: [holiday]).status(of: 2028) == .missing)
        }
        let national = Holiday(date: date, name: "x", kind: .national)
        #expect(HolidayCoverage(of: [national]).status(of: 2028) == .known)
    }
}
