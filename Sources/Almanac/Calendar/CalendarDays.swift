/// The days that a calendar expression means, as bits: finding one costs a few instructions a month.
struct CalendarDays: Hashable, Sendable {
    private let years: CalendarField
    /// Bits 1 to 12.
    private let months: UInt64
    /// Bits 1 to 31, for months of 28, 29, 30 and 31 days: days counted from the end differ.
    private let days: [UInt64]
    /// Bit 0 is Monday.
    private let weekdays: UInt64

    /// - Parameters:
    ///   - isFromEnd: whether `day` counts from the month's end, 1 being its last day.
    ///   - weekdays: bits, Monday being bit 0.
    init(
        year: CalendarField, month: CalendarField, day: CalendarField, isFromEnd: Bool,
        weekdays: UInt64
    ) {
        years = year
        months = month.mask
        self.weekdays = weekdays
        days = (28...31).map { length in
            let inMonth = (UInt64(1) << UInt64(length + 1)) - 2
            return (isFromEnd ? Self.counted(day, fromEndOf: length) : day.mask) & inMonth
        }
    }

    /// The first such day on or after a day, both counted from 1970-01-01.
    func first(onOrAfter number: Int) -> Int? {
        let start = CivilDate(dayNumber: number).parts
        var year = years.first(from: start.year)
        while let current = year {
            let isFirst = current == start.year
            var left = isFirst ? months & (~0 << UInt64(start.month)) : months
            while left != 0 {
                let month = left.trailingZeroBitCount
                let (first, found) = days(of: month, in: current)
                let isStart = isFirst && month == start.month
                let ahead = isStart ? found & (~0 << UInt64(start.day)) : found
                if ahead != 0 { return first + ahead.trailingZeroBitCount - 1 }
                left &= left - 1
            }
            year = years.first(from: current + 1)
        }
        return nil
    }

    /// The last such day on or before a day, both counted from 1970-01-01.
    func last(onOrBefore number: Int) -> Int? {
        let start = CivilDate(dayNumber: number).parts
        var year = years.last(upTo: start.year)
        while let current = year {
            let isFirst = current == start.year
            var left = isFirst ? months & Self.bits(upTo: start.month) : months
            while left != 0 {
                let month = 63 - left.leadingZeroBitCount
                let (first, found) = days(of: month, in: current)
                let isStart = isFirst && month == start.month
                let behind = isStart ? found & Self.bits(upTo: start.day) : found
                if behind != 0 { return first + 62 - behind.leadingZeroBitCount }
                left &= ~(1 << UInt64(month))
            }
            year = years.last(upTo: current - 1)
        }
        return nil
    }

    /// A month's first day and a bit for each of its days that is meant.
    private func days(of month: Int, in year: Int) -> (first: Int, found: UInt64) {
        let first = CivilDate.dayNumber(year: year, month: month, day: 1)
        let wanted = days[CivilDate.daysIn(month: month, year: year) - 28]
        guard weekdays != 0x7F else { return (first, wanted) }
        // Bit 0 is to be the weekday of the month's first day; then the week repeats.
        let shift = UInt64(((first + 3) % 7 + 7) % 7)
        let week = (weekdays >> shift | weekdays << (7 - shift)) & 0x7F
        return (first, wanted & (week &* 0x1020_4081) << 1)
    }

    private static func bits(upTo last: Int) -> UInt64 { (2 << UInt64(last)) - 1 }

    /// The days of a month whose distance from its end a field gives; a step counts forward.
    private static func counted(_ field: CalendarField, fromEndOf length: Int) -> UInt64 {
        field.components.reduce(0) { mask, component in
            let first = length + 1 - (component.stop ?? component.start)
            let last = component.stop == nil ? length : length + 1 - component.start
            let step = component.step > 0 ? component.step : length
            return stride(from: first, through: last, by: step).reduce(mask) {
                $0 | 1 << UInt64($1)
            }
        }
    }
}
