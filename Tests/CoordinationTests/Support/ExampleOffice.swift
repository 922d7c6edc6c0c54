import Almanac
import Coordination
import Testing

/// An office of two teams under one director, as a value: no disk, no ledger.
///
/// Zones are fixed offsets: what zone files say has its own tests.
enum ExampleOffice {
    static let zones = [
        "WIB": Zone(fixed: "WIB", seconds: 7 * 3_600), "WITA": Zone(fixed: "WITA", seconds: 28_800),
        "WIT": Zone(fixed: "WIT", seconds: 9 * 3_600),
    ]

    static let people = [
        Person(code: "D", name: "Dewi", email: "d@uji.test", post: .director),
        Person(code: "K", name: "Citra", email: "k@uji.test", post: .coordinator, reportsTo: "D"),
        Person(
            code: "M", name: "Rizky", email: "m@uji.test", team: "JKT", post: .manager,
            reportsTo: "D"),
        Person(
            code: "S", name: "Sari", email: "s@uji.test", team: "JKT", post: .sales, reportsTo: "M"),
        Person(
            code: "T", name: "Tono", email: "t@uji.test", team: "JPR", post: .sales, reportsTo: "S"),
        Person(
            code: "MM", name: "Andi", email: "mm@uji.test", team: "MKS", post: .manager,
            reportsTo: "D"),
        Person(
            code: "SM", name: "Ratna", email: "sm@uji.test", team: "MKS", post: .sales,
            reportsTo: "MM"),
    ]
    static let teams = [
        Team(code: "JKT", name: "Jakarta", manager: "M"),
        Team(code: "MKS", name: "Makassar", manager: "MM", zone: "WITA", calendar: "six-day"),
        Team(code: "JPR", name: "Jayapura", manager: "MM", zone: "WIT"),
    ]

    /// Steps that touch no holiday but by `D-1`.
    static let ladder = Ladder(
        name: "standard",
        steps: [
            Ladder.Step(when: Offset.dayBefore, tell: [.owner, .manager]),
            Ladder.Step(when: .due, tell: [.owner], isUrgent: true),
        ])

    static func office(
        people: [Person] = people, teams: [Team] = teams, clients: [Client] = [],
        delegations: [Delegation] = [], holidays: [Holiday] = [],
        digest: DigestRule? = DigestRule(at: CivilTime("08:00")), ladder: Ladder = ladder,
        weeklyDigest: [Person.Post] = []
    ) throws -> Office {
        let hours = try #require(OpenHours("08:00-17:00"))
        let saturday = try #require(OpenHours("08:00-12:00"))
        let five = Dictionary(
            uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [hours]) })
        var six = five
        six[.saturday] = [saturday]
        var directory = Directory()
        for person in people { directory.add(person) }
        for team in teams { directory.add(team) }
        for client in clients { directory.add(client) }
        for delegation in delegations { directory.add(delegation) }
        return Office(
            profile: OfficeProfile(
                name: "PT Uji", language: "en", zone: try #require(zones["WIB"]),
                calendar: "five-day",
                calendars: ["five-day": WorkWeek(hours: five), "six-day": WorkWeek(hours: six)],
                zones: { zones[$0] }, holidays: holidays, coordinator: "K", director: "D",
                ladders: ["standard": ladder], kinds: [:], digest: digest,
                weeklyDigest: weeklyDigest),
            directory: directory)
    }

    /// An instant by its civil time in WIB.
    static func instant(_ civil: String) throws -> Instant {
        try #require(zones["WIB"]).instant(try #require(CivilDateTime(civil)))
    }

    static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    static func deadline(
        _ code: String = "A", owner: String = "S", due: String, zone: String = "WIB",
        made: String = "2026-11-01 08:00"
    ) throws -> Deadline {
        let made = try instant(made)
        return Deadline(
            code: code, title: "Tugas \(code)", owner: owner, due: try #require(CivilDateTime(due)),
            zone: zone, armedAt: made, createdAt: made)
    }

    static func line(
        _ order: String = "O1", promised: String, expected: String? = nil, told: String? = nil,
        delivered: Quantity = 0, isCancelled: Bool = false
    ) throws -> OrderLine {
        let at = try instant("2026-11-01 08:00")
        let known = try [promised, told].compactMap { $0 }.map {
            OrderLine.ToldDate(date: try date($0), at: at)
        }
        return OrderLine(
            order: order, line: "1", client: "C", item: "Meja", quantity: 5,
            promised: try date(promised), expected: try expected.map(date), delivered: delivered,
            isCancelled: isCancelled, told: known)
    }
}

extension Offset {
    /// `D-1` at the opening hour.
    static let dayBefore: Offset = {
        do {
            return try Offset("D-1")
        } catch {
            preconditionFailure("D-1 is an offset: \(error)")
        }
    }()
}
