extension Office {
    /// The sum of a team's targets for a period, in the smallest unit used; nil when none are set.
    package func target(of team: Team, for period: Period) -> Int64? {
        directory.target(ofTeam: team.code, for: period)
    }
}

extension Directory {
    /// The sum of a team's targets for a period; nil when none are set.
    func target(ofTeam team: String, for period: Period) -> Int64? {
        let wanted = Self.fold(team)
        let amounts = targets.filter { target in
            target.period == period.description
                && person(target.salesperson)?.team.map(Self.fold) == wanted
        }.map(\.amount)
        return amounts.isEmpty ? nil : amounts.reduce(0, +)
    }
}
