import Almanac

/// The due moments of a deadline (§4, last but one point).
struct Series {
    let promise: Promise
    let zone: Zone
    /// Whose days off it rolls by, and when a date without a time closes.
    let days: WorkingTime
    let zones: [String: Zone]
    /// What period cut-offs are counted in (§3, *Offsets*).
    let office: WorkingTime

    /// An occurrence before anybody moved it.
    struct Date: Hashable {
        var key: CivilDate?
        var due: Instant
    }

    /// From some occurrence on, what the others are counted from.
    struct Segment: Hashable {
        var anchor: CivilMoment
        /// The first unrolled date that it holds; nil is the anchor's.
        var from: CivilDate?
        /// The key that its first occurrence keeps, where that was moved to another day.
        var firstKey: CivilDate?
    }

    /// All up to a moment, in their order.
    func dates(of segments: [Segment], endingBefore limit: CivilDate?, through end: Instant)
        -> [Date]
    {
        guard let rule = promise.repetition else {
            return [Date(key: nil, due: rolled(segments[0].anchor))]
        }
        var found: [Date] = []
        for (index, segment) in segments.enumerated() {
            let next = index + 1 < segments.count ? segments[index + 1] : nil
            let stop = next.flatMap { $0.firstKey ?? $0.from }
            for date in keys(rule, segment, through: end) {
                let isFirst = date == (segment.from ?? segment.anchor.date)
                let key = isFirst ? segment.firstKey ?? date : date
                if let stop, key >= stop { break }
                if let limit, key >= limit { break }
                let due = rolled(CivilMoment(date: date, time: segment.anchor.time))
                // Occurrences rolled onto one instant are one: the first of them.
                if promise.roll != nil, found.contains(where: { $0.due == due }) { continue }
                found.append(Date(key: key, due: due))
            }
        }
        return found
    }

    /// The first date that is not past of those that are counted from an anchor; nil is the anchor's own.
    func first(of anchor: CivilMoment, notBefore day: CivilDate) -> CivilDate? {
        guard let rule = promise.repetition, anchor.date < day else { return nil }
        let end = zone.instant(
            CivilDateTime(date: day.adding(days: 400), time: CivilTime(secondOfDay: 0)))
        return keys(rule, Segment(anchor: anchor), through: end).first { $0 >= day }
    }

    /// The instant of a civil moment: at the usual closing hour where it has no time, on a weekday on which the team is
    /// closed at the office's (§3).
    func instant(_ moment: CivilMoment) -> Instant {
        let isOpen = !days.calendar.week.hours(on: moment.date.weekday).isEmpty
        let calendar = isOpen ? days.calendar : office.calendar
        let time = moment.time ?? calendar.usualClosing(on: moment.date)
        return zone.instant(CivilDateTime(date: moment.date, time: time))
    }

    private func rolled(_ moment: CivilMoment) -> Instant {
        if let cutOff = promise.cutOff {
            let time = office.calendar.usualClosing(on: moment.date)
            let close = office.zone.instant(CivilDateTime(date: moment.date, time: time))
            return cutOff.instant(due: close, in: office)
        }
        let date: CivilDate? =
            switch promise.roll {
            case .preceding: days.calendar.workingDay(onOrBefore: moment.date)
            case .following: days.calendar.workingDay(onOrAfter: moment.date)
            case nil: moment.date
            }
        return instant(CivilMoment(date: date ?? moment.date, time: moment.time))
    }

    /// The unrolled dates, by a word anchored at the first or by an expression's days.
    private func keys(_ rule: String, _ segment: Segment, through end: Instant) -> [CivilDate] {
        let last = zone.civil(end).date
        let first = segment.anchor.date
        let start = segment.from ?? first
        let step: (Int) -> CivilDate
        switch rule {
        case "daily": step = { first.adding(days: $0) }
        case "weekly": step = { first.adding(days: 7 * $0) }
        case "monthly": step = { first.adding(months: $0) }
        case "quarterly": step = { first.adding(months: 3 * $0) }
        case "yearly": step = { first.adding(months: 12 * $0) }
        default: return expressed(rule, first: start, last: last)
        }
        var found: [CivilDate] = []
        var count = 0
        while true {
            let next = step(count)
            if next > last, !found.isEmpty || count > 0 { return found }
            if next >= start { found.append(next) }
            count += 1
        }
    }

    private func expressed(_ rule: String, first: CivilDate, last: CivilDate) -> [CivilDate] {
        // A rule that cannot be read was refused when it was entered: it never comes round.
        guard let expression = try? CalendarExpression(rule, in: zone, zones: { zones[$0] }) else {
            return []
        }
        let start = zone.instant(CivilDateTime(date: first, time: CivilTime(secondOfDay: 0)))
        var found: [CivilDate] = []
        var at = start - .seconds(86_400)
        while let next = expression.next(after: at), zone.civil(next).date <= last {
            let date = zone.civil(next).date
            if date >= first, found.last != date { found.append(date) }
            at = next
        }
        return found
    }
}
