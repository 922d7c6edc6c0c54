/// A day on which an office that observes it is closed, or has hours of its own: Ramadan hours, half
/// days.
package struct Holiday: Hashable, Sendable, Codable {
    package var date: CivilDate
    package var name: String
    package var kind: HolidayKind
    package var certainty: Certainty
    /// The team whose holiday it is; nil is everybody's.
    package var scope: String?
    /// The last day of several; nil for one.
    package var until: CivilDate?
    /// When work goes on; nil closes.
    package var hours: DayHours?

    package init(
        date: CivilDate, name: String, kind: HolidayKind, certainty: Certainty = .fixed,
        scope: String? = nil, until: CivilDate? = nil, hours: DayHours? = nil
    ) {
        self.date = date
        self.name = name
        self.kind = kind
        self.certainty = certainty
        self.scope = scope
        self.until = until
        self.hours = hours
    }

    /// How many days it has at most.
    package static let longest = 366

    /// How many days it has.
    var length: Int {
        let last = until.map { $0.dayNumber - date.dayNumber + 1 } ?? 1
        return min(max(1, last), Self.longest)
    }

    /// Its days, in their order.
    package var dates: [CivilDate] { (0..<length).map { date.adding(days: $0) } }

    /// Whether it says more about a day of both than another one does: fewer days, then a team's, then
    /// its hours.
    func isNearer(than other: Holiday) -> Bool {
        let rank = { (day: Holiday) in
            (day.length, day.scope == nil ? 1 : 0, day.hours == nil ? 1 : 0)
        }
        return rank(self) < rank(other)
    }
}

/// Who declares a holiday, by which an office decides whether it observes it.
package enum HolidayKind: String, Hashable, Sendable, Codable, CaseIterable {
    case national
    /// A day that the state recommends to bridge; an office chooses whether it observes it.
    case jointLeave = "joint-leave"
    case regional, office
}

/// Whether a holiday's date may still change.
package enum Certainty: String, Hashable, Sendable, Codable, CaseIterable {
    case fixed
    /// The date, or the feast it hangs on, still awaits confirmation.
    case estimated
}
