package import Almanac

/// A deadline as it was entered: who owes what by when (§1).
package struct Promise: Hashable, Sendable {
    package var code: String
    /// A person's or a team's code.
    package var owner: String
    package var due: CivilMoment
    /// Dates the due moment alone; nil is the office's (§3, *Offsets*).
    package var zone: String?
    package var ladder: String?
    package var kind: String?
    /// `daily` … `yearly`, or a calendar expression.
    package var repetition: String?
    package var roll: Rolling.Direction?
    /// What must end before it is armed.
    package var after: [String]
    /// Where it is owed for a period: the cut-off, counted from the closing hour of the due date (§6).
    package var cutOff: Offset?
    /// Whether it ends only with something to show.
    package var needsEvidence: Bool

    package init(
        code: String, owner: String, due: CivilMoment, zone: String? = nil,
        ladder: String? = nil, kind: String? = nil, repetition: String? = nil,
        roll: Rolling.Direction? = nil, after: [String] = [], needsEvidence: Bool = false,
        cutOff: Offset? = nil
    ) {
        self.code = code
        self.owner = owner
        self.due = due
        self.zone = zone
        self.ladder = ladder
        self.kind = kind
        self.repetition = repetition
        self.roll = roll
        self.after = after
        self.needsEvidence = needsEvidence
        self.cutOff = cutOff
    }
}
