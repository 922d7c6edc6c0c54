import Foundation
import Testing

@testable import Simulation

/// Offices that seeds make, played on the real engine.
@Suite struct SimulationTests {
    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    static let isFull = ProcessInfo.processInfo.environment["TENGGAT_FULL"] != nil
    /// What fits into a minute or two of a debug build, with those further on that take branches which these
    /// do not; `scripts/test --full` plays more, optimised.
    static let seeds = Array(UInt64(1)...24) + [31, 38, 46, 54, 62, 70, 93]
    static let days = 31

    /// Offices with orders, of which the oracle judges what clients are told.
    static let seedsOfOrders: [UInt64] = [
        301, 302, 303, 305, 306, 309, 313, 319,
    ]

    private static func play(
        _ seed: UInt64, days: Int, judgesOrders: Bool = false
    ) async throws -> Simulation.Outcome {
        var maker = ScenarioMaker(seed: seed, days: days, judgesOrders: judgesOrders)
        let ground = try SimulationGround(checkout: Self.checkout)
        return await Simulation(on: ground).play(maker.make(), isTracing: true)
    }

    /// What each seed came to: played once, whichever test asks first.
    private actor Outcomes {
        private var played: [UInt64: Task<Simulation.Outcome, any Error>] = [:]

        func outcome(of seed: UInt64) async throws -> Simulation.Outcome {
            let task =
                played[seed]
                ?? Task { try await SimulationTests.play(seed, days: SimulationTests.days) }
            played[seed] = task
            return try await task.value
        }
    }

    private static let outcomes = Outcomes()

    @Test("Every invariant holds", arguments: seeds)
    func holds(_ seed: UInt64) async throws {
        let outcome = try await Self.outcomes.outcome(of: seed)
        #expect(
            outcome.violation == nil,
            "scripts/simulate --seed \(seed) --days \(Self.days): \(outcome.violation.map { "\($0)" } ?? "")"
        )
    }

    @Test("Clients are told what the oracle says", arguments: seedsOfOrders)
    func tellsClients(_ seed: UInt64) async throws {
        let outcome = try await Self.play(seed, days: Self.days, judgesOrders: true)
        let fault = outcome.violation.map { "\($0)" }
        #expect(
            fault == nil,
            "scripts/simulate --judge-orders --seed \(seed) --days \(Self.days): \(fault ?? "")")
        #expect(outcome.counts["client sent", default: 0] > 0)
    }

    /// A branch that is never taken proves nothing.
    @Test func everyBranchIsTaken() async throws {
        var counts: [String: Int] = [:]
        for seed in Self.seeds {
            counts.merge(
                try await Self.outcomes.outcome(of: seed).counts, uniquingKeysWith: +)
        }
        let never = Simulation.branches.filter {
            !Simulation.rare.contains($0) && counts[$0, default: 0] == 0
        }
        #expect(
            never.isEmpty,
            "a seed further on may take it: scripts/simulate --seeds 100 --from 25")
    }

    @Test("Two hundred offices hold for three months", .enabled(if: isFull))
    func holdsForLong() throws {
        let script = Process()
        script.executableURL = Self.checkout.appending(path: "scripts/simulate")
        script.arguments = ["--seeds", "200", "--days", "92"]
        try script.run()
        script.waitUntilExit()
        #expect(script.terminationStatus == 0)
    }

    /// No order of a set or a dictionary may matter: each process has its own.
    @Test func replaysInAnotherProcess() throws {
        let once = try printed(seed: 7, days: 14)
        #expect(once == (try printed(seed: 7, days: 14)))
        #expect(once.count > 20)
    }

    /// What the program prints of a seed, but for how long it took.
    private func printed(seed: UInt64, days: Int) throws -> [Substring] {
        let program = Process()
        program.executableURL = URL(
            filePath: CommandLine.arguments[0]
        ).deletingLastPathComponent().appending(path: "tenggat-simulate")
        program.arguments = [
            "--checkout", Self.checkout.path, "--seed", "\(seed)", "--days", "\(days)", "--trace",
        ]
        let output = Pipe()
        program.standardOutput = output
        try program.run()
        let text = String(
            decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        program.waitUntilExit()
        return text.split(separator: "\n").filter { !$0.contains("a second") }
    }

    @Test("A seed plays the same again")
    func replays() async throws {
        let once = try await Self.play(7, days: 20)
        let again = try await Self.play(7, days: 20)
        #expect(once.trace == again.trace)
        #expect(once.counts == again.counts)
        #expect(once.trace.count > 20)
    }
}
