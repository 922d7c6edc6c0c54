/// One stretch of a day in which an office is open.
package struct OpenHours: Hashable, Sendable {
    /// Seconds since midnight; `closes` may be 86,400, the day's end.
    package let opens: Int
    package let closes: Int

    /// Reads `08:00-17:00`; `24:00` closes at the day's end. Nil when it is nothing of the kind.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let opens = CivilTime(String(parts[0])) else { return nil }
        if parts[1] == "24:00" {
            closes = 86_400
        } else {
            guard let end = CivilTime(String(parts[1])) else { return nil }
            closes = end.secondOfDay
        }
        self.opens = opens.secondOfDay
        guard self.opens < closes else { return nil }
    }
}

/// The hours of each weekday, before holidays.
package struct WorkWeek: Hashable, Sendable {
    private let hours: [[OpenHours]]

    package init(hours: [Weekday: [OpenHours]]) {
        self.hours = Weekday.allCases.map { day in
            (hours[day] ?? []).sorted { $0.opens < $1.opens }
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
