/// The hours of each weekday, before holidays.
package struct WorkWeek: Hashable, Sendable {
    private let hours: [[OpenHours]]

    /// - Parameter hours: a weekday's stretches in any order; those that touch or overlap become one,
    ///   so that no hour counts twice. A weekday without any is closed.
    package init(hours: [Weekday: [OpenHours]]) {
        self.hours = Weekday.allCases.map { day in
            (hours[day] ?? []).sorted { $0.opens < $1.opens }.reduce(into: []) { stretches, next in
                if let joined = stretches.last?.joined(with: next) {
                    stretches[stretches.count - 1] = joined
                } else {
                    stretches.append(next)
                }
            }
        }
    }

    /// The stretches of a weekday in their order; empty when it is closed.
    package func hours(on weekday: Weekday) -> [OpenHours] { hours[weekday.rawValue - 1] }

    /// Open at every hour of every day.
    package static var aroundTheClock: WorkWeek {
        let hours = OpenHours("00:00-24:00").map { [$0] } ?? []
        return WorkWeek(
            hours: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, hours) }))
    }

    /// The earliest opening of the week, in seconds since midnight.
    var earliestOpening: Int { hours.joined().map(\.opens).min() ?? 0 }

    /// The usual closing of Monday to Friday, else the latest of the week.
    var weekdayClosing: Int {
        hours.prefix(5).joined().map(\.closes).max() ?? hours.joined().map(\.closes).max() ?? 86_400
    }
}
