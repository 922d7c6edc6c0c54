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
        guard let footer, let (before, next) = footer.changes(around: instant.seconds) else {
            return ZonePeriod(start: start, end: nil, type: type)
        }
        let began = last.map { max($0, before) } ?? before
        return ZonePeriod(
            start: Instant(seconds: began), end: Instant(seconds: next), type: type)
    }

    /// What clocks show nowadays: standard time, then summer time where there is one.
    var currentTypes: [LocalType] {
        if let footer { return [footer.standard] + (footer.daylight.map { [$0.type] } ?? []) }
        return types.last.map { [$0] } ?? []
    }
}

extension ZoneRule {
    /// The changes of clocks before (or at) and after a moment; nil where they never change.
    func changes(around seconds: Int64) -> (before: Int64, after: Int64)? {
        guard let daylight else { return nil }
        let year = CivilDateTime(secondsAsUTC: seconds + Int64(standard.seconds)).date.year
        var before = Int64.min
        var after = Int64.max
        for year in (year - 2)...(year + 2) {
            let begins = daylight.begins.localSeconds(in: year) - Int64(standard.seconds)
            let ends = daylight.ends.localSeconds(in: year) - Int64(daylight.type.seconds)
            for change in [begins, ends] where localType(at: change - 1) != localType(at: change) {
                if change <= seconds {
                    before = max(before, change)
                } else {
                    after = min(after, change)
                }
            }
        }
        return before == .min || after == .max ? nil : (before, after)
    }
}
