import Foundation
import Testing

@testable import Simulation

/// Offices that seeds make, played on the real engine.
@Suite struct SimulationTests {
    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    private static let isFull = ProcessInfo.processInfo.environment["TENGGAT_FULL"] != nil
    /// What fits into a minute of a debug build; the others behind `scripts/test --full`.
    private static let seeds = isFull ? UInt64(1)...200 : UInt64(1)...24
    private static let days = isFull ? 92 : 31

    private func play(_ seed: UInt64, days: Int) async throws -> Simulation.Outcome {
        var maker = ScenarioMaker(seed: seed, days: days)
        let ground = try SimulationGround(checkout: Self.checkout)
        return await Simulation(on: ground).play(maker.make(), isTracing: true)
    }

    @Test("Every invariant holds", arguments: seeds)
    func holds(_ seed: UInt64) async throws {
        let outcome = try await play(seed, days: Self.days)
        #expect(
            outcome.violation == nil,
            "scripts/simulate --seed \(seed) --days \(Self.days): \(outcome.violation.map { "\($0)" } ?? "")"
        )
    }

    @Test("A seed plays the same again")
    func replays() async throws {
        let once = try await play(7, days: 20)
        let again = try await play(7, days: 20)
        #expect(once.trace == again.trace)
        #expect(once.counts == again.counts)
        #expect(once.trace.count > 20)
    }
}
