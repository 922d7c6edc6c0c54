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
        let began = truth
        do {
            try await live { try await perform(operation) }
            writeDown(operation, began)
            if !power.isOff {
                acknowledged = try await stages.ledger.read { try $0.lastEvent() }
            }
        } catch let error as ControlError {
            count("refused")
            note("  refused: \(error.message)")
        } catch let error as EngineError {
            count("refused")
            note("  refused: \(error)")
        } catch  where power.isOff {
            // Nobody learns what became of it.
            return
        } catch let error as LedgerError where error.code == .diskFull && isDiskFull {
            count("refused for want of room")
        }
    }

    private func writeDown(_ operation: Operation, _ began: CivilDateTime) {
        if case .down = operation {
            diary += ["at \(began) down", "at \(truth) up"]
        } else {
            diary += operation.words.map { "at \(began) \($0)" }
        }
    }

    private func perform(_ operation: Operation) async throws {
        switch operation {
        case .rows(let rows): try await take(rows)
        case .export(let kind):
            if let kind = SheetKind(rawValue: kind) {
                let file = try await stages.export(kind, as: .csv, at: clock.now)
                exports[kind.rawValue] = file.content
            }
        case .edited(let kind, let key, let cells):
            if let export = exports[kind] {
                count("edited export")
                saidCells.note(cells, of: SaidCells.key(key))
                try await take(
                    "\(kind).csv", EditedSheet(export).content(changing: cells, ofRow: key))
            }
        case .order(let code, let change, let fields):
            _ = try await caller.call(
                ChangeOrder(
                    order: code, change: change, lines: fields["line"].map { [$0] },
                    date: fields["date"], quantity: fields["quantity"].flatMap(Double.init),
                    reason: fields["reason"], by: "K"))
        case .undoImport(let back, let isBySheet):
            try await takeBackImport(back: back, bySheet: isBySheet)
        case .foreign(let list): try await takeForeign(list)
        case .starter(let language): try await takeStarter(language)
        case .list: try await takeList()
        case .decide(let row): try await take(row.sheet)
        case .add(let code, let fields): try await add(code, fields)
        case .deadline(let code, let verb, let fields): try await settleDeadline(code, verb, fields)
        case .correct(let order, let line, let date): try await putRight(order, line, to: date)
        case .letters(let verb): try await handle(verb)
        case .deed(let deed): try await perform(deed)
        case .drop(let file): try await drop(file)
        case .finishDrop(let name): try writeRest(of: name)
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
    /// - Returns: whether it was taken.
    @discardableResult
    func take(_ name: String, _ content: [UInt8]) async throws -> Bool {
        let reports = try await stages.intake.take(
            [Intake.File(name: name, content: content)], as: nil, isDryRun: false,
            from: Self.coordinator, at: clock.now)
        for report in reports {
            count(report.isTaken ? "sheet taken" : "sheet refused")
            guard !report.isTaken else { continue }
            diary.append("refused \(truth) \(Self.written(name))")
            note("  refused: \(report.reading.findings.map { "\($0.cell) \($0.code)" })")
        }
        return reports.allSatisfy(\.isTaken)
    }

    /// As a timeline calls a sheet: a row of a register by what it is.
    private static func written(_ name: String) -> String {
        ["orders.csv", "deadlines.csv"].contains(name)
            ? name : "sheet \(name.replacing(".csv", with: ""))"
    }

    private static let zones = ["WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"]

    private func add(_ code: String, _ fields: [String: String]) async throws {
        _ = try await caller.call(
            AddDeadline(
                title: "Janji \(code)", owner: fields["owner"] ?? "",
                due: (fields["due"] ?? "").replacing("T", with: " "), code: code,
                timeZone: fields["zone"].flatMap { Self.zones[$0] }, ladder: fields["ladder"],
                repeat: fields["repeat"], evidence: fields["evidence"],
                after: fields["after"].map { [$0] }, by: "K"))
    }

    private func settleDeadline(
        _ code: String, _ verb: Operation.DeadlineVerb, _ fields: [String: String]
    ) async throws {
        let moment = { (name: String) in (fields[name] ?? "").replacing("T", with: " ") }
        switch verb {
        case .done:
            let now = try await caller.call(
                FinishDeadline(code: code, evidence: fields["evidence"], by: "K")
            ).deadline
            if now.state == "open" { count("shown in part") }
        case .waive, .cancel:
            _ = try await caller.call(
                FinishDeadline(
                    code: code, outcome: verb == .waive ? "waived" : "cancelled", scope: "this",
                    by: "K", reason: "test"))
        case .move:
            try await move(code, to: moment("due"))
        case .acknowledge: _ = try await caller.call(AcknowledgeDeadline(code: code, by: "K"))
        case .snooze:
            _ = try await caller.call(
                SnoozeDeadline(code: code, until: moment("until"), by: "K"))
        case .reopen:
            _ = try await caller.call(ReopenDeadline(code: code, by: "K", reason: "test"))
        }
    }

    /// Moves a due date: the whole ladder is armed anew, and nothing of it that lies ahead is done with.
    private func move(_ code: String, to due: String) async throws {
        _ = try await caller.call(MoveDeadline(code: code, due: due, scope: "this", by: "K"))
        guard !power.isOff else { return }
        let now = clock.now
        let ended = try await stages.store.read { view, office in
            try view.openDeadlines(code: code).filter { $0.deadline.armedAt == now }.flatMap {
                record in
                let settled = try view.settledSteps(
                    of: record.id, revision: record.deadline.revision)
                return office.plan(record.deadline).map(\.identity).filter(settled.contains)
                    .filter { identity in
                        office.plan(record.deadline).contains {
                            $0.identity == identity && $0.nominal > now
                        }
                    }.map { "\(record.deadline.identifier) \($0.when) \($0.role)" }
            }
        }
        if let step = ended.first {
            throw Violation("a moved due date arms its whole ladder", step, at: truth)
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
                    SignSubmission(
                        period: period, type: "achievements", team: team, reason: "test",
                        by: Self.managers[team] ?? "K"))
                count("figures signed")
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
        case .disk(let room):
            count(room.map { $0 == 0 ? "disk full" : "disk full at a write" } ?? "disk has room")
            try await setDisk(room: room)
            // Jobs that failed try again after a while.
            if room == nil { try await advance(to: clock.truth + SimulatedLoop.pause) }
        case .trial(let isOn):
            try setTrial(isOn)
            try await restInOrder(minutes: 1)
            count(isOn ? "trial begun" : "trial ended")
        case .crash(let crash, let minutes):
            crashMinutes = minutes
            power.arm(crash)
        case .back(let minutes):
            clock.step(by: .seconds(-60 * minutes))
            lookAtClock()
            // What was to be done by the clock is later.
            noteHindrance(for: .seconds(60 * minutes))
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
