import Almanac

/// The way from a person up to somebody who can be told, at one moment.
struct EscalationPath {
    private let office: Office
    private let moment: Instant
    /// Who answers for the deadline; nil where no register knows them.
    let ownerPerson: Person?
    init(of deadline: Deadline, in office: Office, at moment: Instant) {
        self.init(from: office.ownerPerson(of: deadline.owner), in: office, at: moment)
    }

    init(from person: Person?, in office: Office, at moment: Instant) {
        self.office = office
        self.moment = moment
        ownerPerson = person
    }

    /// Who hears as the owner.
    var owner: [Recipient] {
        let found = first(from: ownerPerson, avoiding: []) ?? lastResort(avoiding: [])
        return found.map { [$0] } ?? []
    }

    /// The owner alone.
    var itself: Set<String> { Set([ownerPerson?.code].compactMap(\.self)) }

    /// Whom an escalation goes past: the owner, and whoever hears as the owner; nil for what is none.
    func avoided(_ isEscalation: Bool) -> Set<String>? {
        isEscalation ? itself.union(owner.map(\.key)) : nil
    }

    /// The first person from `start` upward who is there, reachable and not among those to avoid; in the
    /// last resort the coordinator, else the director, else, where nobody else exists, whoever hears as
    /// the owner.
    func recipients(from start: Person?, avoiding avoided: Set<String>) -> [Recipient] {
        if let found = first(from: start, avoiding: avoided) { return [found] }
        if let last = lastResort(avoiding: avoided) { return [last] }
        return owner.map { recipient in
            var last = recipient
            last.isLastResort = true
            return last
        }
    }

    private func first(from start: Person?, avoiding avoided: Set<String>) -> Recipient? {
        var candidate = start
        var seen: Set<String> = []
        while let person = candidate, seen.insert(person.code).inserted {
            if let reached = office.present(person, at: moment), !avoided.contains(reached.code),
                reached.address != nil
            {
                return office.recipient(reached)
            }
            candidate = office.superior(of: person)
        }
        return nil
    }

    /// The coordinator, else the director, each with whoever is above them.
    private func lastResort(avoiding avoided: Set<String>) -> Recipient? {
        var found = first(from: office.coordinator, avoiding: avoided)
        if found == nil { found = first(from: office.director, avoiding: avoided) }
        found?.isLastResort = true
        return found
    }
}

extension Office {
    /// Somebody, and whoever is asked in their place on a day, one after another.
    struct StandInChain {
        /// The person first.
        var people: [Person]
        /// Whether the last one is there: it leads to nobody else, nor round in a ring.
        var isThere: Bool
    }

    /// Whom a person's being away leads to on that day, by the delegations that began last, and their having left,
    /// by whoever succeeds them.
    func standInChain(of person: Person, at moment: Instant) -> StandInChain {
        var chain = StandInChain(people: [], isThere: false)
        var candidate: Person? = person
        var seen: Set<String> = []
        while let current = candidate, seen.insert(current.code).inserted {
            chain.people.append(current)
            guard !current.hasLeft else {
                candidate = current.successor.flatMap(directory.person)
                continue
            }
            let today = workingTime(of: current).zone.civil(moment).date
            let away = (directory.delegations + profile.delegations).filter {
                $0.person.isCode(current.code)
                    && $0.from <= today && today <= $0.until
            }.max { $0.from < $1.from }
            guard let away else {
                chain.isThere = true
                return chain
            }
            candidate = directory.person(away.standIn)
        }
        return chain
    }

    /// The person, or whoever stands in for them on that day, by the delegation that began last; stand-ins may have
    /// stand-ins, and whoever has left is their successor. Nil where that leads to nobody, or round in a circle.
    func present(_ person: Person, at moment: Instant) -> Person? {
        let chain = standInChain(of: person, at: moment)
        return chain.isThere ? chain.people.last : nil
    }

    /// Whoever does now what was a person's: themselves, or, where they have left, their successor, and theirs. Nil
    /// where that leads to nobody who is here.
    package func incumbent(of person: Person) -> Person? {
        var candidate: Person? = person
        var seen: Set<String> = []
        while let current = candidate, seen.insert(current.code).inserted {
            guard current.hasLeft else { return current }
            candidate = current.successor.flatMap(directory.person)
        }
        return nil
    }

    /// The first moment after one instant, and not after another, at which somebody goes away or comes back; nil
    /// where nobody does.
    func nextAbsenceTurn(after instant: Instant, through end: Instant) -> Instant? {
        (directory.delegations + profile.delegations).flatMap { delegation -> [Instant] in
            guard let person = directory.person(delegation.person) else { return [] }
            let zone = workingTime(of: person).zone
            let midnight = CivilTime(secondOfDay: 0)
            return [delegation.from, delegation.until.adding(days: 1)].map {
                zone.instant(CivilDateTime(date: $0, time: midnight))
            }
        }.filter { instant < $0 && $0 <= end }.min()
    }
}
