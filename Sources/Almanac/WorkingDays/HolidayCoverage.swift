/// How far holidays can be relied on, year by year: decrees come a year at a time, and feasts that
/// hang on the moon are guessed before they are announced.
package struct HolidayCoverage: Hashable, Sendable {
    /// Years that have a national holiday for everybody.
    private let years: Set<Int>
    private let estimated: [CivilDate]

    /// What is known of a year's holidays.
    package enum Status: Hashable, Sendable {
        case known
        /// Some days, in their order, still await confirmation.
        case estimated([CivilDate])
        /// No national holiday: whoever counts working days counts too many.
        case missing
    }

    /// - Parameter holidays: those that are observed, in any order.
    package init(of holidays: [Holiday]) {
        years = Set(
            holidays.filter { $0.kind == .national && $0.scope == nil }.map(\.date.year))
        estimated = Set(holidays.filter { $0.certainty == .estimated }.map(\.date)).sorted()
    }

    /// What is known of a year's holidays; estimated days before `start`, if given, are past caring.
    package func status(of year: Int, from start: CivilDate? = nil) -> Status {
        guard years.contains(year) else { return .missing }
        let days = estimated.filter { date in
            date.year == year && start.map { date >= $0 } ?? true
        }
        return days.isEmpty ? .known : .estimated(days)
    }
}
