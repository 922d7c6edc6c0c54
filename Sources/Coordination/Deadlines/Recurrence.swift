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

    /// How soon one may come back: each is a promise of its own with a ladder of its own, and somebody
    /// must end it.
    package static let shortest = Duration.seconds(3_600)

    private static let words: [String: Rule] = [
        "daily": .days(1), "weekly": .days(7), "monthly": .months(1), "quarterly": .months(3),
        "semiannually": .months(6), "yearly": .months(12), "annually": .months(12),
    ]

    /// - Parameters:
    ///   - text: `daily`, `weekly`, `monthly`, `quarterly`, `semiannually`, `yearly`, which count from
    ///     the first due date; else a calendar expression.
    ///   - zone: where the deadline's due moments are local.
    /// - Throws: `AlmanacError` `invalidCalendar`, pointing at the character; for what comes back sooner
    ///   than ``shortest``, or never comes, too.
    package init(_ text: String, in zone: Zone, zones: ZoneCatalog) throws(AlmanacError) {
        let word = text.lowercased()
        if let rule = Self.words[word] {
            self.rule = rule
            description = word
        } else {
            let expression = try CalendarExpression(text, in: zone, zones: zones)
            guard expression.isAtLeast(Self.shortest) else {
                throw AlmanacError(
                    .invalidCalendar,
                    "\"\(text)\" comes back sooner than an hour after itself, which no deadline may",
                    position: 0)
            }
            guard expression.next(after: Instant(seconds: 0)) != nil else {
                throw AlmanacError(
                    .invalidCalendar, "\"\(text)\" never comes: no calendar has such a day",
                    position: 0)
            }
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
            return next(of: expression, after: moment, from: anchor, in: zone)
        }
    }

    /// Walks from a little before the moment: what an elapse shows on the wall need not grow with it,
    /// where clocks are put back or the expression names another zone.
    private func next(
        of expression: CalendarExpression, after moment: CivilDateTime, from anchor: CivilDateTime,
        in zone: Zone
    ) -> CivilDateTime? {
        let start = max(moment, anchor).date.adding(days: -2)
        var from = expression.zone.instant(
            CivilDateTime(date: start, time: CivilTime(secondOfDay: 0)))
        while let elapse = expression.next(after: from) {
            let local =
                isTimeless
                ? CivilDateTime(date: expression.zone.civil(elapse).date, time: anchor.time)
                : zone.civil(elapse)
            if local > moment, local >= anchor { return local }
            from = elapse
        }
        return nil
    }

    /// Whether it counts from the first due date, and moves with it.
    package var isAnchored: Bool {
        if case .calendar = rule { false } else { true }
    }

    private var isTimeless: Bool { description.contains(" 00:00:00") }
}
