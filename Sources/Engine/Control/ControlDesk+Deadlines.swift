import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func listDeadlines(
        _ call: ListDeadlines, by: String
    ) async throws -> ListDeadlines.Reply {
        let word = call.state ?? Coordination.Deadline.State.open.rawValue
        let state = Coordination.Deadline.State(rawValue: word)
        guard state != nil || word == "all" else {
            throw EngineError(
                .invalid,
                "“\(word)” is no state of a deadline; there are open, done, cancelled, "
                    + "waived and all", field: "state")
        }
        let office = stages.office.office
        let owner = call.owner.map(Directory.fold)
        let deadlines = try await stages.ledger.read { view in
            try view.deadlines(in: state).filter { record in
                owner == nil || Directory.fold(record.deadline.owner) == owner
            }.map { try Control.Deadline($0, office: office, view: view) }
        }
        return ListDeadlines.Reply(deadlines: deadlines)
    }

    @Sendable func addDeadline(_ call: AddDeadline, by: String) async throws -> AddDeadline.Reply {
        let now = clock.now
        let office = stages.office.office
        let new = try NewDeadline(call, office: office)
        let dueAt = office.dueInstant(of: office.newDeadline(new, now: now))
        guard dueAt > now else {
            throw EngineError(
                .invalid, "\(call.due) is past: a deadline is due in the future", field: "due")
        }
        let added = try await stages.ledger.write(at: now) { transaction in
            var new = new
            if new.code.isEmpty { new.code = try Self.freeCode(in: transaction.view) }
            guard try transaction.view.deadline(code: new.code) == nil else {
                throw EngineError(
                    .conflict, "there is a deadline \(new.code) already: give another code",
                    field: "code")
            }
            try transaction.insert(office.newDeadline(new, now: now), office: office, by: by)
            return try Self.deadline(new.code, "", office: office, view: transaction.view)
        }
        stages.pokes.poke(JobName.deadlineReminders)
        return AddDeadline.Reply(deadline: added)
    }

    @Sendable func finishDeadline(
        _ call: FinishDeadline, by: String
    ) async throws -> FinishDeadline.Reply {
        let state = try Self.outcome(of: call)
        let now = clock.now
        let office = stages.office.office
        let finished = try await stages.ledger.write(at: now) { transaction in
            let record = try Self.record(call, in: transaction.view)
            var deadline = record.deadline
            guard deadline.state == .open else {
                throw EngineError(
                    .conflict,
                    "deadline \(deadline.identifier) is \(deadline.state.rawValue) "
                        + "already")
            }
            deadline.state = state
            deadline.finishedAt = now
            deadline.finishedBy = call.by ?? by
            deadline.reason = call.reason
            try transaction.change(record, to: deadline, office: office, by: call.by ?? by)
            return try Self.deadline(
                deadline.code, deadline.occurrence, office: office, view: transaction.view)
        }
        return FinishDeadline.Reply(deadline: finished)
    }

    private static func outcome(
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

    /// The deadline that a code means: of a series, the one that is open and due first.
    private static func record(
        _ call: FinishDeadline, in view: LedgerView
    ) throws -> DeadlineRecord {
        let found =
            try call.occurrence.map { try view.deadline(code: call.code, occurrence: $0) }
            ?? view.openDeadlines(code: call.code).first ?? view.deadline(code: call.code)
        guard let found else {
            throw EngineError(
                .notFound,
                "there is no deadline \(call.code)\(call.occurrence.map { " \($0)" } ?? "")"
                    + ": tenggatctl deadline list --state all shows them", field: "code")
        }
        return found
    }

    /// `D-1`, `D-2`, …: the first that nobody has.
    private static func freeCode(in view: LedgerView) throws -> String {
        let taken = Set(try view.deadlineCodes().map(Directory.fold))
        var number = taken.count + 1
        while taken.contains("d-\(number)") { number += 1 }
        return "D-\(number)"
    }

    private static func deadline(
        _ code: String, _ occurrence: String, office: Office, view: LedgerView
    ) throws -> Control.Deadline {
        guard let record = try view.deadline(code: code, occurrence: occurrence) else {
            throw EngineError(.notFound, "there is no deadline \(code)")
        }
        return try Control.Deadline(record, office: office, view: view)
    }
}

