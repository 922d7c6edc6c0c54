import Almanac

/// Whose hours are which (§3, *Working calendar*: the nearest wins).
final class Hours {
    let office: Office
    private let registers: Registers
    private var known: [String: WorkingTime] = [:]
    /// Who hears, by when: see ``Roles/seats(of:owner:isEscalation:at:)``.
    private var seats: [SeatKey: [Roles.Seat]] = [:]
    /// When somebody goes or is back, in order: between two such moments each place is filled by the same people.
    private lazy var turns: [Instant] = registers.delegations.flatMap { away in
        let zone = of(recipient: away.person).zone
        return [away.from, away.until.adding(days: 1)].map { date in
            zone.instant(CivilDateTime(date: date, time: CivilTime(secondOfDay: 0)))
        }
    }.sorted()

    private struct SeatKey: Hashable {
        var role: String
        var owner: String
        var isEscalation: Bool
        /// How many turns are over.
        var turn: Int
    }

    init(office: Office, registers: Registers) {
        self.office = office
        self.registers = registers
    }

    /// The office's own, without any team's days off.
    var ofOffice: WorkingTime { time(week: nil, zone: nil, scope: nil) }

    /// A team's, else the office's: what steps are counted in (§3, *Offsets*).
    func of(team code: String?) -> WorkingTime {
        let team = code.flatMap { registers.teams[$0] }
        return time(week: team?.calendar, zone: team?.zone, scope: team?.code)
    }

    /// A person's own, else their team's, else the office's; a team's with an address of its own.
    func of(recipient code: String) -> WorkingTime {
        guard let person = registers.people[code] else { return of(team: code) }
        let team = person.team.flatMap { registers.teams[$0] }
        return time(
            week: person.calendar ?? team?.calendar, zone: person.zone ?? team?.zone,
            scope: person.team)
    }

    func of(client: Client) -> WorkingTime {
        time(week: client.calendar, zone: client.zone, scope: nil)
    }

    func zone(named name: String?) -> Zone { name.flatMap { office.zones[$0] } ?? office.zone }

    /// Finds out who hears once for each turn.
    func seats(
        of role: String, owner: String, isEscalation: Bool, at now: Instant,
        found: () -> [Roles.Seat]
    ) -> [Roles.Seat] {
        let key = SeatKey(
            role: role, owner: owner, isEscalation: isEscalation,
            turn: turns.count { $0 <= now })
        if let known = seats[key] { return known }
        let made = found()
        seats[key] = made
        return made
    }

    /// The first moment after one, and not after another, at which somebody goes or is back.
    func turn(after moment: Instant, through end: Instant) -> Instant? {
        turns.first { moment < $0 && $0 <= end }
    }

    private func time(week: String?, zone name: String?, scope: String?) -> WorkingTime {
        let key = "\(week ?? "")|\(name ?? "")|\(scope ?? "")"
        if let found = known[key] { return found }
        let days = (office.holidays + registers.holidays).filter { day in
            (day.scope == nil || day.scope == scope)
                && (day.kind != .jointLeave || office.observesJointLeave)
        }
        let pattern =
            week.flatMap { office.weeks[$0] } ?? office.weeks[office.calendar]
            ?? .aroundTheClock
        let made = WorkingTime(
            calendar: WorkingCalendar(week: pattern, holidays: days), zone: zone(named: name))
        known[key] = made
        return made
    }
}
