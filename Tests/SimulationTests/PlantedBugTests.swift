import Foundation
import Testing

@testable import Simulation

/// Bugs that are planted in a copy of the sources, one a guarantee: the simulation finds each within two hundred
/// seeds. `scripts/planted-bugs` plants and plays them; here is what can be seen without a build.
@Suite struct PlantedBugTests {
    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    /// A bug as its file describes it.
    struct Bug: Sendable, CustomTestStringConvertible {
        var name: String
        var seed: UInt64?
        var days = 31
        var edits: [(file: String, right: String)] = []

        var testDescription: String { name }

        init(name: String, _ text: String) {
            self.name = name
            var file = ""
            var isRight = false
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("in Sources/") {
                    file = String(line.dropFirst(3))
                    isRight = false
                } else if line == "--- right" {
                    edits.append((file, ""))
                    isRight = true
                } else if line == "--- wrong" {
                    isRight = false
                } else if isRight {
                    let before = edits[edits.count - 1].right
                    edits[edits.count - 1].right = before.isEmpty ? "\(line)" : "\(before)\n\(line)"
                } else if let found = line.wholeMatch(of: /seed (\d+) days (\d+) breaks .+/) {
                    seed = UInt64(found.1)
                    days = Int(found.2) ?? 31
                }
            }
        }
    }

    static func bugs() throws -> [Bug] {
        let folder = checkout.appending(path: "Tests/SimulationTests/Planted")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            Bug(
                name: String($0.dropLast(4)),
                try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
        }
    }

    @Test func eachGuaranteeHasOne() throws { #expect(try Self.bugs().count >= 14) }

    /// What was changed since must be planted anew.
    @Test("It can still be planted", arguments: try bugs())
    func canBePlanted(_ bug: Bug) throws {
        #expect(!bug.edits.isEmpty)
        for edit in bug.edits {
            let source = try String(
                contentsOf: Self.checkout.appending(path: edit.file), encoding: .utf8)
            #expect(source.ranges(of: edit.right).count == 1, "\(edit.file): \(edit.right)")
        }
    }

    /// A seed that fails anyway finds nothing.
    @Test("Its seed holds without it", arguments: try bugs())
    func holdsWithoutIt(_ bug: Bug) async throws {
        let seed = try #require(bug.seed, "scripts/planted-bugs --search \(bug.name)")
        #expect(seed <= 200)
        let isPlayedAnyway =
            bug.days == SimulationTests.days && SimulationTests.seeds.contains(seed)
        guard !isPlayedAnyway else { return }
        var maker = ScenarioMaker(seed: seed, days: bug.days)
        let ground = try SimulationGround(checkout: Self.checkout)
        let outcome = await Simulation(on: ground).play(maker.make())
        #expect(outcome.violation == nil)
    }

    @Test(
        "Each is found by the seed that is kept for it", .enabled(if: SimulationTests.isFull))
    func eachIsFound() throws {
        let script = Process()
        script.executableURL = Self.checkout.appending(path: "scripts/planted-bugs")
        try script.run()
        script.waitUntilExit()
        #expect(script.terminationStatus == 0)
    }
}
