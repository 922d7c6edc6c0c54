/// A stretch of time in which a zone's clocks do not change.
struct ZonePeriod {
    /// When it began; nil when clocks had never changed before.
    var start: Instant?
    /// When clocks change next; nil when they never will.
    var end: Instant?
    var type: Zone.LocalType

    /// East of Greenwich, in microseconds.
    var offset: Int64 { Int64(type.seconds) * 1_000_000 }
}

extension Zone {
    /// The stretch between two changes that holds an instant.
    func period(at instant: Instant) -> ZonePeriod {
        let seconds = instant.seconds
        if let last = transitions.last {
            let after = firstTransition(after: seconds)
            if after < transitions.count {
                return ZonePeriod(
                    start: after == 0 ? nil : Instant(seconds: transitions[after - 1]),
                    end: Instant(seconds: transitions[after]), type: localType(at: instant))
            }
            return ruledPeriod(at: instant, since: last)
        }
        return ruledPeriod(at: instant, since: nil)
    }

    /// The same after the last recorded transition, where the rule holds.
    private func ruledPeriod(at instant: Instant, since last: Int64?) -> ZonePeriod {
        let start = last.map { Instant(seconds: $0) }
        let type = localType(at: instant)
        guard let footer else { return ZonePeriod(start: start, end: nil, type: type) }
        // Clocks that change at all change every year.
        let twoYears: Int64 = 2 * 366 * 86_400
        let seconds = instant.seconds
        let changes = footer.changes(
            after: max(last ?? .min, seconds - twoYears), through: seconds + twoYears)
        let before = changes.last { $0 <= seconds } ?? last
        return ZonePeriod(
            start: before.map { Instant(seconds: $0) },
            end: changes.first { $0 > seconds }.map { Instant(seconds: $0) }, type: type)
    }

    /// What clocks show nowadays: standard time, then summer time where there is one.
    var currentTypes: [LocalType] {
        if let footer { return [footer.standard] + (footer.daylight.map { [$0.type] } ?? []) }
        return types.last.map { [$0] } ?? []
    }
}
