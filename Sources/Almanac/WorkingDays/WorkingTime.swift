/// A working calendar read in a zone: working moments as instants.
package struct WorkingTime: Hashable, Sendable {
    package let calendar: WorkingCalendar
    /// Where the calendar's hours are local.
    package let zone: Zone

    /// How many days a search over working hours crosses at most.
    private static let searchedDays = 4000

    package init(calendar: WorkingCalendar, zone: Zone) {
        self.calendar = calendar
        self.zone = zone
    }

    /// Whether work goes on at an instant; an opening is open, a closing is closed.
    package func isOpen(at instant: Instant) -> Bool {
        stretches(on: zone.civil(instant).date).contains { $0.contains(instant) }
    }

    /// The instant itself when open, else the next opening; nil when none lies within 4,000 days.
    package func nextOpen(atOrAfter instant: Instant) -> Instant? {
        let today = zone.civil(instant).date
        for day in 0..<Self.searchedDays {
            for stretch in stretches(on: today.adding(days: day)) where instant < stretch.upperBound
            {
                return max(instant, stretch.lowerBound)
            }
        }
        return nil
    }

    /// Working time between two instants; negative when `to` lies before `from`. Half a microsecond
    /// for each day between them.
    package func worked(from: Instant, to: Instant) -> Duration {
        guard from <= to else { return .zero - worked(from: to, to: from) }
        var total = Duration.zero
        // Sorted, for clocks put back just after midnight show the earlier date later.
        let days = [from, to].map { zone.civil($0).date.dayNumber }.sorted()
        for day in days[0]...days[1] {
            for stretch in stretches(on: CivilDate(dayNumber: day)) {
                let begins = max(stretch.lowerBound, from)
                let ends = min(stretch.upperBound, to)
                if begins < ends { total += ends - begins }
            }
        }
        return total
    }

    /// The instant so much working time later, or earlier when negative; nil when 4,000 days do not
    /// hold that much.
    package func advance(_ instant: Instant, byWorking time: Duration) -> Instant? {
        var rest = time < .zero ? .zero - time : time
        let isBackward = time < .zero
        let today = zone.civil(instant).date
        for day in 0..<Self.searchedDays {
            let date = today.adding(days: isBackward ? -day : day)
            for stretch in isBackward ? stretches(on: date).reversed() : stretches(on: date) {
                let begins = isBackward ? stretch.lowerBound : max(stretch.lowerBound, instant)
                let ends = isBackward ? min(stretch.upperBound, instant) : stretch.upperBound
                guard begins < ends else { continue }
                if rest <= ends - begins { return isBackward ? ends - rest : begins + rest }
                rest -= ends - begins
            }
        }
        return nil
    }

    /// When a reminder planned for closed hours goes, so that it is still of use: at the same time of
    /// day, clipped into the hours, on the nearest working day at or before that leaves it before the
    /// due moment. What is planned for open hours stays.
    package func deliveryBeforeDue(of planned: Instant, due: Instant) -> Instant {
        if isOpen(at: planned) { return planned }
        let local = zone.civil(planned)
        var date = local.date
        for _ in 0..<Self.searchedDays {
            guard let day = calendar.workingDay(onOrBefore: date) else { return planned }
            let clipped = clip(local.time, into: calendar.hours(on: day))
            let candidate = zone.instant(CivilDateTime(date: day, time: clipped))
            if candidate < due { return candidate }
            date = day.adding(days: -1)
        }
        return planned
    }

    /// When an escalation planned for closed hours goes: at the next working moment.
    package func deliveryAfterDue(of planned: Instant) -> Instant {
        nextOpen(atOrAfter: planned) ?? planned
    }

    /// The open stretches of a local date as instants.
    private func stretches(on date: CivilDate) -> [Range<Instant>] {
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

    /// The time itself when open, else the nearest opening or the last closing of the day.
    private func clip(_ time: CivilTime, into hours: [OpenHours]) -> CivilTime {
        let second = time.secondOfDay
        for stretch in hours where second <= stretch.closes {
            return CivilTime(secondOfDay: max(second, stretch.opens))
        }
        return CivilTime(secondOfDay: min(hours.last?.closes ?? second, 86_399))
    }
}
