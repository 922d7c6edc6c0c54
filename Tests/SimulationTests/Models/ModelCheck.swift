import Almanac
import Foundation
import Testing

@testable import Simulation

/// Random operations, played to the program and to a small model of it; what they differ by is shrunk.
struct ModelCheck<Operation> {
    /// Plays operations to both, each time from the beginning.
    ///
    /// Nil where they agree, else what differs first.
    let difference: ([Operation]) async throws -> String?

    /// Plays one list of operations a seed, and records the shortest that was found for the first that fails.
    func play(
        seeds: ClosedRange<UInt64>, make: (inout SeededRandom) -> [Operation],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        guard let words = try await firstDifference(seeds: seeds, make: make) else { return }
        Issue.record("\(words)", sourceLocation: sourceLocation)
    }

    /// What the first seed that fails differs by, and the shortest operations that show it; nil where none fails.
    func firstDifference(
        seeds: ClosedRange<UInt64>, make: (inout SeededRandom) -> [Operation]
    ) async throws -> String? {
        for seed in seeds {
            var random = SeededRandom(seed)
            let operations = make(&random)
            guard let found = try await difference(operations) else { continue }
            let shortest = try await shrink(operations)
            let again = try await difference(shortest) ?? found
            let words = shortest.map { "  \($0)" }.joined(separator: "\n")
            return "seed \(seed): \(again)\n\(words)"
        }
        return nil
    }

    /// Takes away whatever it fails without (delta debugging, Zeller and Hildebrandt, 2002).
    func shrink(_ operations: [Operation]) async throws -> [Operation] {
        var shortest = operations
        var size = max(1, shortest.count / 2)
        while true {
            var index = 0
            var isShorter = false
            while index < shortest.count {
                var candidate = shortest
                candidate.removeSubrange(index..<min(index + size, candidate.count))
                if try await difference(candidate) != nil {
                    shortest = candidate
                    isShorter = true
                } else {
                    index += size
                }
            }
            if size == 1, !isShorter { return shortest }
            size = max(1, size / 2)
        }
    }
}

/// How many lists of operations are played.
enum ModelCases {
    /// - Parameter count: as many as fit into a few seconds; all the night's are ten times that.
    static func seeds(_ count: UInt64) -> ClosedRange<UInt64> {
        1...(SimulationTests.isFull ? 10 * count : count)
    }
}

/// The timelines' office in which nothing happens by itself.
enum QuietOffice {
    static let checkout = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    /// - Parameter moment: local to the office.
    static func open(
        at moment: String = "2026-11-23 08:00", settings: [String] = []
    ) async throws -> SimulatedOffice {
        let begins = try #require(CivilDateTime(moment))
        let scenario = Scenario(
            seed: 1, settings: settings, begins: begins, ends: begins, events: [])
        let ground = try SimulationGround(checkout: checkout)
        let office = try await SimulatedOffice(scenario, on: ground, isTracing: false)
        for name in SimulationGround.registers {
            try await office.take(name, ground.register(name))
        }
        try await office.settle()
        return office
    }
}

/// What shrinks must shrink, and what differs must be said.
@Suite struct ModelCheckTests {
    @Test func theShortestListIsFound() async throws {
        let check = ModelCheck<Int> { numbers in
            numbers.contains(3) && numbers.contains(7) ? "both" : nil
        }
        let shortest = try await check.shrink([1, 3, 2, 9, 7, 4, 3])
        #expect(shortest.count == 2)
        #expect(Set(shortest) == [3, 7])
    }

    @Test func whatDiffersIsTold() async throws {
        let check = ModelCheck<Int> { $0.count > 2 ? "too many" : nil }
        let words = try await check.firstDifference(seeds: 1...3) { random in
            (0..<9).map { _ in random.whole(0...9) }
        }
        let lines = try #require(words).split(separator: "\n")
        #expect(lines.first == "seed 1: too many" && lines.count == 4)
        let good = ModelCheck<Int> { _ in nil }
        #expect(try await good.firstDifference(seeds: 1...3) { _ in [1] } == nil)
    }
}
