import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine
@testable import Simulation

/// Offices that seeds make: what a rehearsal of two months says comes is what the engine then does.
@Suite struct RehearsedSeedTests {
    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    /// Seeds whose offices have mail that arrives and a machine that works: nobody rehearses a server's refusals.
    private static let seeds: [UInt64] = {
        let wanted = SimulationTests.isFull ? 20 : 4
        return (UInt64(1)...400).lazy.filter { seed in
            var maker = ScenarioMaker(seed: seed, days: days)
            return maker.make().isJudged
        }.prefix(wanted).map { $0 }
    }()
    private static let days = 24
    private static let rehearsed = Duration.seconds(60 * 86_400)

    @Test("Sixty days after a seed's weeks are told before, to the minute", arguments: seeds)
    func sixtyDays(_ seed: UInt64) async throws {
        var maker = ScenarioMaker(seed: seed, days: Self.days)
        let scenario = maker.make()
        let ground = try SimulationGround(checkout: Self.checkout)
        let office = try await SimulatedOffice(scenario, on: ground, isTracing: false)
        for name in SimulationGround.registers {
            _ = try await office.take(name, ground.register(name))
        }
        for event in scenario.events {
            try await office.advance(to: office.zone.instant(event.at))
            try await office.play(event.operation)
            try await office.settle()
        }
        try await office.advance(to: office.zone.instant(scenario.ends))
        let start = office.clock.now
        let end = start + Self.rehearsed
        let rehearsal = try Rehearsal(office.stages, from: start, until: end)
        let expected = try await rehearsal.run(with: nil).messages
            .filter(\.holdReasons.isEmpty).flatMap { message in
                message.items.map {
                    Self.line(message.at, message.recipient, "\($0.kind) \($0.subject)")
                }
            }.sorted()
        try await office.advance(to: end)
        let told = try await office.stages.ledger.read { view in
            try view.notices(in: [.sent], limit: .max).flatMap { notice -> [String] in
                guard let left = notice.finishedAt, left > start else { return [] }
                return notice.liveItems.map {
                    Self.line(left, notice.recipient, "\($0.item.kind) \($0.item.subject)")
                }
            }
        }.sorted()
        #expect(told == expected, "\(Set(told).symmetricDifference(expected).sorted())")
    }

    private static func line(_ moment: Instant, _ recipient: String, _ what: String) -> String {
        "\(Instant(seconds: moment.seconds / 60 * 60).rfc3339) \(recipient): \(what)"
    }
}
