import Almanac
import Coordination
import Engine
import Host
import Ledger

/// Plays scenarios on the real engine and looks at every invariant while it does.
package struct Simulation: Sendable {
    private let ground: SimulationGround

    package init(on ground: SimulationGround) { self.ground = ground }

    /// What a scenario came to.
    package struct Outcome: Sendable {
        package var violation: Violation?
        /// How often each thing happened: replies, states, reasons, crashes and what they left.
        package var counts: [String: Int]
        /// What happened, line by line, where that was asked for.
        package var trace: [String]
    }

    /// Plays a scenario to its end or to the first violation.
    package func play(_ scenario: Scenario, isTracing: Bool = false) async -> Outcome {
        do {
            let office = try await SimulatedOffice(scenario, on: ground, isTracing: isTracing)
            var violation: Violation?
            do {
                try await FileWorld.$current.withValue(office.inbox.world) {
                    try await play(scenario, at: office)
                }
            } catch let found as Violation {
                violation = found
            } catch {
                violation = Violation("nothing fails", "\(error)", at: office.truth)
            }
            var counts = office.counts
            counts.merge(office.courier.counts, uniquingKeysWith: +)
            for folder in office.decidedDrops.values { counts["drop \(folder)", default: 0] += 1 }
            for seen in office.seenLetters { counts[seen.word, default: 0] += 1 }
            counts.merge(try await tally(of: office), uniquingKeysWith: +)
            return Outcome(violation: violation, counts: counts, trace: office.trace)
        } catch {
            return Outcome(
                violation: Violation("the service starts", "\(error)", at: scenario.begins),
                counts: [:], trace: [])
        }
    }

    /// Invariants are looked at after so many things that happened, dear ones after so many: what is wrong stays
    /// wrong, and looking costs more than what is looked at.
    private static let every = 4
    private static let dearEvery = 24

    private func play(_ scenario: Scenario, at office: SimulatedOffice) async throws {
        for name in SimulationGround.registers {
            try await office.take(name, ground.register(name))
        }
        for (index, event) in scenario.events.enumerated() {
            let moment = office.zone.instant(event.at)
            // The oracle reads what is entered in one minute without an order.
            let next = scenario.isJudged ? office.clock.truth + .seconds(60) : office.clock.truth
            if index == 0 || max(moment, next) > office.clock.truth {
                try await office.advance(to: index == 0 ? moment : max(moment, next))
            }
            office.disturb()
            try await office.play(event.operation)
            try await office.settle()
            try await office.noteLetters()
            guard index % Self.every == Self.every - 1 else { continue }
            let isDear = index % Self.dearEvery == Self.dearEvery - 1
            try await check(office, dearOnes: isDear)
        }
        if office.isDiskFull { try await office.setDisk(room: nil) }
        try await office.advance(to: office.zone.instant(scenario.ends))
        try await office.settle()
        try await check(office, dearOnes: true)
        guard scenario.isJudged else { return }
        let faults = try await OfficeJudge(office: office).faults()
        guard !faults.isEmpty else { return }
        for fault in faults { office.note("oracle: \(fault)") }
        throw Violation("what went is what should have gone", faults[0], at: office.truth)
    }

    private func check(_ office: SimulatedOffice, dearOnes: Bool) async throws {
        // What finds no room is done when there is some again.
        guard !office.isDiskFull else { return }
        office.seenLetters.formUnion(try await openLetters(of: office))
        for invariant in Invariant.all where dearOnes || !invariant.isDear {
            if let fault = try await invariant.faults(office).first {
                throw Violation(invariant.name, fault, at: office.truth)
            }
        }
        try await office.settle()
    }

    private func openLetters(
        of office: SimulatedOffice
    ) async throws -> Set<SimulatedOffice.SeenLetter> {
        try await office.stages.ledger.read { view in
            var seen: Set<SimulatedOffice.SeenLetter> = []
            for notice in try view.notices(in: Self.openStates, limit: .max) {
                let words =
                    ["\(notice.audience.rawValue) \(notice.state.rawValue)"]
                    + notice.holdReasons.map { "held \($0.rawValue)" }
                seen.formUnion(words.map { .init(notice: notice.id, word: $0) })
            }
            return seen
        }
    }

    private static let openStates: [NoticeState] = [.waiting, .deferred, .held, .uncertain]

    /// What the ledger came to hold, by state and reason: whether a branch was taken at all.
    private func tally(of office: SimulatedOffice) async throws -> [String: Int] {
        try await office.stages.ledger.read { view in
            var counts: [String: Int] = [:]
            for notice in try view.notices(in: NoticeState.allCases, limit: .max) {
                if !Self.openStates.contains(notice.state) {
                    counts["\(notice.audience.rawValue) \(notice.state.rawValue)", default: 0] += 1
                }
                for record in notice.items {
                    counts["item \(record.item.kind)", default: 0] += 1
                    if record.item.facts["late"] == .flag(true) {
                        counts["item late", default: 0] += 1
                    }
                }
            }
            for record in try view.deadlines() {
                let deadline = record.deadline
                counts["asked \(deadline.kind)", default: 0] += 1
                if deadline.code.hasPrefix("FORMER-") {
                    counts["asked about a former client", default: 0] += 1
                }
                if deadline.code.hasPrefix("RETURNED-") {
                    counts["asked about a client who is back", default: 0] += 1
                }
                for step in try view.steps(of: record.id, revision: deadline.revision) {
                    counts["step \(step.outcome.rawValue)", default: 0] += 1
                    if step.reasons.contains(where: { $0.rule == .nobodyThere }) {
                        counts["step nobody-there", default: 0] += 1
                    }
                }
            }
            return counts
        }
    }
}
