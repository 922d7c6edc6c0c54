package import Almanac
package import Ledger
import Post

/// What of the running service keeps mail from leaving: of this the ledger knows nothing, or not all.
package struct ServiceStops: Sendable {
    /// Whether every letter goes to a trial's address instead of its reader's.
    package var isTrial = false
    /// Whether the clock is trusted enough to tell clients anything.
    package var isClockTrusted = true
    /// Since when nothing is sent at all, by whose word.
    package var pause: JobPause?
    /// Couriers of which the letters of the day are used up, and from when they take some again.
    package var spent: [String: Instant] = [:]
    /// By which courier letters of a sort go; nil where nobody knows.
    var way: (@Sendable (CourierRoutes.Sort) -> String)?

    /// None of it.
    package init() {}
}
