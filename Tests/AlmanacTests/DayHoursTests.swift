import Almanac
import Testing

/// Days with hours of their own, compared with counting day by day.
@Suite struct DayHoursTests {
    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func calendar() throws -> WorkingCalendar {
        WorkingCalendar(
            week: try Calendars.week(Calendars.fiveDays()),
            holidays: [
                Holiday(
                    date: try date("2027-02-08"), name: "Ramadan", kind: .office,
                    until: try date("2027-03-09"), hours: DayHours("07:30-12:00, 12:30-14:30")),
                Holiday(date: try date("2027-02-12"), name: "Imlek", kind: .national),
                Holiday(
                    date: try date("2027-02-20"), name: "Piket", kind: .office,
                    hours: DayHours("09:00-12:00")),
                Holiday(
                    date: try date("2027-03-09"), name: "Setengah hari", kind: .office,
                    hours: DayHours("08:00-10:00")),
                Holiday(
                    date: try date("2027-03-10"), name: "Libur", kind: .national,
                    until: try date("2027-03-12")),
            ])
    }

    @Test(
        "The hours of a day",
        arguments: [
            ("2027-02-05", "08:00-17:00"), ("2027-02-08", "07:30-12:00, 12:30-14:30"),
            ("2027-02-12", ""), ("2027-02-13", ""), ("2027-02-20", "09:00-12:00"),
            ("2027-02-21", ""), ("2027-03-09", "08:00-10:00"), ("2027-03-11", ""),
            ("2027-03-15", "08:00-17:00"),
        ])
    func hours(_ day: String, _ hours: String) throws {
        let found = try calendar().hours(on: try date(day))
        #expect(found.map(\.description).joined(separator: ", ") == hours)
    }

    @Test func daysAreCountedAsOneByOne() throws {
        let calendar = try calendar()
        let first = try date("2027-01-25")
        let days = (0..<80).map { first.adding(days: $0) }
        for start in days {
            for n in -20...20 {
                var day = start
                while !calendar.isWorkingDay(day) { day = day.adding(days: -1) }
                for _ in 0..<abs(n) {
                    repeat { day = day.adding(days: n.signum()) } while !calendar.isWorkingDay(day)
                }
                #expect(calendar.workingDay(n, from: start) == day, "\(n) from \(start)")
            }
        }
    }

    @Test func hoursAreWorkedAsTheyAre() throws {
        let time = WorkingTime(
            calendar: try calendar(), zone: Zone(fixed: "UTC", seconds: 0))
        let due = time.zone.instant(try #require(CivilDateTime("2027-03-15 09:00")))
        let steps = [
            (-1, "2027-03-15 08:00"), (-2, "2027-03-09 09:00"), (-4, "2027-03-08 13:30"),
            (-6, "2027-03-08 11:00"), (-9, "2027-03-08 08:00"), (-10, "2027-03-05 14:00"),
        ]
        for (hours, expected) in steps {
            let found = try #require(time.advance(due, byWorking: .seconds(hours * 3_600)))
            #expect(time.zone.civil(found).description == expected, "\(hours) hours")
            #expect(time.worked(from: found, to: due) == .seconds(-hours * 3_600))
        }
    }

    @Test(
        "Hours as people write them",
        arguments: [
            ("08:00-12:00", "08:00-12:00"), ("08.00–12.00", "08:00-12:00"),
            ("13:00-15:00; 08:00 - 12:00", "08:00-12:00, 13:00-15:00"),
            ("08:00-12:00,11:00-24:00", "08:00-24:00"), ("pagi", nil), ("", nil),
            ("12:00-08:00", nil), ("08:00-12:00, x", nil),
        ])
    func reading(_ text: String, _ expected: String?) {
        #expect(DayHours(text)?.description == expected)
    }

    @Test func aTablesLineMayHaveThemToo() throws {
        let holidays = try HolidayTable.read(
            "2027-02-08,Ramadan,,office,estimated,2027-03-09,07:30-14:30,MKS\n")
        #expect(
            holidays == [
                Holiday(
                    date: try date("2027-02-08"), name: "Ramadan", kind: .office,
                    certainty: .estimated, scope: "MKS", until: try date("2027-03-09"),
                    hours: DayHours("07:30-14:30"))
            ])
        #expect(throws: AlmanacError.self) {
            try HolidayTable.read("2027-02-08,x,,office,fixed,2027-02-07\n")
        }
    }
}
