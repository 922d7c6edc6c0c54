import Almanac
import Ledger

/// The latest time in which the service may not have run: from an orderly stop to the last start.
struct Downtime: Sendable {
    let from: Instant
    let until: Instant
    /// Whether it did not run in all of it, as far as that is known.
    private let isWhole: Bool

    /// - Returns: nil when the service never stopped in order, or has not since it started.
    init?(_ view: LedgerView) throws {
        guard let stopped = try view.instant(.stopped), let started = try view.instant(.started),
            stopped < started
        else { return nil }
        from = stopped
        until = started
        isWhole = try view.instant(.ranAgain).map { $0 <= stopped } ?? true
    }

    /// Itself, for what fell into it; nil where it ran in between.
    func span(holding instant: Instant) -> (from: Instant, until: Instant)? {
        isWhole && from <= instant && instant <= until ? (from, until) : nil
    }
}
