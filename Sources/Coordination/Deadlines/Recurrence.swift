package import Almanac

/// How a promise comes back: a distance from the first due date, or a calendar expression.
package struct Recurrence: Hashable, Sendable, CustomStringConvertible {
    /// As it is written: `weekly`, or the expression's normal form.
    package let description: String
    private let rule: Rule

    private enum Rule: Hashable {
        case days(Int)
        /// Month ends are clamped: from the 31st, each month's last day.
        case months(Int)
        case calendar(CalendarExpression)
    }

    private static let words: [String: Rule] = [
        "daily": .days(1), "weekly": .days(7), "monthly": .months(1), "quarterly": .months(3),
        "semiannually": .months(6), "yearly": .months(12), "annually": .months(12),
    ]

    /// - Parameters:
    ///   - text: `daily`, `weekly`, `monthly`, `quarterly`, `semiannually`, `yearly`, which count from
    ///     the first due date; else a calendar expression.
    ///   - zone: where the deadline's due moments are local.
    /// - Throws: `AlmanacError` `invalidCalendar`, pointing at the character.
    package init(_ text: String, in zone: Zone, zones: ZoneCatalog) throws(AlmanacError) {
        let word = text.lowercased()
        if let rule = Self.words[word] {
            self.rule = rule
            description = word
        } else {
            let expression = try CalendarExpression(text, in: zone, zones: zones)
            rule = .calendar(expression)
            description = expression.normalized
        }
    }

    /// The first occurrence after a local moment; nil when there is none.
    ///
    /// - Parameters:
    ///   - anchor: the series' first due moment. A calendar expression that names no time of day takes
    ///     the anchor's.
    ///   - zone: where both are local.
    package func next(
        after moment: CivilDateTime, from anchor: CivilDateTime, in zone: Zone
    ) -> CivilDateTime? {
        switch rule {
        case .days(let count):
            guard moment >= anchor else { return anchor }
            let passed = moment.date.dayNumber - anchor.date.dayNumber
            let steps = passed / count
            return (steps...(steps + 1)).lazy.map { step in
                CivilDateTime(date: anchor.date.adding(days: step * count), time: anchor.time)
            }.first { $0 > moment }
        case .months(let count):
            guard moment >= anchor else { return anchor }
            let passed =
                (moment.date.year - anchor.date.year) * 12 + moment.date.month - anchor.date.month
            let steps = passed / count
            return (steps...(steps + 1)).lazy.map { step in
                CivilDateTime(date: anchor.date.adding(months: step * count), time: anchor.time)
            }.first { $0 > moment }
        case .calendar(let expression):
            return expression.next(
                after: moment, notBefore: anchor, in: zone, isTimeless: isTimeless)
        }
    }

    private var isTimeless: Bool { description.contains(" 00:00:00") }
}

extension CalendarExpression {
    fileprivate func next(
        after moment: CivilDateTime, notBefore anchor: CivilDateTime, in zone: Zone,
        isTimeless: Bool
    ) -> CivilDateTime? {
        // A day's occurrence at the anchor's time has its midnight before it.
        let shift = isTimeless ? Int64(anchor.time.secondOfDay) : 0
        let from = zone.instant(moment) - .seconds(shift)
        let first = zone.instant(anchor) - .seconds(shift) - .seconds(1)
        guard let elapse = next(after: max(from, first)) else { return nil }
        let local = zone.civil(elapse)
        return isTimeless ? CivilDateTime(date: local.date, time: anchor.time) : local
    }
}
