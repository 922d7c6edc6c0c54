/// A deadline with its ladder and its history.
package struct ShowDeadline: ControlCall {
    package static let method = "ShowDeadline"
    package var code: String
    /// Of a series, the occurrence or the beginning of its date; nil is the open one due first.
    package var occurrence: String?

    package init(code: String, occurrence: String? = nil) {
        self.code = code
        self.occurrence = occurrence
    }

    package struct Reply: Codable, Sendable {
        package var deadline: Deadline
        package var steps: [Step]
        package var events: [Event]

        package init(deadline: Deadline, steps: [Step], events: [Event]) {
            self.deadline = deadline
            self.steps = steps
            self.events = events
        }
    }
}

/// What every call that changes one deadline answers: the deadline as it is now.
package struct ChangedDeadline: Codable, Sendable {
    package var deadline: Deadline
    package init(deadline: Deadline) { self.deadline = deadline }
}

/// The end of a deadline.
package struct FinishDeadline: ControlCall {
    package typealias Reply = ChangedDeadline
    package static let method = "FinishDeadline"
    package var code: String
    package var occurrence: String?
    /// `done`, `waived` or `cancelled`; nil is `done`. The others need a reason.
    package var outcome: String?
    /// `this` or `following`; of a series, what is waived or cancelled.
    package var scope: String?
    /// What was shown, where the deadline asks for it.
    package var evidence: String?
    package var by: String?
    package var reason: String?

    package init(
        code: String, occurrence: String? = nil, outcome: String? = nil, scope: String? = nil,
        evidence: String? = nil, by: String? = nil, reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.outcome = outcome
        self.scope = scope
        self.evidence = evidence
        self.by = by
        self.reason = reason
    }
}

/// Another due moment.
package struct MoveDeadline: ControlCall {
    package typealias Reply = ChangedDeadline
    package static let method = "MoveDeadline"
    package var code: String
    package var occurrence: String?
    /// `2026-12-18 15:00`, or `2026-12-18` at the time of day it had.
    package var due: String
    /// `this` or `following`, of a series.
    package var scope: String?
    package var by: String?
    package var reason: String?

    package init(
        code: String, occurrence: String? = nil, due: String, scope: String? = nil,
        by: String? = nil, reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.due = due
        self.scope = scope
        self.by = by
        self.reason = reason
    }
}

/// Somebody knows, and works on it: escalations wait.
package struct AcknowledgeDeadline: ControlCall {
    package typealias Reply = ChangedDeadline
    package static let method = "AcknowledgeDeadline"
    package var code: String
    package var occurrence: String?
    /// Local to the office, or RFC 3339; nil is the office's usual number of working days.
    package var until: String?
    package var by: String?

    package init(
        code: String, occurrence: String? = nil, until: String? = nil, by: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.until = until
        self.by = by
    }
}

/// The owner's reminders wait.
package struct SnoozeDeadline: ControlCall {
    package typealias Reply = ChangedDeadline
    package static let method = "SnoozeDeadline"
    package var code: String
    package var occurrence: String?
    /// Local to the office, or RFC 3339; before the due moment.
    package var until: String
    package var by: String?

    package init(code: String, occurrence: String? = nil, until: String, by: String? = nil) {
        self.code = code
        self.occurrence = occurrence
        self.until = until
        self.by = by
    }
}

/// A deadline that had ended goes on.
package struct ReopenDeadline: ControlCall {
    package typealias Reply = ChangedDeadline
    package static let method = "ReopenDeadline"
    package var code: String
    package var occurrence: String?
    package var by: String?
    package var reason: String?

    package init(
        code: String, occurrence: String? = nil, by: String? = nil, reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.by = by
        self.reason = reason
    }
}
