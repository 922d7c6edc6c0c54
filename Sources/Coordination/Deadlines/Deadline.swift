package import Almanac

/// A promise: who owes what, by which moment, and how they are reminded.
package struct Deadline: Hashable, Sendable {
    /// The office's own name for it, unique without regard to case.
    package var code: String
    /// Which one of a series; empty when it does not recur.
    package var occurrence: String
    package var title: String
    /// A person's or a team's code.
    package var owner: String
    /// The due moment as a person meant it.
    package var due: CivilDateTime
    /// The IANA zone in which `due` was meant.
    package var zone: String
    package var kind: String
    package var ladder: String
    /// The sheet's `repeat`, kept as written.
    package var recurrence: String?
    package var client: String?
    package var note: String?
    package var state: State
    /// 1 at creation, one more with each move.
    package var revision: Int
    /// When this revision was made: steps before it are past and arm nothing.
    package var armedAt: Instant
    package var createdAt: Instant
    package var finishedAt: Instant?
    package var finishedBy: String?
    /// Why it was waived, cancelled or moved, in the words of whoever did.
    package var reason: String?

    /// What tells it from every other: its code, with the occurrence behind it if it is one of a
    /// series (`T-004 2026-12-14`).
    package var identifier: String { occurrence.isEmpty ? code : "\(code) \(occurrence)" }

    /// A deadline's life: open until somebody ends it.
    package enum State: String, Codable, Hashable, Sendable, CaseIterable {
        case open, done, cancelled, waived
    }

    package init(
        code: String, occurrence: String = "", title: String, owner: String, due: CivilDateTime,
        zone: String, kind: String = "task", ladder: String = "standard",
        recurrence: String? = nil, client: String? = nil, note: String? = nil,
        state: State = .open, revision: Int = 1, armedAt: Instant, createdAt: Instant,
        finishedAt: Instant? = nil, finishedBy: String? = nil, reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.title = title
        self.owner = owner
        self.due = due
        self.zone = zone
        self.kind = kind
        self.ladder = ladder
        self.recurrence = recurrence
        self.client = client
        self.note = note
        self.state = state
        self.revision = revision
        self.armedAt = armedAt
        self.createdAt = createdAt
        self.finishedAt = finishedAt
        self.finishedBy = finishedBy
        self.reason = reason
    }
}
