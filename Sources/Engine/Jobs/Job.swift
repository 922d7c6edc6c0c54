package import Almanac

/// A named unit of timed work: what is due now, and when there is more.
///
/// Everything it knows stands in the ledger, so that it can be run at any moment, by its loop, by a
/// person, or by a test, and never does a thing twice.
package protocol Job: Sendable {
    /// As people call it: `deadline-reminders`.
    var name: String { get }
    /// Does whatever is due at `now`.
    ///
    /// - Returns: how much of what it did, by name; empty when nothing was due.
    func runOnce(at now: Instant) async throws -> [String: Int]
    /// When something will be due next; nil when nothing waits.
    func nextInstant() async throws -> Instant?
}
