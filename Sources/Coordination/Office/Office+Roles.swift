package import Almanac

extension Office {
    /// Who hears a step of a deadline at `moment`: nobody twice, and empty only when nobody in the
    /// office can be told anything.
    ///
    /// Every role resolves alike: who is away is their stand-in, who cannot be reached is whoever is
    /// above, in the last resort the coordinator. What escalates goes past the owner and whoever hears
    /// in the owner's place.
    package func recipients(
        of role: Role, for deadline: Deadline, at moment: Instant, isEscalation: Bool
    ) -> [Recipient] {
        let climb = EscalationPath(of: deadline, in: self, at: moment)
        switch role {
        case .owner:
            return climb.owner
        case .manager:
            guard !isTeams(deadline) else { return climb.owner }
            let superior = climb.ownerPerson.flatMap(superior(of:))
            return climb.recipients(
                from: superior, avoiding: climb.avoided(isEscalation) ?? climb.itself)
        default:
            let avoided = isTeams(deadline) ? nil : climb.avoided(isEscalation)
            var heard: Set<String> = []
            return listeners(of: role, for: deadline).flatMap { listener in
                recipients(of: listener, for: deadline, climb: climb, avoiding: avoided ?? [])
            }.filter { heard.insert($0.key).inserted }
        }
    }

    /// Who each hear a role at their own hours: the members for a team without an address of its own.
    func listeners(of role: Role, for deadline: Deadline) -> [Role] {
        let team: Team? =
            switch role {
            case .team: teamOfOwner(of: deadline)
            case .person(let code): directory.person(code) == nil ? directory.team(code) : nil
            default: nil
            }
        guard let team, team.email == nil else { return [role] }
        let members = directory.members(of: team.code).filter { !$0.hasLeft }
            .map { Role.member($0.code) }
        return members.isEmpty ? [role] : members
    }

    /// One listener's recipients.
    private func recipients(
        of listener: Role, for deadline: Deadline, climb: EscalationPath,
        avoiding avoided: Set<String>
    ) -> [Recipient] {
        switch listener {
        case .team:
            return recipients(of: teamOfOwner(of: deadline), climb: climb, avoiding: avoided)
        case .person(let code):
            if let person = directory.person(code) {
                return climb.recipients(from: person, avoiding: avoided)
            }
            guard let team = directory.team(code) else {
                return climb.recipients(from: nil, avoiding: avoided)
            }
            return recipients(of: team, climb: climb, avoiding: avoided)
        case .member(let code):
            return climb.recipients(from: directory.person(code), avoiding: avoided)
        case .coordinator:
            return climb.recipients(from: coordinator, avoiding: avoided)
        case .director:
            return climb.recipients(from: director, avoiding: avoided)
        case .address(let address):
            // Somebody's address is that person's, who hears once.
            if let person = directory.personReached(at: address) {
                return climb.recipients(from: person, avoiding: avoided)
            }
            return recipient(key: address, audience: .office).map { [$0] } ?? []
        case .owner, .manager:
            return climb.owner
        }
    }

    /// A team's shared address; where it has none and no members either, its manager, or the owner's.
    private func recipients(
        of team: Team?, climb: EscalationPath, avoiding avoided: Set<String>
    ) -> [Recipient] {
        if let team, team.email != nil { return [recipient(team)] }
        let manager =
            team.map { ownerPerson(of: $0.code) } ?? climb.ownerPerson.flatMap(superior(of:))
        return climb.recipients(from: manager, avoiding: avoided)
    }

    private func teamOfOwner(of deadline: Deadline) -> Team? {
        directory.team(deadline.owner)
            ?? directory.person(deadline.owner)?.team.flatMap(directory.team)
    }

    /// Whether a team owes it and its ladder does not speak to the team's manager as the owner.
    func isTeams(_ deadline: Deadline) -> Bool {
        directory.team(deadline.owner) != nil
            && !(ladder(deadline.ladder)?.steps.contains { $0.tell.contains(.owner) } ?? true)
    }

    /// Who answers for a team now: its manager, whoever stands in, else upward.
    package func managers(of team: Team, at moment: Instant) -> [Recipient] {
        reachable(from: ownerPerson(of: team.code), at: moment)
    }

    /// Somebody, or whoever hears in their place.
    package func reachable(from person: Person?, at moment: Instant) -> [Recipient] {
        EscalationPath(from: person, in: self, at: moment).owner
    }

    /// Who does the coordinator's work now: whoever stands in, else upward. Whatever is for the coordinator
    /// goes to them.
    package func actingCoordinator(at moment: Instant) -> Recipient? {
        acting(for: coordinator, at: moment)
    }

    /// Who does the director's work now, in the last resort the coordinator.
    package func actingDirector(at moment: Instant) -> Recipient? {
        acting(for: director, at: moment)
    }

    /// An office without mail has nobody with an address: then whoever holds the post.
    private func acting(for holder: Person?, at moment: Instant) -> Recipient? {
        reachable(from: holder, at: moment).first ?? holder.map { recipient($0) }
    }

    package var coordinator: Person? {
        profile.coordinator.flatMap(directory.person)
            ?? directory.firstPerson(inPost: .coordinator)
    }

    package var director: Person? {
        profile.director.flatMap(directory.person)
            ?? directory.firstPerson(inPost: .director)
    }

    /// The person who answers for an owner code: a team's manager for a team.
    package func ownerPerson(of code: String) -> Person? {
        if let team = directory.team(code) {
            return team.manager.flatMap(directory.person) ?? director
        }
        return directory.person(code)
    }

    /// Whom somebody reports to, else their team's manager, else, where those posts are vacant, the
    /// director.
    package func superior(of person: Person) -> Person? {
        let manager = person.team.flatMap(directory.team)?.manager
        return [person.reportsTo, manager].lazy
            .compactMap { $0.flatMap(directory.person) }
            .first { $0.code != person.code }
            ?? director.flatMap { $0.code == person.code ? nil : $0 }
    }
}
