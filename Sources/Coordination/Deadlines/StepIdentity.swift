package import Almanac

/// What makes a step of a deadline's revision the same step: it fires once under this identity.
package struct StepIdentity: Hashable, Sendable {
    /// The normalised offset, so that `H-3` and `D-3` are one.
    package var when: Offset
    /// 0 for the step itself, then 1, 2, … for its repeats; ``snoozed`` for one that no ladder has.
    package var repetition: Int
    package var role: Role

    /// The repetition of the reminder at the end of a snooze.
    package static let snoozed = -1

    package init(when: Offset, repetition: Int, role: Role) {
        self.when = when
        self.repetition = repetition
        self.role = role
    }

    /// `WD+2 #1 manager`: for a reason that names another step.
    package var words: String { "\(when) #\(repetition) \(role)" }
}

/// One step of one deadline with the instants at which it belongs.
package struct PlannedStep: Hashable, Sendable {
    package var identity: StepIdentity
    /// Its place in the ladder: of two steps at one instant the later speaks.
    package var rung: Int
    /// When the ladder says.
    package var nominal: Instant
    /// When it goes: within the recipient's working hours unless urgent, never before it was armed.
    package var at: Instant
    package var isUrgent: Bool
    /// A step before the due moment, of no use after it.
    package var isBeforeDue: Bool
    /// Whether somebody can be told it by then; false where nobody can, and nobody is known to come back.
    package var isHeard = true

    package init(
        identity: StepIdentity, rung: Int, nominal: Instant, at: Instant, isUrgent: Bool,
        isBeforeDue: Bool
    ) {
        self.identity = identity
        self.rung = rung
        self.nominal = nominal
        self.at = at
        self.isUrgent = isUrgent
        self.isBeforeDue = isBeforeDue
    }

    /// Whether it speaks for another that reaches the same person at the same time: the later one, and
    /// of two at one instant the later in the ladder.
    package func speaks(for other: PlannedStep) -> Bool {
        (nominal, rung, identity.repetition)
            > (other.nominal, other.rung, other.identity.repetition)
    }
}

/// What became of a step once its moment was reached.
package enum StepOutcome: String, Codable, Hashable, Sendable, CaseIterable {
    /// Somebody was told, or will be by the notice that holds the item.
    case fired
    /// The service was not running: a later step spoke for it, or its due moment had passed.
    case missed
    /// Already past when the deadline was made or moved.
    case superseded
    /// A later step of the same moment spoke for it.
    case merged
    /// Nobody could be told, and it was given up: of ledgers of versions that did. By now it waits.
    case unreachable
}
