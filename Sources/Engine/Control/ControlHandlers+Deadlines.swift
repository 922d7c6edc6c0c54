import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    private typealias State = Coordination.Deadline.State

    @Sendable func listDeadlines(
        _ call: ListDeadlines, by: String, interim: InterimReplies<ListDeadlines.Reply>
    ) async throws -> ListDeadlines.Reply {
        let word = call.state ?? State.open.rawValue
        let state: State? =
            word == "all"
            ? nil
            : try CallWords.word(word, "state of a deadline", field: "state", further: "all")
        let office = stages.store.office
        let ids = try await stages.ledger.read { try $0.deadlineIDs(in: state) }
        return try await paged(ids, interim, reply: ListDeadlines.Reply.init) { ids in
            try await stages.ledger.read { view in
                try view.deadlines(numbered: ids).filter { record in
                    call.owner.map(record.deadline.owner.isCode) ?? true
                }.map { try Control.Deadline($0, office: office, view: view) }
            }
        }
    }

    @Sendable func showDeadline(
        _ call: ShowDeadline, by: String
    ) async throws -> ShowDeadline.Reply {
        try await stages.store.read { view, office in
            let record = try DeadlineChanges(office: office, by: by).record(
                .init(code: call.code, occurrence: call.occurrence), in: view)
            let ladder = try view.ladder(of: record, office: office)
            return ShowDeadline.Reply(
                deadline: try Control.Deadline(record, office: office, view: view),
                steps: ladder.settled.map(Control.Step.init) + ladder.ahead.map(Control.Step.init),
                events: try view.events(of: Subject(.deadline, record.deadline.identifier))
                    .map(Control.Event.init))
        }
    }

    @Sendable func addDeadline(_ call: AddDeadline, by: String) async throws -> AddDeadline.Reply {
        let (date, time) = try CallWords.due(call.due, by: stages.intake.reader)
        let roll: Rolling.Direction? = try call.roll.map {
            try CallWords.word($0, "direction", field: "roll")
        }
        let new = NewDeadline(
            code: call.code ?? "", title: call.title, owner: call.owner, date: date, time: time,
            zone: call.timeZone, kind: call.kind, ladder: call.ladder, client: call.client,
            note: call.note, recurrence: call.repeat, roll: roll, evidence: call.evidence,
            dependencies: call.after ?? [])
        return try await change(by: by) { try $0.add(requested: new, in: $1) }
    }

    @Sendable func finishDeadline(
        _ call: FinishDeadline, by: String
    ) async throws -> AddDeadline.Reply {
        let state: State = try CallWords.word(
            call.outcome ?? State.done.rawValue, "outcome of a deadline", field: "outcome")
        let scope = try seriesScope(call.scope)
        return try await change(by: by) { changes, transaction in
            try changes.finish(
                .init(code: call.code, occurrence: call.occurrence), as: state,
                reason: call.reason, proof: call.evidence, scope: scope, in: transaction)
        }
    }

    @Sendable func moveDeadline(_ call: MoveDeadline, by: String) async throws -> AddDeadline.Reply
    {
        let scope = try seriesScope(call.scope)
        let (date, time) = try CallWords.due(call.due, by: stages.intake.reader)
        return try await change(by: by) { changes, transaction in
            try changes.move(
                .init(code: call.code, occurrence: call.occurrence), to: date, at: time,
                reason: call.reason, scope: scope, in: transaction)
        }
    }

    @Sendable func acknowledgeDeadline(
        _ call: AcknowledgeDeadline, by: String
    ) async throws -> AddDeadline.Reply {
        let until = try call.until.map {
            try CallWords.moment(
                $0, field: "until", in: stages.store.office, by: stages.intake.reader)
        }
        return try await change(by: by) { changes, transaction in
            try changes.acknowledge(
                .init(code: call.code, occurrence: call.occurrence), until: until, in: transaction)
        }
    }

    @Sendable func snoozeDeadline(
        _ call: SnoozeDeadline, by: String
    ) async throws -> AddDeadline.Reply {
        let until = try CallWords.moment(
            call.until, field: "until", in: stages.store.office, by: stages.intake.reader)
        return try await change(by: by) { changes, transaction in
            try changes.snooze(
                .init(code: call.code, occurrence: call.occurrence), until: until, in: transaction)
        }
    }

    @Sendable func reopenDeadline(
        _ call: ReopenDeadline, by: String
    ) async throws -> AddDeadline.Reply {
        try await change(by: by) { changes, transaction in
            try changes.reopen(
                .init(code: call.code, occurrence: call.occurrence), reason: call.reason,
                in: transaction)
        }
    }

    private func seriesScope(_ word: String?) throws -> DeadlineChanges.Scope? {
        try word.map { try CallWords.word($0, "scope", field: "scope") }
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
}
