import Almanac
import Control
import Coordination
import Engine
import Ledger

/// What happens to an office, done to the engine as it is done to a running service.
extension SimulatedOffice {
    /// Has something happen; what is refused has happened as well, and is counted.
    func play(_ operation: Operation) async throws {
        note(operation.words.joined(separator: " / "))
        do {
            try await live { try await perform(operation) }
        } catch let error as ControlError {
            count("refused")
            note("  refused: \(error.message)")
        } catch let error as EngineError {
            count("refused")
            note("  refused: \(error)")
        } catch  where power.isOff {
            // Nobody learns what became of it.
            return
        }
    }

    private func perform(_ operation: Operation) async throws {
        switch operation {
        case .rows(let rows): try await take("\(rows.kind).csv", rows.content)
        case .export(let kind):
            if let kind = SheetKind(rawValue: kind) {
                let file = try await stages.export(kind, as: .csv, at: clock.now)
                exports[kind.rawValue] = file.content
            }
        case .edited(let kind, let key, let cells):
            if let export = exports[kind] {
                count("edited export")
                try await take(
                    "\(kind).csv", EditedSheet(export).content(changing: cells, ofRow: key))
            }
        case .order(let code, let change, let fields):
            _ = try await caller.call(
                ChangeOrder(
                    order: code, change: change, lines: fields["line"].map { [$0] },
                    date: fields["date"], quantity: fields["quantity"].flatMap(Double.init),
                    reason: fields["reason"], by: "K"))
        case .add(let code, let fields): try await add(code, fields)
        case .deadline(let code, let verb, let fields): try await settleDeadline(code, verb, fields)
        case .letters(let verb): try await handle(verb)
        case .submit, .period, .submission: try await performOfPeriods(operation)
        case .reply(let reply): courier.answer(reply)
        case .mailbox(let address, let mailbox): courier.set(address, to: mailbox)
        default: try await performOfMachine(operation)
        }
    }

    /// K, who may act for anybody.
    static let coordinator = Sender(
        by: "K",
        authority: Authority(
            of: Peer(processID: 1, user: 0, groups: [0]),
            under: Permissions(viewers: .init(), operators: .init(), persons: [0: "K"])))

    /// Takes a sheet as the coordinator.
    func take(_ name: String, _ content: [UInt8]) async throws {
        let reports = try await stages.intake.take(
            [Intake.File(name: name, content: content)], as: nil, isDryRun: false,
            from: Self.coordinator, at: clock.now)
        for report in reports {
            count(report.isTaken ? "sheet taken" : "sheet refused")
            guard !report.isTaken else { continue }
            note("  refused: \(report.reading.findings.map { "\($0.cell) \($0.code)" })")
        }
    }

    private static let zones = ["WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"]

    private func add(_ code: String, _ fields: [String: String]) async throws {
        _ = try await caller.call(
            AddDeadline(
                title: "Janji \(code)", owner: fields["owner"] ?? "",
                due: (fields["due"] ?? "").replacing("T", with: " "), code: code,
                timeZone: fields["zone"].flatMap { Self.zones[$0] }, ladder: fields["ladder"],
                repeat: fields["repeat"], after: fields["after"].map { [$0] }, by: "K"))
    }

    private func settleDeadline(
        _ code: String, _ verb: Operation.DeadlineVerb, _ fields: [String: String]
    ) async throws {
        let moment = { (name: String) in (fields[name] ?? "").replacing("T", with: " ") }
        switch verb {
        case .done: _ = try await caller.call(FinishDeadline(code: code, by: "K"))
        case .waive, .cancel:
            _ = try await caller.call(
                FinishDeadline(
                    code: code, outcome: verb == .waive ? "waived" : "cancelled", scope: "this",
                    by: "K", reason: "test"))
        case .move:
            _ = try await caller.call(
                MoveDeadline(code: code, due: moment("due"), scope: "this", by: "K"))
        case .acknowledge: _ = try await caller.call(AcknowledgeDeadline(code: code, by: "K"))
        case .snooze:
            _ = try await caller.call(
                SnoozeDeadline(code: code, until: moment("until"), by: "K"))
        case .reopen:
            _ = try await caller.call(ReopenDeadline(code: code, by: "K", reason: "test"))
        }
    }

    private func performOfPeriods(_ operation: Operation) async throws {
        switch operation {
        case .submit(let team, let period, let faults, let isNil):
            let report = try await caller.call(
                Submit(
                    file: SubmittedFigures(team: team, period: period, faults: faults, isNil: isNil)
                        .file, by: "K")
            ).report
            count(report.accepted > 0 ? "figures accepted" : "figures refused")
        case .period(let period, let state):
            _ = try await caller.call(
                MovePeriod(period: period, state: state, reason: "test", by: "K"))
            count("period \(state)")
        case .submission(let team, let period, let verb):
            guard verb != .sign else {
                _ = try await caller.call(
                    SignSubmission(period: period, type: "achievements", team: team, by: "K"))
                return
            }
            _ = try await caller.call(
                WaiveSubmission(
                    period: period, type: "achievements", team: team, reason: "test",
                    withdraw: verb == .askAgain, by: "K"))
        default: break
        }
    }

    private func performOfMachine(_ operation: Operation) async throws {
        switch operation {
        case .outage(let minutes):
            courier.setAway(true)
            try await advance(to: clock.truth + .seconds(60 * minutes))
            courier.setAway(false)
        case .down(let minutes): try await restInOrder(minutes: minutes)
        case .crash(let crash, let minutes):
            crashMinutes = minutes
            power.arm(crash)
        case .back(let minutes):
            clock.step(by: .seconds(-60 * minutes))
            lookAtClock()
            count("clock set back")
        case .jump(let days, let minutes):
            clock.step(by: .seconds(86_400 * days))
            lookAtClock()
            try await settle()
            count("clock jumped")
            clock.pass(until: clock.truth + .seconds(60 * minutes))
            clock.synchronise()
            lookAtClock()
        case .synchronise:
            clock.synchronise()
            lookAtClock()
        default: break
        }
    }
}
