import Almanac

/// Whose weeks were told already, or had nothing to say.
struct WeekMemory: Hashable, Sendable {
    var person: String
    var monday: CivilDate
}

/// The mail that begins the week of one person or several, whom one reads for.
struct PlannedWeek {
    var people: Set<String>
    var monday: CivilDate
    var reader: String
    var at: Instant
    var count: WeekCount

    var isSent: Bool { count != WeekCount() }
}

/// Weeks begin with a mail on their first working morning: what is due, to be delivered, and still open; and that day's
/// reminders go with it.
extension Planner {
    /// Whether somebody's week does: by their role, and not the coordinator's, whose digests have everything.
    func readsWeek(_ code: String) -> Bool {
        guard let person = world.registers.people[code], !person.hasLeft, let role = person.role
        else { return false }
        return office.weeklyDigest.contains(role) && code != roles.coordinator
    }

    /// When a week opens, which begins on Monday; nil in one that nobody works in.
    func weekOpening(of date: CivilDate, _ time: WorkingTime) -> Instant? {
        let monday = Self.monday(of: date)
        let first = (0..<7).map { monday.adding(days: $0) }.first(where: time.calendar.isWorkingDay)
        return first.map { opening(of: $0, time) }
    }

    private func opening(of day: CivilDate, _ time: WorkingTime) -> Instant {
        time.zone.instant(CivilDateTime(date: day, time: time.calendar.opening(on: day)))
    }

    static func monday(of date: CivilDate) -> CivilDate {
        date.adding(days: 1 - date.weekday.rawValue)
    }

    /// A reminder of the day on which its reader's week begins goes with that mail, unless it came to be known later.
    func withWeek(_ meant: Instant, to recipient: String, knownSince floor: Instant) -> Instant {
        guard readsWeek(recipient) else { return meant }
        let time = hours.of(recipient: recipient)
        let date = time.zone.civil(meant).date
        guard let opening = weekOpening(of: date, time), time.zone.civil(opening).date == date,
            opening >= floor
        else { return meant }
        return min(meant, opening)
    }

    /// Those of about today, silent ones included: a post's week begins by its holder's calendar, and whoever fills
    /// the post at that moment reads of it.
    func weeks() -> [PlannedWeek] {
        guard !office.weeklyDigest.isEmpty else { return [] }
        let here = office.zone.civil(now).date
        var found: [Beginning: [(person: String, monday: CivilDate, next: Instant)]] = [:]
        for day in (-1...1).map({ here.adding(days: $0) }) {
            for code in world.registers.peopleInOrder where readsWeek(code) {
                guard let at = weekBegins(of: code, on: day),
                    let reader = roles.reach(code, at: at), reader != roles.coordinator,
                    let next = nextWeek(of: code, after: day)
                else { continue }
                found[Beginning(reader: reader, at: at), default: []].append(
                    (code, Self.monday(of: day), next))
            }
        }
        return found.flatMap { beginning, people in
            Dictionary(grouping: people, by: \.monday).map { monday, people in
                let (reader, at) = (beginning.reader, beginning.at)
                let codes = Set(people.map(\.person))
                let own = codes.contains(reader) ? reader : people.first?.person ?? reader
                let next = people.map(\.next).max() ?? at
                return PlannedWeek(
                    people: codes, monday: monday, reader: reader, at: at,
                    count: weekCount(
                        of: codes, at: at, through: next, zone: hours.of(recipient: own).zone))
            }
        }.sorted { ($0.at, $0.reader) < ($1.at, $1.reader) }
    }

    private struct Beginning: Hashable {
        var reader: String
        var at: Instant
    }

    /// When somebody's week is told of that begins on a day; later that day where the service was down.
    private func weekBegins(of person: String, on day: CivilDate) -> Instant? {
        let time = hours.of(recipient: person)
        guard let planned = weekOpening(of: day, time), time.zone.civil(planned).date == day,
            !world.weeks.contains(WeekMemory(person: person, monday: Self.monday(of: day)))
        else { return nil }
        let at = max(planned, world.runsSince)
        guard at >= now || at == world.runsSince, at == planned || time.isOpen(at: at),
            // What begins the week since a day off was entered is told while that day goes on.
            at >= now || time.isOpen(at: now), time.zone.civil(max(at, now)).date == day,
            planned >= world.entered
        else { return nil }
        return at
    }

    private func nextWeek(of person: String, after day: CivilDate) -> Instant? {
        let time = hours.of(recipient: person)
        return time.calendar.workingDay(onOrAfter: Self.monday(of: day).adding(days: 7))
            .map { opening(of: $0, time) }
    }

    private func weekCount(
        of people: Set<String>, at: Instant, through next: Instant, zone: Zone
    ) -> WeekCount {
        var count = WeekCount()
        for standing in open where answers(people, for: standing) {
            if standing.due < at {
                count.open += 1
            } else if standing.due < next {
                count.due += 1
            }
        }
        for order in world.post.orders.values
        where order.lines.contains(where: { $0.salesperson.map(people.contains) ?? false }) {
            let days = zone.civil(at).date..<zone.civil(next).date
            // On the day that the client counts on, else on the expected one.
            count.orders +=
                Set(
                    order.lines.filter(\.isOutstanding).compactMap { line in
                        [line.known(to: order.client).last ?? line.promise, line.current]
                            .first(where: days.contains)
                    }
                ).count
        }
        return count
    }

    private func answers(_ people: Set<String>, for standing: Standing) -> Bool {
        guard office.kinds[standing.state.promise.kind ?? "task"]?.isInDigest ?? true else {
            return false
        }
        let owner = standing.state.promise.owner
        guard let team = world.registers.teams[owner], world.registers.people[owner] == nil else {
            return people.contains(owner)
        }
        let manager = team.manager.flatMap { world.registers.people[$0] == nil ? nil : $0 }
        return (manager ?? roles.director).map(people.contains) ?? false
    }
}

extension Walk {
    /// Begins the weeks whose moment has come.
    mutating func readWeeks() {
        for week in planner.weeks() where week.at <= now {
            for person in week.people {
                world.weeks.insert(WeekMemory(person: person, monday: week.monday))
            }
            guard week.isSent else { continue }
            deliver(
                Notice.Entry(item: .week(week.count)), to: week.reader, urgent: false,
                expires: nil)
        }
    }
}
