/// The local times that an expression means, before clocks that change are thought of: microseconds
/// since 1970 as if they were UTC.
struct CivilElapses {
    let days: RolledDays
    let times: CalendarTimes

    private static let day: Int64 = 86_400_000_000

    func first(atOrAfter local: Int64) -> Int64? {
        let (number, time) = Self.split(local)
        guard let day = days.first(onOrAfter: number) else { return nil }
        if day == number, let found = times.first(atOrAfter: time) {
            return Self.joined(day, found)
        }
        guard let later = day == number ? days.first(onOrAfter: number + 1) : day else {
            return nil
        }
        return times.first(atOrAfter: 0).map { Self.joined(later, $0) }
    }

    func last(atOrBefore local: Int64) -> Int64? {
        let (number, time) = Self.split(local)
        guard let day = days.last(onOrBefore: number) else { return nil }
        if day == number, let found = times.last(atOrBefore: time) {
            return Self.joined(day, found)
        }
        guard let earlier = day == number ? days.last(onOrBefore: number - 1) : day else {
            return nil
        }
        return times.last(atOrBefore: Self.day - 1).map { Self.joined(earlier, $0) }
    }

    /// Whether an hour that clocks show twice has its turn both times.
    func isRepeated(_ local: Int64) -> Bool { times.isRepeated(Self.split(local).time) }

    /// The full hour that a local time lies in.
    static func hour(of local: Int64) -> Range<Int64> {
        let time = split(local).time
        let start = local - time % CalendarTimes.hour
        return start..<start + CalendarTimes.hour
    }

    private static func split(_ local: Int64) -> (day: Int, time: Int64) {
        let (whole, rest) = local.quotientAndRemainder(dividingBy: day)
        return rest < 0 ? (Int(whole) - 1, rest + day) : (Int(whole), rest)
    }

    private static func joined(_ day: Int, _ time: Int64) -> Int64 { Int64(day) * Self.day + time }
}
