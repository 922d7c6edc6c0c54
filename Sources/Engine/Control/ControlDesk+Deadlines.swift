import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func listDeadlines(
        _ call: ListDeadlines, by: String, interim: InterimReplies<ListDeadlines.Reply>
    ) async throws -> ListDeadlines.Reply {
        let word = call.state ?? Coordination.Deadline.State.open.rawValue
        let state = Coordination.Deadline.State(rawValue: word)
        guard state != nil || word == "all" else {
            throw EngineError(
                .invalid,
                "“\(word)” is no state of a deadline; there are open, done, cancelled, "
                    + "waived and all", field: "state")
        }
        let office = stages.store.office
        let owner = call.owner.map(Directory.fold)
        let ids = try await stages.ledger.read { try $0.deadlineIDs(in: state) }
        return try await paged(ids, interim, reply: ListDeadlines.Reply.init) { ids in
            try await stages.ledger.read { view in
                try view.deadlines(numbered: ids).filter { record in
                    owner == nil || Directory.fold(record.deadline.owner) == owner
                }.map { try Control.Deadline($0, office: office, view: view) }
            }
        }
    }

    @Sendable func showDeadline(
        _ call: ShowDeadline, by: String
    ) async throws -> ShowDeadline.Reply {
        let office = stages.store.office
        let desk = DeadlineChanges(office: office, by: by)
        return try await stages.ledger.read { view in
            let record = try desk.record(
                .init(code: call.code, occurrence: call.occurrence), in: view)
            let deadline = record.deadline
            let settled = try view.steps(of: record.id, revision: deadline.revision)
            let ahead = office.plan(deadline).filter { step in
                !settled.contains { $0.identity == step.identity }
            }
            return ShowDeadline.Reply(
                deadline: try Control.Deadline(record, office: office, view: view),
                steps: settled.map(Control.Step.init) + ahead.map(Control.Step.init),
                events: try view.events(of: Subject(.deadline, deadline.identifier))
                    .map(Control.Event.init))
        }
    }

    @Sendable func addDeadline(_ call: AddDeadline, by: String) async throws -> AddDeadline.Reply {
        let office = stages.store.office
        let new = try NewDeadline(call, office: office)
        let now = clock.now
        if new.recurrence == nil {
            let due = office.dueInstant(of: office.newDeadline(new, now: now))
            guard due > now else {
                throw EngineError(
                    .invalid, "\(call.due) is past: a deadline is due in the future", field: "due")
            }
        }
        let changed = try await change(by: by) { desk, transaction in
            var new = new
            if new.code.isEmpty { new.code = try Self.freeCode(in: transaction.view) }
            return try desk.add(new, in: transaction)
        }
        return AddDeadline.Reply(deadline: changed.deadline)
    }

    @Sendable func finishDeadline(
        _ call: FinishDeadline, by: String
    ) async throws -> AddDeadline.Reply {
        let state = try Self.endState(of: call)
        let scope = try Self.moveScope(call.scope)
        return try await change(by: by) { desk, transaction in
            try desk.finish(
                .init(code: call.code, occurrence: call.occurrence), as: state,
                reason: call.reason, proof: call.evidence, scope: scope, in: transaction)
        }
    }

    @Sendable func moveDeadline(_ call: MoveDeadline, by: String) async throws -> AddDeadline.Reply
    {
        let scope = try Self.moveScope(call.scope)
        let due = try NewDeadline.due(call.due)
        return try await change(by: by) { desk, transaction in
            let name = DeadlineChanges.Name(code: call.code, occurrence: call.occurrence)
            let old = try desk.record(name, in: transaction.view).deadline.due
            return try desk.move(
                name, to: CivilDateTime(date: due.date, time: due.time ?? old.time),
                reason: call.reason, scope: scope, in: transaction)
        }
    }

    @Sendable func acknowledgeDeadline(
        _ call: AcknowledgeDeadline, by: String
    ) async throws -> AddDeadline.Reply {
        let until = try call.until.map { try moment($0, field: "until") }
        return try await change(by: by) { desk, transaction in
            try desk.acknowledge(
                .init(code: call.code, occurrence: call.occurrence), until: until, in: transaction)
        }
    }

    @Sendable func snoozeDeadline(
        _ call: SnoozeDeadline, by: String
    ) async throws -> AddDeadline.Reply {
        let until = try moment(call.until, field: "until")
        return try await change(by: by) { desk, transaction in
            try desk.snooze(
                .init(code: call.code, occurrence: call.occurrence), until: until, in: transaction)
        }
    }

    @Sendable func reopenDeadline(
        _ call: ReopenDeadline, by: String
    ) async throws -> AddDeadline.Reply {
        try await change(by: by) { desk, transaction in
            try desk.reopen(
                .init(code: call.code, occurrence: call.occurrence), reason: call.reason,
                in: transaction)
        }
    }

    /// One change of one deadline, in one transaction.
    private func change(
        by: String,
        _ body: @Sendable @escaping (DeadlineChanges, LedgerTransaction) throws -> DeadlineRecord
    ) async throws -> AddDeadline.Reply {
        let changed = try await stages.store.change(at: clock.now) { work in
            let record = try body(DeadlineChanges(office: work.office, by: by), work.transaction)
            return try Control.Deadline(record, office: work.office, view: work.view)
        }
        return AddDeadline.Reply(deadline: changed)
    }

    private static func endState(
        of call: FinishDeadline
    ) throws -> Coordination.Deadline.State {
        let word = call.outcome ?? Coordination.Deadline.State.done.rawValue
        guard let state = Coordination.Deadline.State(rawValue: word), state != .open else {
            throw EngineError(
                .invalid, "“\(word)” ends no deadline; there are done, waived and cancelled",
                field: "outcome")
        }
        if state != .done, call.reason?.isEmpty ?? true {
            throw EngineError(
                .invalid, "\(word) needs a reason: it stays in the deadline's history",
                field: "reason")
        }
        return state
    }

    private static func moveScope(_ word: String?) throws -> DeadlineChanges.Scope? {
        guard let word else { return nil }
        guard let scope = DeadlineChanges.Scope(rawValue: word) else {
            throw EngineError(
                .invalid, "“\(word)” is no scope; there are this and following", field: "scope")
        }
        return scope
    }

    /// `D-1`, `D-2`, …: the first that nobody has.
    private static func freeCode(in view: LedgerView) throws -> String {
        let taken = Set(try view.deadlineCodes().map(Directory.fold))
        var number = taken.count + 1
        while taken.contains("d-\(number)") { number += 1 }
        return "D-\(number)"
    }

    /// A moment as a person writes it, local to the office; a date alone is its opening hour.
    func moment(_ text: String, field: String) throws -> Instant {
        let office = stages.store.office
        if let instant = Instant(rfc3339: text) { return instant }
        if let local = CivilDateTime(text) { return office.profile.zone.instant(local) }
        if let date = CivilDate(text) { return office.startOfBusiness(on: date) }
        throw EngineError(
            .invalid,
            "“\(text)” is no moment: write 2026-12-04 15:00, local to the office, or a date alone "
                + "for its opening hour", field: field)
    }
}
