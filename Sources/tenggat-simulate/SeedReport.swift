import Foundation
import Simulation

/// Plays seeds one after the other and prints what they came to.
struct SeedReport {
    let simulation: Simulation
    let days: Int
    let isTracing: Bool
    let isShrinking: Bool
    /// Whether the first seed that fails is the last one.
    let endsAtFailure: Bool
    let judgesOrders: Bool

    /// - Returns: whether every seed held.
    func play(_ seeds: [UInt64]) async -> Bool {
        var counts: [String: Int] = [:]
        var failed: [UInt64] = []
        let start = ContinuousClock.now
        for seed in seeds {
            var maker = ScenarioMaker(seed: seed, days: days, judgesOrders: judgesOrders)
            let scenario = maker.make()
            let outcome = await simulation.play(scenario, isTracing: isTracing)
            counts.merge(outcome.counts, uniquingKeysWith: +)
            for line in outcome.trace { say(line) }
            guard let violation = outcome.violation else { continue }
            failed.append(seed)
            say("seed \(seed) fails: \(violation)")
            if endsAtFailure { return false }
            guard isShrinking else { continue }
            let shortest = await Shrinking(with: simulation).shrink(scenario, failing: violation)
            let again = await simulation.play(shortest).violation
            say("shrunk to \(shortest.events.count) operations: \(again.map { "\($0)" } ?? "?")")
            say(shortest.timeline)
        }
        tell(counts, of: seeds.count, in: start.duration(to: .now), failed: failed)
        return failed.isEmpty
    }

    /// At once, whoever reads it.
    private func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private func tell(
        _ counts: [String: Int], of seeds: Int, in time: Duration, failed: [UInt64]
    ) {
        for (what, count) in counts.sorted(by: { $0.key < $1.key }) { say("  \(count)\t\(what)") }
        let never = Simulation.branches.filter { counts[$0] == nil }
        if !never.isEmpty { say("never taken: \(never.joined(separator: ", "))") }
        let seconds = time / .seconds(1)
        let total = seeds * days
        say(
            "\(seeds) seeds, \(total) days in \(Int(seconds)) s: \(Int(Double(total) / seconds)) a second"
        )
        say(failed.isEmpty ? "every invariant held" : "failed: \(failed)")
    }
}