extension NewDeadline {
    /// What a call says, checked against the office.
    fileprivate init(_ call: AddDeadline, office: Office) throws {
        let directory = office.directory
        guard !call.title.allSatisfy(\.isWhitespace) else {
            throw EngineError(.invalid, "a deadline needs a title", field: "title")
        }
        guard directory.person(call.owner) != nil || directory.team(call.owner) != nil else {
            throw Self.unknown(
                "owner", call.owner,
                among: directory.codes(in: .people) + directory.codes(in: .teams))
        }
        if let client = call.client, directory.client(client) == nil {
            throw Self.unknown("client", client, among: directory.codes(in: .clients))
        }
        if let kind = call.kind, office.kind(kind) == nil {
            throw Self.unknown("kind", kind, among: Array(office.profile.kinds.keys))
        }
        if let ladder = call.ladder, office.ladder(ladder) == nil {
            throw Self.unknown("ladder", ladder, among: Array(office.profile.ladders.keys))
        }
        if let zone = call.timeZone, office.profile.zones(zone) == nil {
            throw EngineError(
                .invalid,
                "“\(zone)” is no time zone of the system; a name looks like "
                    + "Asia/Jakarta", field: "time_zone")
        }
        let (date, time) = try Self.due(call.due)
        self.init(
            code: call.code ?? "", title: call.title, owner: call.owner, date: date, time: time,
            zone: call.timeZone, kind: call.kind, ladder: call.ladder, client: call.client,
            note: call.note)
    }

    private static func due(_ text: String) throws -> (CivilDate, CivilTime?) {
        if let date = CivilDate(text) { return (date, nil) }
        if let moment = CivilDateTime(text) { return (moment.date, moment.time) }
        throw EngineError(
            .invalid,
            "“\(text)” is no due moment: write 2026-12-04 15:00, or 2026-12-04 for that "
                + "day's closing hour", field: "due")
    }

    private static func unknown(
        _ field: String, _ code: String, among known: [String]
    ) -> EngineError {
        let hint = CodeSuggestion.nearest(to: code, among: known).map { "; \($0)?" } ?? ""
        return EngineError(.invalid, "the \(field) “\(code)” is not known\(hint)", field: field)
    }
}

extension Control.Deadline {
    init(_ record: DeadlineRecord, office: Office, view: LedgerView) throws {
        let deadline = record.deadline
        let directory = office.directory
        var next: PlannedStep?
        if record.nextAt != nil {
            let settled = try view.settledSteps(of: record.id, revision: deadline.revision)
            next = office.plan(deadline).first {
                !settled.contains($0.identity) && !$0.isSuperseded
            }
        }
        self.init(
            code: deadline.code,
            occurrence: deadline.occurrence.isEmpty ? nil : deadline.occurrence,
            title: deadline.title, owner: deadline.owner,
            ownerName: directory.person(deadline.owner)?.name
                ?? directory.team(deadline.owner)?.name,
            due: deadline.due.description, timeZone: deadline.zone, dueAt: record.dueAt.rfc3339,
            kind: deadline.kind, ladder: deadline.ladder, repeat: deadline.recurrence,
            client: deadline.client, note: deadline.note, state: deadline.state.rawValue,
            revision: deadline.revision, nextAt: next?.at.rfc3339,
            nextStep: next.map { "\($0.identity.when) → \($0.identity.role)" },
            finishedAt: deadline.finishedAt?.rfc3339, finishedBy: deadline.finishedBy,
            reason: deadline.reason)
    }
}
