import Almanac
import Coordination
import Testing

/// Whose week begins with a mail, when, and of whom they read.
@Suite struct WeekReadersTests {
    private func readers(of office: Office, at moment: String) throws -> [String] {
        office.weekReaders(of: office.weekPosts, at: try ExampleOffice.instant(moment)).map {
            reader in
            "\(reader.recipient.key): \(reader.posts.map(\.key).joined(separator: " "))"
        }
    }

    @Test(
        "The settings say whose",
        arguments: [
            ([], []), ([Person.Post.sales], ["S: S", "SM: SM", "T: T"]),
            ([.manager], ["M: M", "MM: MM"]), ([.director], ["D: D"]),
        ])
    func roles(_ roles: [Person.Post], _ expected: [String]) throws {
        let office = try ExampleOffice.office(weeklyDigest: roles)
        #expect(try readers(of: office, at: "2026-11-30 08:00") == expected)
        let now = try ExampleOffice.instant("2026-11-28 08:00")
        #expect((office.nextWeekInstant(after: now) == nil) == roles.isEmpty)
    }

    @Test func whoeverIsAwayOrHasNoAddressIsReadForButNotByTheCoordinator() throws {
        var people = ExampleOffice.people
        for index in people.indices where people[index].code == "T" { people[index].email = nil }
        people.append(
            Person(
                code: "U", name: "Uli", email: "u@uji.test", team: "JKT", post: .sales,
                isGone: true))
        let office = try ExampleOffice.office(
            people: people,
            delegations: [
                Delegation(
                    person: "SM", from: try ExampleOffice.date("2026-11-30"),
                    until: try ExampleOffice.date("2026-11-30"), standIn: "K")
            ], weeklyDigest: [.sales])
        #expect(try readers(of: office, at: "2026-11-30 08:00") == ["S: S T"])
        #expect(try readers(of: office, at: "2026-12-07 08:00") == ["S: S T", "SM: SM"])
    }

    @Test(
        "It begins as the first working day of the week from Monday on opens",
        arguments: [
            ("2026-11-27 10:00", [String](), "2026-11-30 08:00"),
            ("2026-11-30 07:59", [], "2026-11-30 08:00"),
            ("2026-11-30 08:00", [], "2026-12-07 08:00"),
            ("2026-11-27 10:00", ["2026-11-30"], "2026-12-01 08:00"),
            ("2026-11-30 10:00", ["2026-11-30"], "2026-12-01 08:00"),
            (
                "2026-11-27 10:00",
                ["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"],
                "2026-12-07 08:00"
            ),
        ])
    func mornings(_ moment: String, _ daysOff: [String], _ expected: String) throws {
        let holidays = try daysOff.map {
            Holiday(date: try ExampleOffice.date($0), name: "Libur", kind: .office)
        }
        let office = try ExampleOffice.office(holidays: holidays)
        let time = office.workingTime
        let now = try ExampleOffice.instant(moment)
        #expect(try time.nextWeekOpening(after: now) == ExampleOffice.instant(expected))
        let monday = try ExampleOffice.date("2026-11-30")
        #expect((time.firstDay(ofWeekWith: monday) == nil) == (daysOff.count == 5))
    }

    @Test func aReminderOfThatDayGoesWithItForWhoeverReadsIt() throws {
        let deadline = try ExampleOffice.deadline(due: "2026-12-01 15:00")
        let when = try Offset("D-1 10:00")
        let ladder = Ladder(
            name: "standard",
            steps: [
                Ladder.Step(when: when, tell: [.owner, .manager]),
                Ladder.Step(when: when, tell: [.director], isUrgent: true),
            ])
        let moments = { (roles: [Person.Post]) in
            try ExampleOffice.office(ladder: ladder, weeklyDigest: roles).plan(deadline).map {
                "\($0.identity.role) \(ExampleOffice.zones["WIB"]?.civil($0.at).time.description ?? "")"
            }.sorted()
        }
        #expect(try moments([]) == ["director 10:00", "manager 10:00", "owner 10:00"])
        #expect(try moments([.sales]) == ["director 10:00", "manager 10:00", "owner 08:00"])
        #expect(
            try moments([.sales, .manager, .director])
                == ["director 10:00", "manager 08:00", "owner 08:00"])
    }
}
