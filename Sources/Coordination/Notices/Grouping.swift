package import Almanac

/// When a person's open notice leaves.
package enum Grouping {
    /// Items for one person collect until the last of that person's instants already known within
    /// `window` of the first; with none ahead, or anything urgent, the notice leaves at once. It leaves
    /// before the first of them is of no use any more.
    ///
    /// - Parameters:
    ///   - first: when the notice's first item was added.
    ///   - known: further instants at which something for the same person is planned.
    ///   - expiry: when the first of the collected items expires; nil when none does.
    ///   - hasUrgent: whether any collected item is urgent.
    package static func leaveInstant(
        first: Instant, known: [Instant], window: Duration, expiry: Instant? = nil,
        hasUrgent: Bool, now: Instant
    ) -> Instant {
        if hasUrgent { return now }
        let last = known.filter {
            $0 > first && $0 - first <= window && $0 < expiry ?? .distantFuture
        }.max()
        return max(last ?? first, now)
    }
}
