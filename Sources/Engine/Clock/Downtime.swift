import Almanac
import Ledger

/// The latest time in which the service did not run, as far as it is known: from an orderly stop to the
/// start after it.
struct Downtime: Sendable {
    let from: Instant
    let until: Instant

    /// - Returns: nil when the service did not stop in order before it last started, or never did.
    init?(_ view: LedgerView) throws {
        guard let stopped = try view.instant(.stopped), let started = try view.instant(.started),
            stopped < started
        else { return nil }
        from = stopped
        until = started
    }

    /// Itself, for what fell into it.
    func span(holding instant: Instant) -> (from: Instant, until: Instant)? {
        from <= instant && instant <= until ? (from, until) : nil
    }
}
