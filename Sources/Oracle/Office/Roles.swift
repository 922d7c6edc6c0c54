import Almanac

/// Who a role is at some moment (§4, *Roles*).
struct Roles {
    let office: Office
    let registers: Registers
    let hours: Hours

    /// Who hears: the place that was meant, and whoever fills it.
    struct Seat: Hashable {
        var place: String
        /// A person's code, a team's with an address of its own, or an address.
        var recipient: String
    }

    /// Everybody whom a role word means.
    /// - Parameter isEscalation: whether it must go past the owner and whoever hears as the owner.
    func seats(of role: String, owner: String, isEscalation: Bool, at now: Instant) -> [Seat] {
        hours.seats(of: role, owner: owner, isEscalation: isEscalation, at: now) {
            find(role, owner: owner, isEscalation: isEscalation, at: now)
        }
    }

    private func find(
        _ role: String, owner: String, isEscalation: Bool, at now: Instant
    ) -> [Seat] {
        let heard = hearsAsOwner(owner, at: now)
        let past: Set<String> =
            isEscalation && role != "owner"
            ? Set([heard, person(owing: owner)].compactMap { $0 }) : []
        switch role {
        case "owner":
            return heard.map { [Seat(place: role, recipient: $0)] } ?? []
        case "team":
            guard let team = team(of: owner) else {
                return seat(
                    role, from: superior(of: person(owing: owner) ?? owner), past, owner, now)
            }
            return members(of: team, place: role, past, owner, now)
        default:
            if registers.teams[role] != nil {
                return members(of: role, place: role, past, owner, now)
            }
            if role.contains("@") {
                let known = registers.peopleInOrder.first {
                    registers.people[$0]?.email == role
                }
                return [Seat(place: role, recipient: known ?? role)]
            }
            return seat(role, from: start(of: role, owner: owner), past, owner, now)
        }
    }

    /// The person who owes: a team's manager for a team (§4: *a team's owner is its manager*).
    func person(owing owner: String) -> String? {
        if registers.people[owner] != nil { return owner }
        if let team = registers.teams[owner] { return team.manager ?? "" }
        return nil
    }

    /// The team whose zone and days count the steps.
    func team(of owner: String) -> String? {
        registers.teams[owner] != nil ? owner : registers.people[owner]?.team
    }

    /// Whoever hears in the owner's place.
    func hearsAsOwner(_ owner: String, at now: Instant) -> String? {
        climb(from: person(owing: owner), past: [], at: now)
            ?? anybody(owner, at: now)
    }

    /// Whether somebody is away, by the date where they are.
    func isAway(_ code: String, at now: Instant) -> Delegation? {
        let own = registers.delegations.filter { $0.person == code }
        guard !own.isEmpty else { return nil }
        let date = hours.of(recipient: code).zone.civil(now).date
        // Of several the one that began last is about just these days.
        return own.filter { $0.from <= date && date <= $0.until }.max { $0.from < $1.from }
    }

    private func start(of role: String, owner: String) -> String? {
        switch role {
        case "manager":
            let owing = person(owing: owner)
            guard let owing, registers.people[owing] != nil else {
                return office.director
            }
            return superior(of: owing)
        case "coordinator": return coordinator
        case "director": return director
        default: return registers.people[role] == nil ? coordinator : role
        }
    }

    private func seat(
        _ place: String, from start: String?, _ past: Set<String>, _ owner: String, _ now: Instant
    ) -> [Seat] {
        let found =
            climb(from: start, past: past, at: now)
            ?? anybody(owner, at: now)
        return found.map { [Seat(place: place, recipient: $0)] } ?? []
    }

    /// Each member resolves as a person does; a team that nobody can be reached for goes to its manager.
    private func members(
        of team: String, place: String, _ past: Set<String>, _ owner: String, _ now: Instant
    ) -> [Seat] {
        if registers.teams[team]?.email != nil { return [Seat(place: place, recipient: team)] }
        let codes = registers.peopleInOrder.filter {
            registers.people[$0].map { $0.team == team && !$0.hasLeft } ?? false
        }
        let seats = codes.compactMap { code in
            climb(from: code, past: past, at: now).map {
                Seat(place: "\(place):\(code)", recipient: $0)
            }
        }
        if !seats.isEmpty { return seats }
        return seat(place, from: registers.teams[team]?.manager, past, owner, now)
    }

    /// The first who can be reached, going up: stand-in while away, upward without an address; last the
    /// coordinator.
    private func climb(from start: String?, past: Set<String>, at now: Instant) -> String? {
        var seen: Set<String> = []
        var next = start
        while let code = next, seen.insert(code).inserted {
            if let found = reached(code, at: now), !past.contains(found) { return found }
            next = superior(of: code)
        }
        return coordinator.flatMap { reached($0, at: now) }.flatMap { past.contains($0) ? nil : $0 }
    }

    /// If nobody else exists, the owner.
    private func anybody(_ owner: String, at now: Instant) -> String? {
        [person(owing: owner), director, coordinator].compactMap { $0 }
            .lazy.compactMap { reached($0, at: now) }.first
    }

    /// Whether the director or the coordinator is there, so that everything finds somebody.
    func isLastResortThere(at now: Instant) -> Bool {
        [director, coordinator].compactMap { $0 }.contains { reached($0, at: now) != nil }
    }

    /// Who reads what is meant for one person alone: they, away or not, while they have an address.
    func reader(of code: String, at now: Instant) -> String {
        guard let person = registers.people[code], person.address == nil else { return code }
        return reach(code, at: now) ?? code
    }

    /// Whoever hears in a person's place.
    func reach(_ code: String, at now: Instant) -> String? {
        climb(from: code, past: [], at: now)
    }

    /// The person, or along their stand-ins, and the successors of those who have left, the first who is there; nil
    /// without an address or in a circle.
    private func reached(_ code: String, at now: Instant) -> String? {
        var seen: Set<String> = []
        var current = code
        while seen.insert(current).inserted {
            guard let person = registers.people[current] else { return nil }
            if person.hasLeft {
                guard let successor = person.successor else { return nil }
                current = successor
                continue
            }
            guard let away = isAway(current, at: now) else {
                return person.address == nil ? nil : current
            }
            current = away.standIn
        }
        return nil
    }

    /// `reports_to`, else the team's manager; of what nobody is, the director.
    func superior(of code: String) -> String? {
        guard let person = registers.people[code] else { return director }
        if let superior = person.superior, registers.people[superior] != nil { return superior }
        if let manager = person.team.flatMap({ registers.teams[$0]?.manager }), manager != code {
            return manager
        }
        return nil
    }

    var coordinator: String? {
        office.coordinator
            ?? registers.peopleInOrder.first {
                registers.people[$0].map { $0.role == "coordinator" && !$0.hasLeft } ?? false
            }
    }

    var director: String? {
        office.director
            ?? registers.peopleInOrder.first {
                registers.people[$0].map { $0.role == "director" && !$0.hasLeft } ?? false
            }
    }
}
