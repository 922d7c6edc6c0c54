package import Almanac

/// One due moment that a deadline had.
package struct RevisionRecord: Sendable, Hashable {
    /// 1 for the first.
    package var revision: Int
    package var due: CivilDateTime
    package var zone: String
    /// When it was set.
    package var at: Instant
    package var by: String?
    package var reason: String?
}
