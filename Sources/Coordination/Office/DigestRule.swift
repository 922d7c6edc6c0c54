package import Almanac

/// What the settings say of the morning's digest.
package struct DigestRule: Hashable, Sendable {
    /// The reader's local time; nil is the reader's opening hour.
    package var at: CivilTime?
    package var to: [Post]
    /// How far ahead holidays that touch a deadline are told.
    package var lookAhead: Duration
    /// Whether the coordinator's goes although there is nothing to say, and says so: silence is also what a
    /// dead machine sounds like.
    package var isReassuring: Bool

    /// Whose mornings begin with a digest.
    package enum Post: String, Hashable, Sendable, CaseIterable {
        /// Hears of the whole office, as the director does.
        case coordinator
        /// Whoever manages a team, or is a manager by post: hears of their own people.
        case manager
        case director
    }

    package init(
        at: CivilTime? = nil, to: [Post] = [.coordinator, .manager],
        lookAhead: Duration = .seconds(21 * 86_400), isReassuring: Bool = false
    ) {
        self.at = at
        self.to = to
        self.lookAhead = lookAhead
        self.isReassuring = isReassuring
    }
}
