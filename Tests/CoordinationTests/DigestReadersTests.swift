import Almanac
import Coordination
import Testing

/// Who reads a digest, when, and of whom.
@Suite struct DigestReadersTests {
    /// Each reader with the posts they read for.
    private func readers(of office: Office, at moment: String) throws -> [String] {
        office.digestReaders(at: try ExampleOffice.instant(moment)).map { reader in
            "\(reader.recipient.key): \(reader.posts.map(\.key).joined(separator: " "))"
        }
    }

    @Test(
        "The settings say whose mornings are told",
        arguments: [
            ([DigestRule.Post.coordinator], ["K: K"]), ([.director], ["D: D"]),
            ([.manager], ["M: M", "MM: MM"]),
            ([.director, .coordinator, .manager], ["K: K", "M: M", "MM: MM", "D: D"]), ([], []),
        ])
    func posts(_ to: [DigestRule.Post], _ expected: [String]) throws {
        let office = try ExampleOffice.office(digest: DigestRule(to: to))
        #expect(try readers(of: office, at: "2026-11-23 08:00") == expected)
    }

    @Test func withoutTheSettingNobodyReads() throws {
        let office = try ExampleOffice.office(digest: nil)
        let now = try ExampleOffice.instant("2026-11-23 08:00")
        #expect(office.digestReaders(at: now).isEmpty)
        #expect(office.nextDigestInstant(after: now) == nil)
        #expect(office.digestInstants(after: now, through: now + .seconds(864_000)).isEmpty)
    }

    @Test(
        "Who is away is read for by their stand-in, once",
        arguments: [
            ("S", "2026-11-24 08:00", ["K: K", "S: M", "MM: MM"]),
            ("S", "2026-11-26 08:00", ["K: K", "M: M", "MM: MM"]),
            ("MM", "2026-11-24 08:00", ["K: K", "MM: M MM"]),
            ("K", "2026-11-25 08:00", ["K: K M", "MM: MM"]),
        ])
    func standIns(_ standIn: String, _ moment: String, _ expected: [String]) throws {
        let office = try ExampleOffice.office(delegations: [
            Delegation(
                person: "M", from: try ExampleOffice.date("2026-11-24"),
                until: try ExampleOffice.date("2026-11-25"), standIn: standIn)
        ])
        #expect(try readers(of: office, at: moment) == expected)
        let standingIn = office.digestReaders(at: try ExampleOffice.instant(moment))
            .flatMap(\.standsInFor)
        #expect(standingIn == (moment == "2026-11-26 08:00" ? [] : ["Rizky"]))
    }

