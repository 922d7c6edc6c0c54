/// What a digest covers.
package enum DigestScope: Hashable, Sendable {
    case wholeOffice
    /// Whatever these people and teams own.
    case owners(Set<Code>)

    /// Whether a deadline of this owner, or an order of this salesperson, belongs to it.
    package func covers(_ owner: String) -> Bool {
        switch self {
        case .wholeOffice: true
        case .owners(let owners): owners.contains(Code(owner))
        }
    }

    /// Whether something that several people answer for belongs to it; what nobody answers for is
    /// only the whole office's.
    package func covers(anyOf owners: [String]) -> Bool {
        self == .wholeOffice || owners.contains(where: covers)
    }

    /// Both in one: whoever has two posts reads one digest.
    package func joined(with other: DigestScope) -> DigestScope {
        guard case .owners(let own) = self, case .owners(let others) = other else {
            return .wholeOffice
        }
        return .owners(own.union(others))
    }
}

extension Directory {
    /// Whoever and whatever lies beneath these owners, themselves included: the teams they manage,
    /// the members of those, whoever reports to them or has left and is succeeded by them, and so on downwards.
    ///
    /// - Parameter start: codes of people or teams.
    func owners(beneath start: Set<Code>) -> Set<Code> {
        func isBeneath(_ code: String?, _ owners: Set<Code>) -> Bool {
            code.map { owners.contains(Code($0)) } ?? false
        }
        var owners = start
        while true {
            var wider = owners
            for (code, team) in teams where isBeneath(team.manager, owners) { wider.insert(code) }
            for (code, person) in people
            where isBeneath(person.reportsTo, owners) || isBeneath(person.team, wider)
                || person.hasLeft && isBeneath(person.successor, owners)
            {
                wider.insert(code)
            }
            if wider == owners { return owners }
            owners = wider
        }
    }
}
