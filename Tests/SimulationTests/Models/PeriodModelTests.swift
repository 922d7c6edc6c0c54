import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine
@testable import Simulation

/// DESIGN §6 on periods as three states and what each refuses, beside the program's.
@Suite struct PeriodModelTests {
    enum Operation: CustomStringConvertible {
        case submit(team: String, period: String, faults: Int)
        case waive(team: String, period: String)
        case askAgain(team: String, period: String)
        case move(String, to: String, hasReason: Bool)

        var description: String {
            switch self {
            case .submit(let team, let period, let faults): "submit \(team) \(period) \(faults)"
            case .waive(let team, let period): "waive \(team) \(period)"
            case .askAgain(let team, let period): "ask-again \(team) \(period)"
            case .move(let period, let state, let hasReason):
                "period \(period) \(state)\(hasReason ? " with a reason" : "")"
            }
        }
    }

    private static let teams = ["JKT", "MKS", "JPR"]
    /// The last one has not ended.
    private static let periods = ["2026-10", "2026-11", "2026-12"]

    struct Model {
        enum File { case none, rejected, accepted }

        var states = Dictionary(uniqueKeysWithValues: periods.map { ($0, "open") })
        var files: [String: File] = [:]
        var waived: Set<String> = []

        /// - Returns: whether it is done; what is refused changes nothing.
        mutating func play(_ operation: Operation) -> Bool {
            switch operation {
            case .submit(let team, let period, let faults):
                guard states[period] == "open" else { return false }
                files[team + period] = faults > 0 ? .rejected : .accepted
                // What came is right: nobody needs a waiver any more.
                if faults == 0 { waived.remove(team + period) }
            case .waive(let team, let period):
                guard states[period] != "closed", files[team + period] != .accepted,
                    waived.insert(team + period).inserted
                else { return false }
            case .askAgain(let team, let period):
                guard states[period] != "closed", waived.remove(team + period) != nil else {
                    return false
                }
            case .move(let period, let state, let hasReason):
                guard mayMove(period, to: state, hasReason) else { return false }
                states[period] = state
            }
            return true
        }

        private func mayMove(_ period: String, to state: String, _ hasReason: Bool) -> Bool {
            guard let old = states[period], old != state else { return false }
            switch state {
            case "locked": return old != "closed"
            case "open":
                let later = periods.filter { $0 > period && states[$0] == "closed" }
                return hasReason && (old != "closed" || later.isEmpty)
            default:
                let earlier = periods.filter { $0 < period && states[$0] != "closed" }
                return earlier.isEmpty && period != periods.last
                    && teams.allSatisfy { isThere($0, period) }
            }
        }

        private func isThere(_ team: String, _ period: String) -> Bool {
            waived.contains(team + period) || files[team + period] == .accepted
        }
    }

    @Test func periods() async throws {
        let check = ModelCheck<Operation> { operations in
            let office = try await QuietOffice.open(
                at: "2026-12-01 09:00",
                settings: [
                    "close: {first: 2026-10, checks: [WD+2 15:30], due: WD+5 17:00, ladder: close}"
                ])
            var model = Model()
            for (index, operation) in operations.enumerated() {
                let isDone: Bool
                do {
                    try await Self.play(operation, at: office)
                    isDone = true
                } catch is ControlError {
                    isDone = false
                }
                guard model.play(operation) == isDone else {
                    return "\(index) \(operation) \(isDone ? "is done" : "is refused")"
                }
                let states = try await office.stages.ledger.read { view in
                    Dictionary(
                        uniqueKeysWithValues: try view.periods().map {
                            ("\($0.period)", $0.state.rawValue)
                        })
                }
                guard states == model.states else {
                    return "\(index) \(operation): \(states), not \(model.states)"
                }
            }
            return nil
        }
        try await check.play(seeds: ModelCases.seeds(20)) { random in
            (0..<random.whole(4...24)).map { _ in
                let (team, period) = (random.pick(Self.teams), random.pick(Self.periods))
                return switch random.whole(1...10) {
                case ...4: .submit(team: team, period: period, faults: random.chance(25) ? 1 : 0)
                case ...5: .waive(team: team, period: period)
                case ...6: .askAgain(team: team, period: period)
                default:
                    .move(
                        period, to: random.pick(["open", "locked", "closed", "closed"]),
                        hasReason: random.chance(80))
                }
            }
        }
    }

    private static func play(_ operation: Operation, at office: SimulatedOffice) async throws {
        switch operation {
        case .submit(let team, let period, let faults):
            let figures = SubmittedFigures(
                team: team, period: period, faults: faults, isNil: false)
            _ = try await office.caller.call(Submit(file: figures.file, by: "K"))
        case .waive(let team, let period):
            _ = try await office.caller.call(
                WaiveSubmission(
                    period: period, type: "achievements", team: team, reason: "uji", by: "K"))
        case .askAgain(let team, let period):
            _ = try await office.caller.call(
                WaiveSubmission(
                    period: period, type: "achievements", team: team, reason: "uji",
                    withdraw: true, by: "K"))
        case .move(let period, let state, let hasReason):
            _ = try await office.caller.call(
                MovePeriod(
                    period: period, state: state, reason: hasReason ? "uji" : nil, by: "K"))
        }
    }
}
