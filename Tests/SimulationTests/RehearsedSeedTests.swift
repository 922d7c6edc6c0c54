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
        let wanted = isFull ? 20 : 4
        return (UInt64(1)...400).lazy.filter { seed in
            var maker = ScenarioMaker(seed: seed, days: days)
            return maker.make().isJudged
        }.prefix(wanted).map { $0 }
    }()
    private static let days = 24
    private static var isFull: Bool { SimulationTests.isFull }
    private static let rehearsed = Duration.seconds(60 * 86_400)

    /// An office after the weeks of a seed.
    private static func played(_ seed: UInt64) async throws -> SimulatedOffice {
        var maker = ScenarioMaker(seed: seed, days: days)
        let scenario = maker.make()
        let ground = try SimulationGround(checkout: checkout)
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
        return office
    }

    @Test("Sixty days after a seed's weeks are told before, to the minute", arguments: seeds)
    func sixtyDays(_ seed: UInt64) async throws {
        let office = try await Self.played(seed)
        let start = office.clock.now
        let end = start + Self.rehearsed
        let rehearsal = try Rehearsal(office.stages, from: start, until: end)
        let expected = Self.lines(of: try await rehearsal.run(with: nil).messages)
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

    @Test(
        "What a day off changes is the difference of two plays",
        arguments: seeds.prefix(isFull ? 20 : 2))
    func withADayOff(_ seed: UInt64) async throws {
        let office = try await Self.played(seed)
        let start = office.clock.now
        let end = start + .seconds(20 * 86_400)
        let day = office.zone.civil(start + .seconds(6 * 86_400)).date
        let sheet = Intake.File(
            name: "holidays.csv",
            content: Array("date;name;kind\r\n\(day);Libur Kantor;office\r\n".utf8))
        let rehearsal = try Rehearsal(office.stages, from: start, until: end)
        let before = try await rehearsal.run(with: nil).messages
        let outcome = try await rehearsal.run(
            with: RehearsedChange([sheet], from: SimulatedOffice.coordinator))
        #expect(try await office.take(sheet.name, sheet.content))
        let after = try await rehearsal.run(with: nil).messages
        #expect(Self.lines(of: outcome.messages) == Self.lines(of: after))
        // What only moved is the same in both plays but for its moment.
        let (old, new) = (Set(Self.lines(of: before)), Set(Self.lines(of: after)))
        let changes = try #require(outcome.difference).changes
        for change in changes where change.kind != .reworded {
            let what = "\(change.item.kind) \(change.item.subject)"
            if let at = change.formerAt, at <= end, change.kind != .released {
                #expect(old.contains(Self.line(at, change.recipient, what)), "\(change)")
            }
            if let at = change.at, at <= end, change.kind != .held {
                #expect(new.contains(Self.line(at, change.recipient, what)), "\(change)")
            }
        }
        let told = Set(
            changes.flatMap { [$0.formerAt, $0.at].compactMap(\.self) }.map { $0.seconds / 60 })
        for line in old.symmetricDifference(new) {
            let moment = try #require(Instant(rfc3339: String(line.prefix { $0 != " " })))
            #expect(told.contains(moment.seconds / 60), "\(line)")
        }
    }

    private static func lines(of messages: [Engine.RehearsedMessage]) -> [String] {
        messages.filter(\.holdReasons.isEmpty).flatMap { message in
            message.items.map {
                line(message.at, message.recipient, "\($0.kind) \($0.subject)")
            }
        }.sorted()
    }

    private static func line(_ moment: Instant, _ recipient: String, _ what: String) -> String {
        "\(Instant(seconds: moment.seconds / 60 * 60).rfc3339) \(recipient): \(what)"
    }
}
