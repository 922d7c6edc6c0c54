/// Moves what falls on a day off to a working day; firings that meet on one instant are one.
package struct Rolling: Hashable, Sendable {
    package var direction: Direction
    package var calendar: WorkingCalendar

    /// Which working day a day off gives way to.
    package enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
        /// To the last working day before.
        case preceding
        /// To the next working day.
        case following
    }

    package init(_ direction: Direction, over calendar: WorkingCalendar) {
        self.direction = direction
        self.calendar = calendar
    }
}

/// The days of an expression after rolling: times of day stay, so that days alone move.
struct RolledDays {
    let days: CalendarDays
    let rolling: Rolling?

    func first(onOrAfter number: Int) -> Int? {
        guard let rolling else { return days.first(onOrAfter: number) }
        let calendar = rolling.calendar
        let date = CivilDate(dayNumber: number)
        switch rolling.direction {
        case .preceding:
            // Days off from here to the next working day roll to before here.
            guard let working = calendar.workingDay(onOrAfter: date),
                let day = days.first(onOrAfter: working.dayNumber)
            else { return nil }
            return calendar.workingDay(onOrBefore: CivilDate(dayNumber: day))?.dayNumber
        case .following:
            // Days off since the last working day roll to here or later.
            let start =
                calendar.workingDay(onOrBefore: date.adding(days: -1)).map { $0.dayNumber + 1 }
                ?? number
            guard let day = days.first(onOrAfter: start) else { return nil }
            return calendar.workingDay(onOrAfter: CivilDate(dayNumber: day))?.dayNumber
        }
    }

    func last(onOrBefore number: Int) -> Int? {
        guard let rolling else { return days.last(onOrBefore: number) }
        let calendar = rolling.calendar
        let date = CivilDate(dayNumber: number)
        switch rolling.direction {
        case .preceding:
            let end =
                calendar.workingDay(onOrAfter: date.adding(days: 1)).map { $0.dayNumber - 1 }
                ?? number
            guard let day = days.last(onOrBefore: end) else { return nil }
            return calendar.workingDay(onOrBefore: CivilDate(dayNumber: day))?.dayNumber
        case .following:
            guard let working = calendar.workingDay(onOrBefore: date),
                let day = days.last(onOrBefore: working.dayNumber)
            else { return nil }
            return calendar.workingDay(onOrAfter: CivilDate(dayNumber: day))?.dayNumber
        }
    }
}
