/// The times of day that a calendar expression means, in microseconds since midnight.
struct CalendarTimes: Hashable, Sendable {
    private let hours: UInt64
    private let minutes: UInt64
    /// Microseconds within the minute.
    private let seconds: CalendarField
    /// Hours that a wildcard, a step or a range gives, rather than being named.
    private let repeatedHours: UInt64

    static let hour: Int64 = 3_600_000_000
    private static let minute: Int64 = 60_000_000

    init(hour: CalendarField, minute: CalendarField, second: CalendarField) {
        hours = hour.mask
        minutes = minute.mask
        seconds = second
        repeatedHours = hour.mask { $0.step > 0 }
    }

    /// Whether the hour of a time of day recurs through the day, and so in both passes of an hour that
    /// clocks show twice.
    func isRepeated(_ time: Int64) -> Bool { repeatedHours >> UInt64(time / Self.hour) & 1 == 1 }

    /// Whether there is one a day.
    var isSingle: Bool { first(atOrAfter: 0) == last(atOrBefore: 24 * Self.hour - 1) }

    /// The first such time at or after a time of the same day.
    func first(atOrAfter time: Int64) -> Int64? {
        let (hour, inHour) = time.quotientAndRemainder(dividingBy: Self.hour)
        if hours >> UInt64(hour) & 1 == 1, let found = firstInHour(from: inHour) {
            return hour * Self.hour + found
        }
        let later = hours & (~1 << UInt64(hour))
        guard later != 0, let found = firstInHour(from: 0) else { return nil }
        return Int64(later.trailingZeroBitCount) * Self.hour + found
    }

    /// The last such time at or before a time of the same day.
    func last(atOrBefore time: Int64) -> Int64? {
        let (hour, inHour) = time.quotientAndRemainder(dividingBy: Self.hour)
        if hours >> UInt64(hour) & 1 == 1, let found = lastInHour(upTo: inHour) {
            return hour * Self.hour + found
        }
        let earlier = hours & ((1 << UInt64(hour)) - 1)
        guard earlier != 0, let found = lastInHour(upTo: Self.hour - 1) else { return nil }
        return Int64(63 - earlier.leadingZeroBitCount) * Self.hour + found
    }

    private func firstInHour(from time: Int64) -> Int64? {
        let (minute, inMinute) = time.quotientAndRemainder(dividingBy: Self.minute)
        if minutes >> UInt64(minute) & 1 == 1, let found = seconds.first(from: Int(inMinute)) {
            return minute * Self.minute + Int64(found)
        }
        let later = minutes & (~1 << UInt64(minute))
        guard later != 0, let found = seconds.first(from: 0) else { return nil }
        return Int64(later.trailingZeroBitCount) * Self.minute + Int64(found)
    }

    private func lastInHour(upTo time: Int64) -> Int64? {
        let (minute, inMinute) = time.quotientAndRemainder(dividingBy: Self.minute)
        if minutes >> UInt64(minute) & 1 == 1, let found = seconds.last(upTo: Int(inMinute)) {
            return minute * Self.minute + Int64(found)
        }
        let earlier = minutes & ((1 << UInt64(minute)) - 1)
        guard earlier != 0, let found = seconds.last(upTo: seconds.bounds.upperBound) else {
            return nil
        }
        return Int64(63 - earlier.leadingZeroBitCount) * Self.minute + Int64(found)
    }
}
