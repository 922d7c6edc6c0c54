import Almanac

/// What of a series is a deadline that lists show, and so what its code means in a command: the one ahead, those whose
/// ladders have begun, and whatever somebody changed; nobody means what they cannot see.
extension Planner {
    /// Those that lists show by now, ended ones too.
    func listed(of code: String) -> Set<OccurrenceID> {
        let all = standings(of: code)
        guard let first = all.first, first.id.key != nil else { return Set(all.map(\.id)) }
        var last = all.indices.first ?? 0
        for index in all.indices where index > 0 {
            if all[index - 1].scheduled <= now || hasBegun(all[index]) { last = index }
        }
        let touched = all.map(\.id).filter {
            world.occurrences[$0] != nil || world.listed.contains($0)
        }
        return Set(all[...last].map(\.id) + touched)
    }

    /// The next one that is no deadline yet, however far ahead.
    func next(of code: String) -> Standing? {
        let listed = listed(of: code)
        let isAhead = { (standing: Standing) in
            !standing.occurrence.isEnded && !listed.contains(standing.id)
        }
        return standings(of: code).first(where: isAhead)
            ?? standings(of: code, ahead: 1_500).first(where: isAhead)
    }

    /// Whether a step of an occurrence was to go by now.
    private func hasBegun(_ standing: Standing) -> Bool {
        let isNamed = ladder(standing.state.promise).contains { rung in
            rung.when.instant(
                due: standing.scheduled, in: standing.time, every: rung.every, repetition: 0)
                <= now
        }
        return isNamed || steps(of: standing).contains { $0.meant <= now }
            || world.said.contains { $0.step.occurrence == standing.id }
    }
}
