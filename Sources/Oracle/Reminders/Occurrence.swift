package import Almanac

/// One of a deadline's due moments; a deadline that does not come back has one, without a key.
package struct OccurrenceID: Hashable, Sendable, CustomStringConvertible {
    package var code: String
    /// The unrolled date (§4: *the occurrence key is the unrolled instant*).
    package var key: CivilDate?

    package init(code: String, key: CivilDate?) {
        self.code = code
        self.key = key
    }

    package var description: String { key.map { "\(code)/\($0)" } ?? code }
}

/// What happened to one occurrence so far.
struct OccurrenceState: Sendable {
    /// When it was moved to, by itself.
    var movedTo: CivilMoment?
    var isEnded = false
    var isCancelled = false
    /// When its ladder was armed; later for what was reopened or moved.
    var armedAt: Instant
    var snooze: Snooze?
    /// Until when escalations wait.
    var acknowledgedUntil: Instant?
    /// When its due moment last changed.
    var dueChangedAt: Instant?

    struct Snooze: Hashable, Sendable {
        var from: Instant
        var until: Instant
    }
}

/// A step for a due moment: its identity (§4, first point), the place of a recipient aside.
struct StepID: Hashable, Sendable {
    var occurrence: OccurrenceID
    var due: Instant
    /// The normalised offset; nil is the end of a snooze.
    var when: Offset?
    var repetition: Int
    var role: String
}

/// What was said to a place.
struct SaidStep: Hashable, Sendable {
    var step: StepID
    var place: String
}

/// A step for one recipient, as it stands now.
struct PlannedStep: Sendable {
    var id: StepID
    /// The place in the ladder.
    var index: Int
    var seat: Roles.Seat
    var label: String
    /// When the ladder means it.
    var nominal: Instant
    /// When it was to go, downtime aside.
    var meant: Instant
    /// When it goes.
    var goes: Instant
    var isUrgent: Bool
    /// Whether it was past already when its ladder was armed: it is told as new then, not as missed.
    var isArmedLate = false

    var said: SaidStep { SaidStep(step: id, place: seat.place) }
    var isBeforeDue: Bool { nominal < id.due }

    /// Later in time, then later in the ladder.
    func isLater(than other: PlannedStep) -> Bool {
        (nominal, index, id.repetition) > (other.nominal, other.index, other.id.repetition)
    }
}
