import Almanac

/// Which digests went already, and what they told of days off ahead.
struct DigestMemory: Sendable {
    struct Morning: Hashable, Sendable {
        var reader: String
        var date: CivilDate
    }
    struct Week: Hashable, Sendable {
        var reader: String
        var monday: CivilDate
        var occurrence: OccurrenceID
    }
    var sent: Set<Morning> = []
    var ahead: Set<Week> = []
}

/// A digest that somebody reads at some moment.
struct PlannedDigest {
    var morning: DigestMemory.Morning
    var at: Instant
    var count: DigestCount
    var ahead: [OccurrenceID]
    /// Goes whatever it says.
    var isSure = false

    /// Whether there is something to say, or it is said that there is nothing.
    var isSent: Bool { isSure || count != DigestCount() }

    var reader: String { morning.reader }
}

/// Digests on working mornings (§4, last point).
extension Planner {
    /// Whose deadlines a reader reads of.
    private enum Scope: Hashable {
        case everything
        /// Those of a manager's own people.
        case people(of: String)
    }

    /// Those that say something: each reader's next, or today's where it was missed.
    func digests() -> [PlannedDigest] { mornings().filter(\.isSent) }

    /// All of these days, those that have nothing to say included.
    func mornings() -> [PlannedDigest] {
        guard let rule = office.digest else { return [] }
        let here = office.zone.civil(now).date
        let found = (-1...1).flatMap { offset -> [PlannedDigest] in
            let day = here.adding(days: offset)
            var scopes: [String: Set<Scope>] = [:]
            for (code, scope) in posts(rule) {
                guard let reader = reader(for: code, on: day) else { continue }
                scopes[reader, default: []].insert(scope)
            }
            return scopes.compactMap { digest(of: $0.key, $0.value, on: day, rule) }
        }
        return found.sorted { ($0.at, $0.reader) < ($1.at, $1.reader) }
    }

    /// The posts that read digests, whoever fills them.
    private func posts(_ rule: DigestRule) -> [(String, Scope)] {
        rule.to.flatMap { role -> [(String, Scope)] in
            switch role {
            case "coordinator": roles.coordinator.map { [($0, .everything)] } ?? []
            case "director": roles.director.map { [($0, .everything)] } ?? []
            default:
                Set(world.registers.teams.values.compactMap(\.manager)).sorted()
                    .map { ($0, .people(of: $0)) }
            }
        }
    }

    /// Whoever is there that day: whoever is away has none, their stand-in reads it; of a vacant post whoever is
    /// above.
    func reader(for code: String, on day: CivilDate) -> String? {
        let noon = CivilDateTime(date: day, time: CivilTime(secondOfDay: 43_200))
        return roles.reach(code, at: office.zone.instant(noon))
    }

    /// One on a working day, later that day where the service was down, and none after work.
    private func digest(
        of reader: String, _ scopes: Set<Scope>, on day: CivilDate, _ rule: DigestRule
    ) -> PlannedDigest? {
        let time = hours.of(recipient: reader)
        let morning = DigestMemory.Morning(reader: reader, date: day)
        guard time.calendar.isWorkingDay(day), !world.digests.sent.contains(morning) else {
            return nil
        }
        let planned = self.morning(of: day, time, rule)
        let at = max(planned, world.runsSince)
        // Whoever comes to read for another later that day reads the next: the other had this one.
        guard at >= now, at == planned || time.isOpen(at: at),
            time.zone.civil(at).date == day, planned >= world.entered,
            let next = time.calendar.workingDay(onOrAfter: day.adding(days: 1))
        else { return nil }
        let (count, ahead) = content(
            for: reader, scopes, at: at, through: self.morning(of: next, time, rule), day,
            rule)
        let isSure =
            rule.reassures && rule.to.contains("coordinator")
            && roles.coordinator.flatMap { self.reader(for: $0, on: day) } == reader
        return PlannedDigest(
            morning: morning, at: at, count: count, ahead: ahead, isSure: isSure)
    }

    private func morning(of day: CivilDate, _ time: WorkingTime, _ rule: DigestRule) -> Instant {
        time.zone.instant(
            CivilDateTime(date: day, time: rule.at ?? time.calendar.opening(on: day)))
    }

    /// Everything up to the next working morning: due, overdue, awaiting approval, orders at risk; and days
    /// off that will swallow a deadline, once a week.
    private func content(
        for reader: String, _ scopes: Set<Scope>, at: Instant, through next: Instant,
        _ day: CivilDate, _ rule: DigestRule
    ) -> (DigestCount, [OccurrenceID]) {
        var count = DigestCount()
        var ahead: [OccurrenceID] = []
        let monday = day.adding(days: 1 - day.weekday.rawValue)
        var seen: Set<String> = []
        for standing in open where isRead(standing, scopes) {
            // Of what comes back the next one ahead is looked at.
            let isNext = standing.due >= at && seen.insert(standing.id.code).inserted
            if standing.due < at {
                count.overdue += 1
            } else if standing.due < next {
                count.due += 1
            }
            if standing.due < at + .seconds(rule.lookAhead * 86_400),
                isNext,
                standing.time.calendar.holiday(on: standing.time.zone.civil(standing.due).date)
                    != nil,
                !world.digests.ahead.contains(
                    .init(reader: reader, monday: monday, occurrence: standing.id))
            {
                ahead.append(standing.id)
            }
        }
        count.ahead = ahead.count
        if scopes.contains(.everything) {
            count.letters = world.lettersThatWait
            count.orders = world.ordersAtRisk(before: next, in: office.zone)
        }
        return (count, ahead)
    }

    private func isRead(_ standing: Standing, _ scopes: Set<Scope>) -> Bool {
        guard office.kinds[standing.state.promise.kind ?? "task"]?.isInDigest ?? true else {
            return false
        }
        return scopes.contains { scope in
            guard case .people(let manager) = scope else { return true }
            let owner = standing.state.promise.owner
            if owner == manager { return true }
            if world.registers.people[owner]?.superior == manager { return true }
            return roles.team(of: owner).flatMap { world.registers.teams[$0]?.manager } == manager
        }
    }
}

extension Walk {
    /// Sends the digests whose moment has come.
    mutating func readDigests() {
        for digest in planner.mornings() where digest.at <= now {
            world.digests.sent.insert(digest.morning)
            guard digest.isSent else { continue }
            let date = digest.morning.date
            let monday = date.adding(days: 1 - date.weekday.rawValue)
            for id in digest.ahead {
                world.digests.ahead.insert(
                    .init(reader: digest.reader, monday: monday, occurrence: id))
            }
            deliver(
                Notice.Entry(item: .digest(digest.count)), to: digest.reader, urgent: false,
                expires: nil)
        }
    }
}
