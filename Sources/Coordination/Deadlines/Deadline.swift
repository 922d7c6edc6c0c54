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
    /// Where `due` comes from, if it moves off days off by itself; nil for what is due whatever day it
    /// is, and for one of a series, whose series says.
    package var roll: Roll?
    package var kind: String
    package var ladder: String
    package var client: String?
    package var note: String?
    /// What must be shown when it is done, in words: a receipt's number, a report; nil asks nothing.
    package var evidence: String?
    /// Codes of deadlines that must end before this one is armed.
    package var dependencies: [String]
    package var state: State
    /// Whether it still waits for its dependencies: its ladder rests until then.
    package var isWaiting: Bool
    /// 1 at creation, one more with each move.
    package var revision: Int
    /// When this revision was made: steps before it are past and arm nothing.
    package var armedAt: Instant
    /// When a change last put a step that was still to come into the past: that step goes then, and
    /// none before. Nil where none did.
    package var replannedAt: Instant?
    package var createdAt: Instant
    /// Until when escalations wait, since somebody acknowledged it.
    package var acknowledgedUntil: Instant?
    package var acknowledgedBy: String?
    /// Until when its owner's reminders wait.
    package var snoozedUntil: Instant?
    package var finishedAt: Instant?
    package var finishedBy: String?
    /// What was shown when it was done.
    package var proof: String?
    /// Why it was waived, cancelled or moved, in the words of whoever did.
    package var reason: String?

    /// What tells it from every other: its code, with the occurrence behind it if it is one of a
    /// series (`T-004 2026-12-14`).
    package var identifier: String { occurrence.isEmpty ? code : "\(code) \(occurrence)" }

    /// A deadline's life: open until somebody ends it.
    package enum State: String, Codable, Hashable, Sendable, CaseIterable {
        case open, done, cancelled, waived
    }

    /// A due moment as it was said, before days off.
    package struct Roll: Hashable, Sendable {
        package var direction: Rolling.Direction
        package var origin: CivilDateTime

        package init(_ direction: Rolling.Direction, from origin: CivilDateTime) {
            self.direction = direction
            self.origin = origin
        }
    }

    /// Ends it.
    ///
    /// - Parameters:
    ///   - by: nil where no person did.
    ///   - proof: what was shown.
    package mutating func end(
        as state: State, at moment: Instant, by: String? = nil, because reason: String?,
        proof: String? = nil
    ) {
        self.state = state
        finishedAt = moment
        finishedBy = by
        self.reason = reason
        self.proof = proof
    }

    /// Asks again for what had ended; the steps that are past stay past.
    package mutating func reopen(because reason: String?, at now: Instant) {
        state = .open
        finishedAt = nil
        finishedBy = nil
        proof = nil
        self.reason = reason
        armedAt = now
    }

    package init(
        code: String, occurrence: String = "", title: String, owner: String, due: CivilDateTime,
        zone: String, roll: Roll? = nil, kind: String = "task", ladder: String = "standard",
        client: String? = nil, note: String? = nil, evidence: String? = nil,
        dependencies: [String] = [], state: State = .open, isWaiting: Bool = false,
        revision: Int = 1, armedAt: Instant, replannedAt: Instant? = nil, createdAt: Instant,
        acknowledgedUntil: Instant? = nil, acknowledgedBy: String? = nil,
        snoozedUntil: Instant? = nil, finishedAt: Instant? = nil, finishedBy: String? = nil,
        proof: String? = nil, reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.title = title
        self.owner = owner
        self.due = due
        self.zone = zone
        self.roll = roll
        self.kind = kind
        self.ladder = ladder
        self.client = client
        self.note = note
        self.evidence = evidence
        self.dependencies = dependencies
        self.state = state
        self.isWaiting = isWaiting
        self.revision = revision
        self.armedAt = armedAt
        self.replannedAt = replannedAt
        self.createdAt = createdAt
        self.acknowledgedUntil = acknowledgedUntil
        self.acknowledgedBy = acknowledgedBy
        self.snoozedUntil = snoozedUntil
        self.finishedAt = finishedAt
        self.finishedBy = finishedBy
        self.proof = proof
        self.reason = reason
    }
}
