/// Takes from a scenario that fails whatever it fails without: the shortest list of operations found is what a
/// person reads (delta debugging, Zeller and Hildebrandt, 2002).
package struct Shrinking: Sendable {
    private let simulation: Simulation
    /// How many scenarios it may play.
    private let limit: Int

    package init(with simulation: Simulation, limit: Int = 400) {
        self.simulation = simulation
        self.limit = limit
    }

    /// - Returns: the shortest scenario found that breaks the same invariant.
    package func shrink(_ scenario: Scenario, failing violation: Violation) async -> Scenario {
        var shortest = scenario
        var played = 0
        var size = max(1, scenario.events.count / 2)
        while size >= 1, played < limit {
            var index = 0
            var isShorter = false
            while index < shortest.events.count, played < limit {
                var candidate = shortest
                candidate.events.removeSubrange(
                    index..<min(index + size, candidate.events.count))
                played += 1
                if await fails(candidate, as: violation) {
                    shortest = candidate
                    isShorter = true
                } else {
                    index += size
                }
            }
            if size == 1, !isShorter { break }
            size = size == 1 ? 1 : size / 2
        }
        return await withoutTheRest(of: shortest, failing: violation)
    }

    /// Ends when it fails, and leaves out settings that do not matter.
    private func withoutTheRest(
        of scenario: Scenario, failing violation: Violation
    ) async -> Scenario {
        var shortest = scenario
        for setting in scenario.settings {
            var candidate = shortest
            candidate.settings.removeAll { $0 == setting }
            if await fails(candidate, as: violation) { shortest = candidate }
        }
        return shortest
    }

    /// Whether it breaks the same invariant; where the oracle is the judge, by the same mail.
    private func fails(_ scenario: Scenario, as violation: Violation) async -> Bool {
        let found = await simulation.play(scenario).violation
        return found?.invariant == violation.invariant
            && (!scenario.isJudged || found?.detail == violation.detail)
    }
}