    @Test func aVacantOrUnreachablePostFallsUpward() throws {
        let unreachable = ExampleOffice.people.map { person in
            var person = person
            if person.code == "M" { person.email = nil }
            return person
        }
        #expect(
            try readers(
                of: ExampleOffice.office(people: unreachable), at: "2026-11-23 08:00")
                == ["K: K", "D: M", "MM: MM"])
        let vacant = [Team(code: "JKT", name: "Jakarta"), ExampleOffice.teams[1]]
        let people = ExampleOffice.people.filter { $0.code != "M" }
        let office = try ExampleOffice.office(people: people, teams: vacant)
        #expect(
            try readers(of: office, at: "2026-11-23 08:00") == ["K: K", "MM: MM", "D: JKT"])
    }

    @Test(
        "A manager reads of their teams and of whoever is beneath them",
        arguments: [
            ("M", ["JKT", "M", "S", "T"]), ("MM", ["JPR", "MKS", "MM", "SM", "T"]),
            ("K", ["D", "JKT", "JPR", "K", "M", "MKS", "MM", "S", "SM", "T", "X"]),
        ])
    func scopes(_ reader: String, _ expected: [String]) throws {
        let office = try ExampleOffice.office()
        let found = office.digestReaders(at: try ExampleOffice.instant("2026-11-23 08:00"))
            .first { $0.recipient.key == reader }
        let scope = office.scope(of: try #require(found).posts)
        let codes = ["D", "JKT", "JPR", "K", "M", "MKS", "MM", "S", "SM", "T", "X"]
        #expect(codes.filter(scope.covers) == expected)
        #expect(
            codes.map { $0.lowercased() }.filter(scope.covers) == expected.map { $0.lowercased() })
        #expect(scope.covers(anyOf: []) == (reader == "K"))
        #expect(scope.covers(anyOf: ["X", "S"]) == expected.contains("S"))
    }

    @Test func peopleWhoReportInACircleAreCountedOnce() throws {
        let circle = [
            Person(code: "A", name: "A", email: "a@uji.test", post: .manager, reportsTo: "B"),
            Person(code: "B", name: "B", email: "b@uji.test", post: .sales, reportsTo: "A"),
        ]
        let office = try ExampleOffice.office(people: circle, teams: [])
        let reader = try #require(
            office.digestReaders(at: try ExampleOffice.instant("2026-11-23 08:00")).first)
        #expect(office.scope(of: reader.posts) == .owners([Code("a"), Code("b")]))
    }

    @Test(
        "A morning lasts from its moment to the day's closing",
        arguments: [
            ("2026-11-27", "08:00", "2026-11-27 08:00", "2026-11-27 17:00"),
            ("2026-11-27", nil, "2026-11-27 08:00", "2026-11-27 17:00"),
            ("2026-11-28", "07:00", "2026-11-28 07:00", "2026-11-28 12:00"),
            ("2026-11-28", "13:00", "2026-11-28 13:00", "2026-11-29 00:00"),
        ])
    func mornings(_ date: String, _ time: String?, _ begins: String, _ ends: String) throws {
        let team = Team(code: "MKS", name: "Makassar", calendar: "six-day")
        let time = try ExampleOffice.office(teams: [team]).workingTime(of: team)
            .morning(on: ExampleOffice.date(date), at: time.flatMap(CivilTime.init))
        #expect(try time == ExampleOffice.instant(begins)..<ExampleOffice.instant(ends))
    }

    @Test(
        "The next morning is the next working day's",
        arguments: [
            ("2026-11-27 07:59", "2026-11-27 08:00"), ("2026-11-27 08:00", "2026-11-30 08:00"),
            ("2026-11-28 09:00", "2026-11-30 08:00"), ("2026-12-23 08:00", "2026-12-28 08:00"),
        ])
    func nextMornings(_ now: String, _ expected: String) throws {
        let holidays = try ["2026-12-24", "2026-12-25"].map {
            Holiday(date: try ExampleOffice.date($0), name: "Natal", kind: .national)
        }
        let time = try ExampleOffice.office(holidays: holidays).workingTime
        #expect(
            try time.nextMorning(after: ExampleOffice.instant(now), at: CivilTime("08:00"))
                == ExampleOffice.instant(expected))
        #expect(try time.morning(on: ExampleOffice.date("2026-12-24"), at: nil) == nil)
    }

    @Test func theNextMorningIsAnybodysWhoMayRead() throws {
        let standIn = Delegation(
            person: "M", from: try ExampleOffice.date("2026-11-24"),
            until: try ExampleOffice.date("2026-11-24"), standIn: "T")
        let rule = DigestRule(at: CivilTime("08:00"), to: [.coordinator, .manager])
        let now = try ExampleOffice.instant("2026-11-23 17:00")
        // 08:00 in Makassar, where MM is; with T to stand in, 08:00 in Jayapura.
        let alone = try ExampleOffice.office(digest: rule)
        #expect(
            try alone.nextDigestInstant(after: now) == ExampleOffice.instant("2026-11-24 07:00"))
        let both = try ExampleOffice.office(delegations: [standIn], digest: rule)
        #expect(try both.nextDigestInstant(after: now) == ExampleOffice.instant("2026-11-24 06:00"))
    }

    @Test func whoeverComesBackTomorrowIsWaitedFor() throws {
        let away = Delegation(
            person: "MM", from: try ExampleOffice.date("2026-11-23"),
            until: try ExampleOffice.date("2026-11-23"), standIn: "K")
        let office = try ExampleOffice.office(delegations: [away])
        let now = try ExampleOffice.instant("2026-11-23 17:00")
        #expect(
            try office.nextDigestInstant(after: now) == ExampleOffice.instant("2026-11-24 07:00"))
    }
}
