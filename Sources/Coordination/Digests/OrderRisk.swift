package import Almanac

/// Why an order is at risk of breaking its promise, or has broken it.
package enum OrderRisk: Hashable, Sendable {
    /// A date has passed undelivered, and nobody has given a new one.
    case dateless(passed: CivilDate)
    /// It will be later than the client was told.
    case late(told: CivilDate, expected: CivilDate)
    /// Its date lies before the next working morning, and it is not delivered.
    case imminent(CivilDate)

    /// The day that the client counts on.
    package var promise: CivilDate {
        switch self {
        case .dateless(let date), .late(let date, _), .imminent(let date): date
        }
    }

    /// The gravest risk of an order's lines; nil when there is none.
    ///
    /// - Parameters:
    ///   - today: the civil date where the client is.
    ///   - end: there as well, the day of the next working morning, itself not included.
    package init?(lines: [OrderLine], today: CivilDate, before end: CivilDate) {
        let assessment = DelayAssessment(lines: lines, today: today)
        let outstanding = lines.filter(\.isOutstanding)
        if let passed = assessment.needsDate.map(\.current).min() {
            self = .dateless(passed: passed)
        } else if let line = outstanding.filter({ $0.current > $0.lastTold })
            .min(by: { $0.lastTold < $1.lastTold })
        {
            self = .late(told: line.lastTold, expected: line.current)
        } else if let date = outstanding.map(\.current).min(), date < end {
            self = .imminent(date)
        } else {
            return nil
        }
    }
}
