package import Almanac
package import Ledger

/// A named unit of timed work: what is due now, and when there is more.
///
/// Everything it knows stands in the ledger, so that it can be run at any moment, by its loop, by a
/// person, or by a test, and never does a thing twice.
package protocol Job: Sendable {
    /// As people call it: `deadline-reminders`.
    var name: String { get }
    /// What it looks again after, beside the moments that it names itself.
    var follows: Set<Wakes.Cause> { get }
    /// The tables that it reads once it looks, and is not woken by: whoever writes them also writes one
    /// that it follows, or nothing of it is urgent.
    var consults: Set<LedgerTable> { get }
    /// Whether a run of it, as it begins, fills notices in several transactions, or while another does, so that none
    /// may leave before its end.
    var fillsNotices: Bool { get }
    /// Does whatever is due at `now`.
    ///
    /// - Returns: how much of what it did, by name; empty when nothing was due.
    func runOnce(at now: Instant) async throws -> [String: Int]
    /// When something will be due next; nil when nothing waits.
    func nextInstant() async throws -> Instant?
}

extension Job {
    /// Most do what they do in one transaction.
    package var fillsNotices: Bool { false }
}
