package import Almanac

extension OrderLine {
    /// Whether a date of delivery is within a year of the promise: one beyond is hardly meant.
    package static func isPlausible(_ date: CivilDate, promise: CivilDate) -> Bool {
        promise.adding(months: -12) <= date && date <= promise.adding(months: 12)
    }

    /// Whether a date that its client would read of is hardly meant: too far from the promise, or past
    /// already when somebody told it by themselves.
    package func hasImplausibleDate(in zone: Zone) -> Bool {
        let isToldLate = told.dropFirst().contains { telling in
            telling.notice == nil && !telling.isWish
                && telling.date < zone.civil(telling.at).date
        }
        return isToldLate
            || ([current] + told.map(\.date)).contains {
                !Self.isPlausible($0, promise: promise)
            }
    }
}
