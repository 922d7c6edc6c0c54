extension Office {
    /// The sum of each team's targets for a period by the team's code, in the smallest unit
    /// used; a team without any is not there. A quarter without targets of its own has those of its
    /// months.
    package func targets(for period: Period) -> [Code: Int64] { directory.targets(for: period) }
}

extension Directory {
    func targets(for period: Period) -> [Code: Int64] {
        let own = sums { $0 == period.description }
        guard own.isEmpty, period.kind != .month else { return own }
        return sums { Period($0).map(period.holds) ?? false }
    }

    private func sums(where isWanted: (String) -> Bool) -> [Code: Int64] {
        var sums: [Code: Int64] = [:]
        var wanted: [String: Bool] = [:]
        for target in targets {
            let isOfPeriod = wanted[target.period] ?? isWanted(target.period)
            wanted[target.period] = isOfPeriod
            guard isOfPeriod, let team = person(target.salesperson)?.team else { continue }
            sums[Code(team), default: 0] += target.amount
        }
        return sums
    }

    /// The sum of a team's targets for a period; nil when none are set.
    func target(ofTeam team: String, for period: Period) -> Int64? {
        targets(for: period)[Code(team)]
    }
}
