package import Almanac

extension Office {
    /// Who hears a step of a deadline at `moment`: nobody twice, and empty when nobody can be told.
    ///
    /// Delegations and vacancies resolve to the stand-in, else upward. A manager's, coordinator's or
    /// director's step after the due moment never reaches the owner: it goes up to a different person,
    /// in the last resort to the coordinator.
    package func recipients(
        of role: Role, for deadline: Deadline, at moment: Instant, isEscalation: Bool
    ) -> [Recipient] {
        let owner = ownerPerson(of: deadline.owner)
        switch role {
        case .owner:
            return upward(from: owner, avoiding: nil, at: moment)
        case .team:
            return teamRecipients(of: deadline)
        case .manager:
            if isTeams(deadline) { return upward(from: owner, avoiding: nil, at: moment) }
            let superior = owner.flatMap(superior(of:)) ?? nil
            return upward(from: superior, avoiding: owner, at: moment)
        case .coordinator:
            return upward(
                from: coordinator, avoiding: isEscalation ? owner : nil, at: moment)
        case .director:
            return upward(from: director, avoiding: isEscalation ? owner : nil, at: moment)
        case .person(let code):
            return present(directory.person(code), at: moment).map { [recipient($0)] } ?? []
        case .address(let address):
            return recipient(key: address, audience: .office).map { [$0] } ?? []
        }
    }

    /// Whether a team owes it and its ladder does not speak to the team's manager as the owner.
    private func isTeams(_ deadline: Deadline) -> Bool {
        directory.team(deadline.owner) != nil
            && !(ladder(deadline.ladder)?.steps.contains { $0.tell.contains(.owner) } ?? true)
    }

    /// Who answers for a team now: its manager, whoever stands in, else upward.
    package func managers(of team: Team, at moment: Instant) -> [Recipient] {
        upward(from: ownerPerson(of: team.code), avoiding: nil, at: moment)
    }

    package var coordinator: Person? {
        profile.coordinator.flatMap(directory.person)
            ?? firstPerson(inPost: .coordinator)
    }

    package var director: Person? {
        profile.director.flatMap(directory.person) ?? firstPerson(inPost: .director)
    }

    /// Somebody as a recipient of mail, in their own language, zone and hours.
    package func recipient(_ person: Person) -> Recipient {
        let time = workingTime(of: person)
        return Recipient(
            key: person.code, name: person.name, address: person.email,
            language: person.language ?? profile.language, zone: time.zone, workingTime: time)
    }

    package func recipient(_ team: Team) -> Recipient {
        let time = workingTime(of: team)
        return Recipient(
            key: team.code, name: team.name, address: team.email, language: profile.language,
            zone: time.zone, workingTime: time)
    }

    package func recipient(_ client: Client) -> Recipient {
        let time = workingTime(of: client)
        return Recipient(
            key: client.code, name: client.addressee, address: client.email,
            language: client.language ?? profile.language, zone: time.zone, workingTime: time)
    }

    /// Whoever goes by a notice's recipient key: a person's or team's code, or a bare address. Nil
    /// for a code that the registers no longer hold.
    package func recipient(key: String, audience: Audience) -> Recipient? {
        if audience == .client { return directory.client(key).map(recipient) }
        if let person = directory.person(key) { return recipient(person) }
        if let team = directory.team(key) { return recipient(team) }
        guard key.contains("@") else { return nil }
        return Recipient(
            key: key, name: key, address: key, language: profile.language, zone: profile.zone,
            workingTime: workingTime)
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
    private func superior(of person: Person) -> Person? {
        let manager = person.team.flatMap(directory.team)?.manager
        return [person.reportsTo, manager].lazy
            .compactMap { $0.flatMap(directory.person) }
            .first { $0.code != person.code }
            ?? director.flatMap { $0.code == person.code ? nil : $0 }
    }

    /// The first person from `start` upward who is there, reachable, and not the one to avoid.
    func upward(
        from start: Person?, avoiding avoided: Person?, at moment: Instant
    ) -> [Recipient] {
        var candidate = start
        var seen: Set<String> = []
        while let person = candidate, seen.insert(person.code).inserted {
            if let reached = present(person, at: moment), reached.code != avoided?.code,
                reached.email != nil
            {
                return [recipient(reached)]
            }
            candidate = superior(of: person)
        }
        return lastResort(avoiding: avoided, at: moment)
    }

    /// The person, or whoever stands in for them on that day; stand-ins may have stand-ins. Nil where
    /// that leads to nobody.
    private func present(_ person: Person?, at moment: Instant) -> Person? {
        var candidate = person
        var seen: Set<String> = []
        while let current = candidate, seen.insert(current.code).inserted {
            let today = workingTime(of: current).zone.civil(moment).date
            let away = (directory.delegations + profile.delegations).first {
                Directory.fold($0.person) == Directory.fold(current.code)
                    && $0.from <= today && today <= $0.until
            }
            guard let away else { return current }
            candidate = directory.person(away.standIn)
        }
        return nil
    }

    /// The coordinator, else the director, where nobody above could be reached.
    private func lastResort(avoiding avoided: Person?, at moment: Instant) -> [Recipient] {
        let reached = [coordinator, director].lazy
            .compactMap { present($0, at: moment) }
            .first { $0.code != avoided?.code && $0.email != nil }
        guard let reached else { return [] }
        var last = recipient(reached)
        last.isLastResort = true
        return [last]
    }

    private func teamRecipients(of deadline: Deadline) -> [Recipient] {
        let code = directory.team(deadline.owner)?.code ?? directory.person(deadline.owner)?.team
        guard let team = code.flatMap(directory.team) else { return [] }
        if team.email != nil { return [recipient(team)] }
        return directory.members(of: team.code).map(recipient)
    }

    private func firstPerson(inPost post: Person.Post) -> Person? {
        directory.people.values.filter { $0.post == post }.min { $0.code < $1.code }
    }
}
