extension CalendarExpression {
    /// When it elapses next, strictly after an instant; nil when it never does.
    package func next(after instant: Instant, rolling: Rolling? = nil) -> Instant? {
        let elapses = elapses(rolling)
        var from = instant.microseconds + 1
        while true {
            let period = zone.period(at: Instant(microseconds: from))
            if period.start?.microseconds == from, holdsGap(before: period, elapses) {
                return period.start
            }
            let local = from + period.offset
            var found = elapses.first(atOrAfter: local)
            while let candidate = found, let pass = secondPass(of: candidate, in: period, elapses) {
                found = elapses.first(atOrAfter: pass.upperBound)
            }
            let end = period.end?.microseconds
            if !isSilent(period.type), let found, found - period.offset < end ?? .max {
                return Instant(microseconds: found - period.offset)
            }
            guard let end else { return nil }
            let isTurnedBack = end + offset(at: end) < local
            if isTurnedBack || isSilent(period.type) {
                from = end
            } else {
                // No local time before the one found is meant: whatever clocks do until then.
                guard let found else { return nil }
                from = max(end, found - Self.widestOffset)
            }
        }
    }

    /// When it elapsed last, strictly before an instant; nil when it never did.
    package func previous(before instant: Instant, rolling: Rolling? = nil) -> Instant? {
        let elapses = elapses(rolling)
        var until = instant.microseconds - 1
        while true {
            let period = zone.period(at: Instant(microseconds: until))
            let local = until + period.offset
            var found = elapses.last(atOrBefore: local)
            while let candidate = found, let pass = secondPass(of: candidate, in: period, elapses) {
                found = elapses.last(atOrBefore: pass.lowerBound - 1)
            }
            let start = period.start?.microseconds
            if !isSilent(period.type), let found, found - period.offset >= start ?? .min {
                return Instant(microseconds: found - period.offset)
            }
            guard let start else { return nil }
            if holdsGap(before: period, elapses) { return period.start }
            let isTurnedBack = offset(at: start - 1) > period.offset
            if isTurnedBack || isSilent(period.type) {
                until = start - 1
            } else {
                guard let found else { return nil }
                until = min(start - 1, found + Self.widestOffset)
            }
        }
    }

    /// More than clocks anywhere differ from UTC (RFC 9636, 3.2), in microseconds.
    private static let widestOffset: Int64 = 26 * 3_600_000_000

    private func elapses(_ rolling: Rolling?) -> CivilElapses {
        CivilElapses(days: RolledDays(days: days, rolling: rolling), times: times)
    }

    private func offset(at microseconds: Int64) -> Int64 {
        Int64(zone.localType(at: Instant(microseconds: microseconds)).seconds) * 1_000_000
    }

    /// Whether clocks show the other of the two times that an abbreviation tells apart.
    private func isSilent(_ type: Zone.LocalType) -> Bool {
        isDaylightSaving.map { $0 != type.isDaylightSaving } ?? false
    }

    /// Whether a time is meant that clocks skipped when the period began: it elapses at the beginning.
    private func holdsGap(before period: ZonePeriod, _ elapses: CivilElapses) -> Bool {
        guard let start = period.start?.microseconds, !isSilent(period.type) else { return false }
        let skipped = start + offset(at: start - 1)
        guard let found = elapses.first(atOrAfter: skipped) else { return false }
        return found < start + period.offset
    }

    /// The stretch of local time around `local` in which a named hour is silent, since it had its turn
    /// before clocks were put back; nil when there is none.
    private func secondPass(
        of local: Int64, in period: ZonePeriod, _ elapses: CivilElapses
    ) -> Range<Int64>? {
        guard let start = period.start?.microseconds,
            local - period.offset < start + Self.widestOffset, !elapses.isRepeated(local)
        else { return nil }
        let before = zone.localType(at: Instant(microseconds: start - 1))
        let shownBefore = start + Int64(before.seconds) * 1_000_000
        guard local < shownBefore, local - period.offset >= start, !isSilent(before) else {
            return nil
        }
        let hour = CivilElapses.hour(of: local)
        return hour.lowerBound..<min(hour.upperBound, shownBefore)
    }
}
