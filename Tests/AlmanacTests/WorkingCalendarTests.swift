import Almanac
import Testing

/// Working days where the judge does not look: far off, closed for long, never open.
@Suite struct WorkingCalendarTests {
    private func calendar(
        _ hours: [Int: [String]], closed: ClosedRange<String>? = nil
    ) throws -> WorkingCalendar {
        var holidays: [Holiday] = []
        if let closed {
            let first = try #require(CivilDate(closed.lowerBound))
            let last = try #require(CivilDate(closed.upperBound))
            holidays = (first.dayNumber...last.dayNumber).map {
                Holiday(date: CivilDate(dayNumber: $0), name: "Tutup", kind: .office)
            }
        }
        return WorkingCalendar(week: try Calendars.week(hours), holidays: holidays)
    }

    @Test func aClosureOfYearsIsCrossed() throws {
        let calendar = try calendar(Calendars.fiveDays(), closed: "2026-01-01"..."2028-12-31")
        let date = try #require(CivilDate("2027-06-01"))
        #expect(calendar.workingDay(onOrBefore: date) == CivilDate("2025-12-31"))
        #expect(calendar.workingDay(onOrAfter: date) == CivilDate("2029-01-01"))
        #expect(calendar.workingDay(1, from: date) == CivilDate("2029-01-01"))
        #expect(calendar.workingDay(-1, from: date) == CivilDate("2025-12-30"))
    }

    @Test func whatNeverOpensHasNoWorkingDay() throws {
        let calendar = try calendar([:])
        let date = try #require(CivilDate("2026-12-04"))
        #expect(calendar.workingDay(onOrBefore: date) == nil)
        #expect(calendar.workingDay(onOrAfter: date) == nil)
        #expect(calendar.workingDay(0, from: date) == nil)
        #expect(try Calendars.closed().nextOpen(atOrAfter: Instant(seconds: 0)) == nil)
        let later = try Calendars.closed().advance(Instant(seconds: 0), byWorking: .seconds(1))
        #expect(later == nil)
    }

    @Test func theYearsEndSomewhere() throws {
        let calendar = try calendar(Calendars.fiveDays())
        let (first, last) = (
            try #require(CivilDate("0001-01-01")), try #require(CivilDate("9999-12-31"))
        )
        // The first day of year 1 is a Monday, the last of 9999 a Friday.
        #expect(calendar.workingDay(onOrBefore: first) == first)
        #expect(calendar.workingDay(-1, from: first) == nil)
        #expect(calendar.workingDay(onOrAfter: last) == last)
        #expect(calendar.workingDay(1, from: last) == nil)
        let all = calendar.workingDays(after: first, through: last)
        #expect(calendar.workingDay(all, from: first) == last)
        #expect(all == (last.dayNumber - first.dayNumber) / 7 * 5 + 4)
    }

    @Test func holidaysOnClosedWeekdaysTakeNothingAway() throws {
        let calendar = try calendar(Calendars.fiveDays(), closed: "2026-12-05"..."2026-12-06")
        let friday = try #require(CivilDate("2026-12-04"))
        #expect(calendar.workingDay(1, from: friday) == CivilDate("2026-12-07"))
        #expect(calendar.workingDays(after: friday, through: friday.adding(days: 7)) == 5)
        #expect(calendar.workingDays(after: friday.adding(days: 7), through: friday) == -5)
    }

    @Test func twoHolidaysOnOneDateCloseItOnce() throws {
        let date = try #require(CivilDate("2026-12-07"))
        let calendar = WorkingCalendar(
            week: try Calendars.week(Calendars.fiveDays()),
            holidays: [
                Holiday(date: date, name: "first", kind: .national),
                Holiday(date: date, name: "second", kind: .regional),
            ])
        #expect(calendar.holiday(on: date)?.name == "first")
        #expect(calendar.workingDays(after: date.adding(days: -3), through: date) == 0)
        #expect(calendar.workingDay(1, from: date) == CivilDate("2026-12-08"))
    }

    @Test(
        "A date's usual hours",
        arguments: [
            ("2026-12-04", "08:00", "17:00"), ("2026-12-05", "08:00", "12:00"),
            // Closed, on a Sunday and on a holiday.
            ("2026-12-06", "08:00", "17:00"), ("2026-12-25", "08:00", "17:00"),
        ])
    func usualHours(_ text: String, _ opening: String, _ closing: String) throws {
        let calendar = try Calendars.makassar().calendar
        let date = try #require(CivilDate(text))
        #expect("\(calendar.opening(on: date))" == opening)
        #expect("\(calendar.usualClosing(on: date))" == closing)
    }
}
