/// A promise: who owes what, by when, and what will be done about it next.
package struct Deadline: Codable, Sendable {
    package var code: String
    package var occurrence: String?
    package var title: String
    package var owner: String
    package var ownerName: String?
    /// As it was meant: local date and time, `2026-12-04 15:00`, in `time_zone`.
    package var due: String
    package var timeZone: String
    package var dueAt: String
    package var kind: String
    package var ladder: String
    package var `repeat`: String?
    package var client: String?
    package var note: String?
    /// What must be shown when it is done.
    package var evidence: String?
    package var dependsOn: [String]
    /// Whether what it depends on is still open.
    package var waiting: Bool
    /// `open`, `done`, `cancelled` or `waived`.
    package var state: String
    package var revision: Int
    /// When its ladder next tells somebody, and which step that is.
    package var nextAt: String?
    package var nextStep: String?
    package var acknowledgedUntil: String?
    package var acknowledgedBy: String?
    package var snoozedUntil: String?
    package var finishedAt: String?
    package var finishedBy: String?
    /// What was shown.
    package var proof: String?
    package var reason: String?

    package init(
        code: String, occurrence: String?, title: String, owner: String, ownerName: String?,
        due: String, timeZone: String, dueAt: String, kind: String, ladder: String,
        repeat: String?, client: String?, note: String?, evidence: String?, dependsOn: [String],
        waiting: Bool, state: String, revision: Int, nextAt: String?, nextStep: String?,
        acknowledgedUntil: String?, acknowledgedBy: String?, snoozedUntil: String?,
        finishedAt: String?, finishedBy: String?, proof: String?, reason: String?
    ) {
        self.code = code
        self.occurrence = occurrence
        self.title = title
        self.owner = owner
        self.ownerName = ownerName
        self.due = due
        self.timeZone = timeZone
        self.dueAt = dueAt
        self.kind = kind
        self.ladder = ladder
        self.repeat = `repeat`
        self.client = client
        self.note = note
        self.evidence = evidence
        self.dependsOn = dependsOn
        self.waiting = waiting
        self.state = state
        self.revision = revision
        self.nextAt = nextAt
        self.nextStep = nextStep
        self.acknowledgedUntil = acknowledgedUntil
        self.acknowledgedBy = acknowledgedBy
        self.snoozedUntil = snoozedUntil
        self.finishedAt = finishedAt
        self.finishedBy = finishedBy
        self.proof = proof
        self.reason = reason
    }
}

/// One step of a deadline's ladder.
package struct Step: Codable, Sendable {
    /// When it goes, or would have.
    package var at: String
    /// As the ladder writes it: `WD-3 09:00`.
    package var when: String
    package var role: String
    package var urgent: Bool
    /// `fired`, `missed`, `superseded`, `merged` or `unreachable`; nil while it is ahead.
    package var outcome: String?

    package init(at: String, when: String, role: String, urgent: Bool, outcome: String?) {
        self.at = at
        self.when = when
        self.role = role
        self.urgent = urgent
        self.outcome = outcome
    }
}

/// One line of the append-only history.
package struct Event: Codable, Sendable {
    package var at: String
    package var what: String
    package var by: String?
    package var detail: String?

    package init(at: String, what: String, by: String?, detail: String?) {
        self.at = at
        self.what = what
        self.by = by
        self.detail = detail
    }
}
