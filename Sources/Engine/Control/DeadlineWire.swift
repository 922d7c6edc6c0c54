import Almanac
import Control
import Coordination
import Ledger

extension Control.Deadline {
    init(_ record: DeadlineRecord, office: Office, view: LedgerView) throws {
        let deadline = record.deadline
        let directory = office.directory
        let next = try view.nextStep(of: record, office: office)
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
            after: deadline.dependencies, waiting: deadline.isWaiting,
            state: deadline.state.rawValue, revision: deadline.revision,
            nextAt: next?.at.rfc3339,
            nextStep: next.map { "\($0.identity.when) → \($0.identity.role)" },
            acknowledgedUntil: deadline.acknowledgedUntil?.rfc3339,
            acknowledgedBy: deadline.acknowledgedBy,
            snoozedUntil: deadline.snoozedUntil?.rfc3339,
            finishedAt: deadline.finishedAt?.rfc3339, finishedBy: deadline.finishedBy,
            proof: deadline.proof, missingEvidence: deadline.missingEvidence,
            reason: deadline.reason)
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
