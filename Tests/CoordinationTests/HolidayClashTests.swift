import Almanac
import Coordination
import Testing

/// What holidays do to deadlines.
@Suite struct HolidayClashTests {
    private static let holidays: [(String, String, HolidayKind, Certainty)] = [
        ("2026-12-25", "Natal", .national, .fixed), ("2026-12-24", "Cuti", .jointLeave, .fixed),
        ("2027-03-10", "Idul Fitri", .national, .estimated),
        ("2027-02-06", "Imlek", .national, .fixed),
    ]

    private func clashes(
        _ due: String, owner: String = "S", zone: String = "WIB", now: String = "2026-11-23 08:00",
        holidays: [Holiday]? = nil
    ) throws -> [String] {
        let known = try Self.holidays.map { date, name, kind, certainty in
            Holiday(
                date: try ExampleOffice.date(date), name: name, kind: kind, certainty: certainty)
        }
        let office = try ExampleOffice.office(holidays: holidays ?? known)
        let deadline = try ExampleOffice.deadline(owner: owner, due: due, zone: zone)
        return office.holidayClashes(of: deadline, at: try ExampleOffice.instant(now)).map {
            clash in
            switch clash.fault {
            case .dueOn(let holiday): "on \(holiday.name) \(holiday.certainty)"
            case .unknownYear(let year): "in \(year)"
            case .moved(let from, let to, let holiday):
                "\(office.profile.zone.civil(from)) to \(office.profile.zone.civil(to)) for "
                    + holiday.name
            }
        }
    }

    @Test(
        "A due day that a holiday swallows is told",
        arguments: [
            (
                "2026-12-25 17:00", "S",
                ["on Natal fixed", "2026-12-24 08:00 to 2026-12-23 08:00 for Cuti"]
            ),
            ("2026-12-24 17:00", "S", ["on Cuti fixed"]),
            ("2027-03-10 12:00", "S", ["on Idul Fitri estimated"]),
            ("2028-01-12 12:00", "S", ["in 2028"]), ("2026-12-22 17:00", "S", []),
            // A Saturday: a day off anyway in Jakarta, but not in Makassar.
            ("2027-02-06 10:00", "S", []), ("2027-02-06 10:00", "SM", ["on Imlek fixed"]),
            ("2026-12-19 10:00", "S", []),
        ])
    func dueDays(_ due: String, _ owner: String, _ expected: [String]) throws {
        #expect(try clashes(due, owner: owner) == expected)
    }

    @Test(
        "A reminder that a holiday moved is told until it has gone",
        arguments: [
            (
                "2026-12-26 10:00", "2026-11-23 08:00",
                ["2026-12-25 08:00 to 2026-12-23 08:00 for Natal"]
            ),
            (
                "2026-12-26 10:00", "2026-12-23 07:59",
                ["2026-12-25 08:00 to 2026-12-23 08:00 for Natal"]
            ),
            ("2026-12-26 10:00", "2026-12-23 08:00", []),
            // A weekend moved it, which is nobody's surprise.
            ("2026-12-21 10:00", "2026-11-23 08:00", []),
        ])
    func reminders(_ due: String, _ now: String, _ expected: [String]) throws {
        #expect(try clashes(due, now: now) == expected)
    }

    @Test func anOfficeThatEntersNoNationalHolidaysMissesNone() throws {
        let own = Holiday(
            date: try ExampleOffice.date("2026-12-28"), name: "Tutup", kind: .office)
        #expect(try clashes("2028-01-12 12:00", holidays: []).isEmpty)
        #expect(try clashes("2028-01-12 12:00", holidays: [own]).isEmpty)
        #expect(try clashes("2026-12-28 12:00", holidays: [own]) == ["on Tutup fixed"])
    }

    @Test func anotherTeamsHolidayIsNotTheOwners() throws {
        let regional = Holiday(
            date: try ExampleOffice.date("2026-12-09"), name: "Hari Jadi", kind: .regional,
            scope: "MKS")
        #expect(try clashes("2026-12-09 12:00", owner: "S", holidays: [regional]).isEmpty)
        #expect(
            try clashes("2026-12-09 12:00", owner: "SM", holidays: [regional])
                == ["on Hari Jadi fixed"])
    }

    @Test func whatIsDoneClashesWithNothing() throws {
        let holiday = Holiday(
            date: try ExampleOffice.date("2026-12-25"), name: "Natal", kind: .national)
        let office = try ExampleOffice.office(holidays: [holiday])
        var deadline = try ExampleOffice.deadline(due: "2026-12-25 17:00")
        deadline.state = .done
        let now = try ExampleOffice.instant("2026-11-23 08:00")
        #expect(office.holidayClashes(of: deadline, at: now).isEmpty)
    }
}
