/// A working calendar read in a zone: working moments as instants.
///
/// Only the days at both ends of a span, and those on which clocks change, are looked at one by one;
/// the days between are added up by ``WorkedDays``.
package struct WorkingTime: Hashable, Sendable {
    package let calendar: WorkingCalendar
    /// Where the calendar's hours are local.
    package let zone: Zone

    package init(calendar: WorkingCalendar, zone: Zone) {
        self.calendar = calendar
        self.zone = zone
    }

    /// Whether work goes on at an instant; an opening is open, a closing is closed.
    package func isOpen(at instant: Instant) -> Bool { nextOpen(atOrAfter: instant) == instant }

    /// Whether work ends at an instant: what is of use before a later moment still goes then.
    package func isClosing(at instant: Instant) -> Bool {
        let date = zone.civil(instant).date
        // Midnight closes the day before.
        return [date.adding(days: -1), date].flatMap(stretches(on:))
            .contains { $0.upperBound == instant }
    }

    /// The instant itself when open, else the next opening; nil when the calendar never opens again.
    package func nextOpen(atOrAfter instant: Instant) -> Instant? {
        stretches(from: zone.civil(instant).date).first { instant < $0.upperBound }
            .map { max(instant, $0.lowerBound) }
    }

    /// Working time between two instants; negative when `to` lies before `from`.
    package func worked(from: Instant, to: Instant) -> Duration {
        let (first, last) = (zone.civil(from).date, zone.civil(to).date)
        let days = WorkedDays(of: self, in: min(first, last)...max(first, last))
        let whole = days.before(last) - days.before(first)
        return .microseconds(whole + begun(at: to) - begun(at: from))
    }

    /// The instant so much working time later, or earlier when negative: the first by which it is
    /// worked, and the last from which it is. For no time, the next working moment. Nil when the
    /// years 1 to 9999 do not hold that much.
    package func advance(_ instant: Instant, byWorking time: Duration) -> Instant? {
        let wanted = Int(time.wholeMicroseconds)
        if wanted == 0 { return nextOpen(atOrAfter: instant) }
        let today = zone.civil(instant).date
        let goal = begun(at: instant) + wanted
        // At a closing the time of the next opening is reached as well: forward that is too late.
        let limit = wanted > 0 ? goal - 1 : goal
        guard let reached = day(exceeding: limit, from: today) else { return nil }
        var rest = goal - reached.before
        for stretch in stretches(on: reached.date) {
            if wanted > 0 ? rest <= stretch.length : rest < stretch.length {
                return stretch.lowerBound + .microseconds(rest)
            }
            rest -= stretch.length
        }
        return nil
    }

    /// When a reminder planned for closed hours goes, so that it is still of use: at the same time of
    /// day, clipped into the hours, on the nearest working day at or before that leaves it before the
    /// due moment. What is planned for open hours stays.
    package func deliveryBeforeDue(of planned: Instant, due: Instant) -> Instant {
        if isOpen(at: planned) || isClosing(at: planned) && planned < due { return planned }
        let local = zone.civil(planned)
        // Clocks put back over midnight show the due moment's date a day early.
        let latest = min(local.date, zone.civil(due).date.adding(days: 1))
        var nearest = calendar.workingDay(onOrBefore: latest)
        while let day = nearest {
            let clipped = clip(local.time, into: calendar.hours(on: day))
            let candidate = zone.instant(CivilDateTime(date: day, time: clipped))
            if candidate < due { return candidate }
            nearest = calendar.workingDay(-1, from: day)
        }
        return planned
    }

    /// When what is planned for the due moment itself goes: then, as the closing moment still counts, else
    /// at the next working moment.
    package func deliveryAtDue(of due: Instant) -> Instant {
        isClosing(at: due) ? due : deliveryAfterDue(of: due)
    }

    /// When an escalation planned for closed hours goes: at the next working moment.
    package func deliveryAfterDue(of planned: Instant) -> Instant {
        nextOpen(atOrAfter: planned) ?? planned
    }

    /// The open stretches of a local date as instants.
    func stretches(on date: CivilDate) -> [Range<Instant>] {
        calendar.hours(on: date).compactMap { hours in
            let opens = zone.instant(
                CivilDateTime(date: date, time: CivilTime(secondOfDay: hours.opens)))
            let closes =
                hours.closes == 86_400
                ? zone.instant(
                    CivilDateTime(date: date.adding(days: 1), time: CivilTime(secondOfDay: 0)))
                : zone.instant(
                    CivilDateTime(date: date, time: CivilTime(secondOfDay: hours.closes)))
            return opens < closes ? opens..<closes : nil
        }
    }

    /// The open stretches of a local date and all later ones, in their order.
    private func stretches(from date: CivilDate) -> some Sequence<Range<Instant>> {
        let first = calendar.workingDay(onOrAfter: date)
        return sequence(state: first) { next in
            let day = next
            next = day.flatMap { calendar.workingDay(1, from: $0) }
            return day
        }.lazy.flatMap(stretches(on:))
    }

    /// Microseconds worked up to an instant since its date began. Where clocks are put back over
    /// midnight a date is shown again after the next has begun; work on that one counts too.
    private func begun(at instant: Instant) -> Int {
        stretches(from: zone.civil(instant).date).prefix { $0.lowerBound < instant }
            .reduce(0) { $0 + ($1.lowerBound..<min($1.upperBound, instant)).length }
    }

    /// The day with which more than `limit` microseconds are worked since the beginning of `start`,
    /// and how many before that day; negative numbers look back. Nil when there is none.
    private func day(
        exceeding limit: Int, from start: CivilDate
    ) -> (date: CivilDate, before: Int)? {
        let openTime = calendar.openTime
        let sum = openTime.before(start.dayNumber) + limit
        guard let number = openTime.firstDay(exceeding: sum) else { return nil }
        let guess = CivilDate(dayNumber: number)
        guard guess.dayNumber == number else { return nil }
        // Changes of clocks move the day: a little, unless hours are few and at night.
        for slack in [8, 400, 4_000_000] {
            let first = min(start, guess).adding(days: -slack)
            let last = max(start, guess).adding(days: slack)
            let days = WorkedDays(of: self, in: first...last)
            let origin = days.before(start)
            if let date = days.firstDay(exceeding: origin + limit) {
                return (date, days.before(date) - origin)
            }
        }
        return nil
    }

    /// The time itself when open, else the nearest opening or the last closing of the day.
    private func clip(_ time: CivilTime, into hours: [OpenHours]) -> CivilTime {
        let second = time.secondOfDay
        for stretch in hours where second <= stretch.closes {
            return CivilTime(secondOfDay: max(second, stretch.opens))
        }
        return CivilTime(secondOfDay: min(hours.last?.closes ?? second, 86_399))
    }
}
