package import Almanac

/// What makes a step of a deadline's revision the same step: it fires once under this identity.
package struct StepIdentity: Hashable, Sendable {
    /// The normalised offset, so that `H-3` and `D-3` are one.
    package var when: Offset
    /// 0 for the step itself, then 1, 2, … for its repeats.
    package var repetition: Int
    package var role: Role

    package init(when: Offset, repetition: Int, role: Role) {
        self.when = when
        self.repetition = repetition
        self.role = role
    }
}

/// One step of one deadline with the instants at which it belongs.
package struct PlannedStep: Hashable, Sendable {
    package var identity: StepIdentity
    /// When the ladder says.
    package var nominal: Instant
    /// When it goes: within the recipient's working hours unless urgent, never before it was armed.
    package var at: Instant
    package var isUrgent: Bool
    /// A step before the due moment, of no use after it.
    package var isBeforeDue: Bool
    /// Past when the deadline's revision was made, and not the one that is still sent.
    package var isSuperseded: Bool
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
    /// Nobody could be told; the journal has a warning.
    case unreachable
}
