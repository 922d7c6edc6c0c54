import Almanac
import Control
import Coordination
import Ledger

extension NewDeadline {
    /// What a call says, checked against the office.
    init(_ call: AddDeadline, office: Office) throws {
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
        if let text = call.repeat {
            do {
                _ = try Recurrence(
                    text, in: office.zone(call.timeZone), zones: office.profile.zones)
            } catch {
                throw EngineError(
                    .invalid, "\(error); or write daily, weekly, monthly, quarterly, yearly",
                    field: "repeat")
            }
        }
        let (date, time) = try Self.due(call.due)
        self.init(
            code: call.code ?? "", title: call.title, owner: call.owner, date: date, time: time,
            zone: call.timeZone, kind: call.kind, ladder: call.ladder, client: call.client,
            note: call.note, recurrence: call.repeat, roll: try Self.roll(call.roll),
            evidence: call.evidence, dependencies: call.dependsOn ?? [])
    }

    static func due(_ text: String) throws -> (date: CivilDate, time: CivilTime?) {
        if let date = CivilDate(text) { return (date, nil) }
        if let moment = CivilDateTime(text) { return (moment.date, moment.time) }
        throw EngineError(
            .invalid,
            "“\(text)” is no due moment: write 2026-12-04 15:00, or 2026-12-04 for that "
                + "day's usual hour", field: "due")
    }

    private static func roll(_ word: String?) throws -> Rolling.Direction? {
        guard let word else { return nil }
        guard let direction = Rolling.Direction(rawValue: word) else {
            throw EngineError(
                .invalid, "“\(word)” is no direction; there are preceding and following",
                field: "roll")
        }
        return direction
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
                !settled.contains($0.identity)
            }
        }
        let series = deadline.occurrence.isEmpty ? nil : try view.series(code: deadline.code)
        self.init(
            code: deadline.code,
            occurrence: deadline.occurrence.isEmpty ? nil : deadline.occurrence,
            title: deadline.title, owner: deadline.owner,
            ownerName: directory.person(deadline.owner)?.name
                ?? directory.team(deadline.owner)?.name,
            due: deadline.due.description, timeZone: deadline.zone, dueAt: record.dueAt.rfc3339,
            kind: deadline.kind, ladder: deadline.ladder, repeat: series?.recurrence,
            client: deadline.client, note: deadline.note, evidence: deadline.evidence,
            dependsOn: deadline.dependencies, waiting: deadline.isWaiting,
            state: deadline.state.rawValue, revision: deadline.revision,
            nextAt: next?.at.rfc3339,
            nextStep: next.map { "\($0.identity.when) → \($0.identity.role)" },
            acknowledgedUntil: deadline.acknowledgedUntil?.rfc3339,
            acknowledgedBy: deadline.acknowledgedBy,
            snoozedUntil: deadline.snoozedUntil?.rfc3339,
            finishedAt: deadline.finishedAt?.rfc3339, finishedBy: deadline.finishedBy,
            proof: deadline.proof, reason: deadline.reason)
    }
}

extension Control.Step {
    init(_ step: PlannedStep) {
        self.init(
            at: step.at.rfc3339, when: step.identity.when.description,
            role: step.identity.role.description, urgent: step.isUrgent, outcome: nil)
    }

    init(_ record: StepRecord) {
        self.init(
            at: record.plannedAt.rfc3339, when: record.identity.when.description,
            role: record.identity.role.description, urgent: false,
            outcome: record.outcome.rawValue)
    }
}

extension Control.Event {
    init(_ record: EventRecord) {
        self.init(
            at: record.at.rfc3339, what: record.what, by: record.by, detail: record.detail)
    }
}
