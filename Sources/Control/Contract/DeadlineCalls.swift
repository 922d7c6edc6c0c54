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
    /// How it comes back: `weekly`, or a calendar expression.
    package var `repeat`: String?
    /// `preceding` or `following`: where it goes from a day off.
    package var roll: String?
    /// What must be shown when it is done.
    package var evidence: String?
    /// Codes of deadlines that must end first.
    package var dependsOn: [String]?
    package var by: String?

    package init(
        title: String, owner: String, due: String, code: String? = nil, timeZone: String? = nil,
        kind: String? = nil, ladder: String? = nil, client: String? = nil, note: String? = nil,
        repeat: String? = nil, roll: String? = nil, evidence: String? = nil,
        dependsOn: [String]? = nil, by: String? = nil
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
        self.repeat = `repeat`
        self.roll = roll
        self.evidence = evidence
        self.dependsOn = dependsOn
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var deadline: Deadline
        package init(deadline: Deadline) { self.deadline = deadline }
    }
}
