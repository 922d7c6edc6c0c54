/// Deadlines by their due moment.
package struct ListDeadlines: ControlCall {
    package static let method = "ListDeadlines"
    /// `open`, `done`, `cancelled`, `waived` or `all`; nil is `open`.
    package var state: String?
    /// A person's or a team's code.
    package var owner: String?

    package init(state: String? = nil, owner: String? = nil) {
        self.state = state
        self.owner = owner
    }

    package struct Reply: Codable, Sendable {
        package var deadlines: [Deadline]
        package init(deadlines: [Deadline]) { self.deadlines = deadlines }
    }
}

/// A new promise.
package struct AddDeadline: ControlCall {
    package static let method = "AddDeadline"
    package var title: String
    package var owner: String
    /// `2026-12-04 15:00`, or `2026-12-04` for that day's closing hour.
    package var due: String
    /// Nil takes the next free `D-…`.
    package var code: String?
    package var timeZone: String?
    package var kind: String?
    package var ladder: String?
    package var client: String?
    package var note: String?

    package init(
        title: String, owner: String, due: String, code: String? = nil, timeZone: String? = nil,
        kind: String? = nil, ladder: String? = nil, client: String? = nil, note: String? = nil
    ) {
        self.title = title
        self.owner = owner
        self.due = due
        self.code = code
        self.timeZone = timeZone
        self.kind = kind
        self.ladder = ladder
        self.client = client
        self.note = note
    }

    package struct Reply: Codable, Sendable {
        package var deadline: Deadline
        package init(deadline: Deadline) { self.deadline = deadline }
    }
}

/// The end of a deadline.
package struct FinishDeadline: ControlCall {
    package static let method = "FinishDeadline"
    package var code: String
    /// Which one of a series.
    package var occurrence: String?
    /// `done`, `waived` or `cancelled`; nil is `done`. The others need a reason.
    package var outcome: String?
    package var by: String?
    package var reason: String?

    package init(
        code: String, occurrence: String? = nil, outcome: String? = nil, by: String? = nil,
        reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.outcome = outcome
        self.by = by
        self.reason = reason
    }

    package struct Reply: Codable, Sendable {
        package var deadline: Deadline
        package init(deadline: Deadline) { self.deadline = deadline }
    }
}

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
    /// `open`, `done`, `cancelled` or `waived`.
    package var state: String
    package var revision: Int
    /// When its ladder next tells somebody, and which step that is.
    package var nextAt: String?
    package var nextStep: String?
    package var finishedAt: String?
    package var finishedBy: String?
    package var reason: String?

    package init(
        code: String, occurrence: String?, title: String, owner: String, ownerName: String?,
        due: String, timeZone: String, dueAt: String, kind: String, ladder: String,
        repeat: String?, client: String?, note: String?, state: String, revision: Int,
        nextAt: String?, nextStep: String?, finishedAt: String?, finishedBy: String?,
        reason: String?
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
        self.state = state
        self.revision = revision
        self.nextAt = nextAt
        self.nextStep = nextStep
        self.finishedAt = finishedAt
        self.finishedBy = finishedBy
        self.reason = reason
    }
}
