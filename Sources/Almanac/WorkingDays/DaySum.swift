/// Sums over days: each weekday adds an amount of its own, a day that is an exception another.
///
/// What a week adds is known in closed form, and what exceptions take away is added up once, so
/// that sums over years and the search for the day that reaches one take O(log n) of n exceptions.
struct DaySum: Hashable, Sendable {
    /// What the weekdays before each add; eight of them, the last a whole week.
    private let beforeWeekday: [Int]
    /// Numbers of the days that are exceptions, sorted.
    private let days: [Int]
    /// What each adds instead.
    private let amounts: [Int]
    /// By how much less the exceptions before each add than their weekdays; one more than there are.
    private let takenAway: [Int]

    /// The day number of a Monday, 1969-12-29, where the pattern's sum is 0.
    private static let origin = -3

    /// - Parameters:
    ///   - amounts: what Monday to Sunday add, 0 or more each.
    ///   - exceptions: days, sorted, each once, with what they add instead, 0 or more.
    init(amounts: [Int], exceptions: [(day: Int, amount: Int)]) {
        precondition(amounts.count == 7, "one amount for each weekday")
        beforeWeekday = amounts.reduce(into: [0]) { sums, amount in
            sums.append(sums[sums.count - 1] + amount)
        }
        days = exceptions.map(\.day)
        self.amounts = exceptions.map(\.amount)
        takenAway = exceptions.reduce(into: [0]) { sums, exception in
            let usual = amounts[Self.weekAndWeekday(of: exception.day).weekday]
            sums.append(sums[sums.count - 1] + usual - exception.amount)
        }
    }

    /// The sum of the days before `day`, from where is left open: only the difference of two such
    /// sums means something, what the days between add.
    func before(_ day: Int) -> Int {
        let passed = Self.partition(days.count) { days[$0] < day }
        return pattern(before: day) - takenAway[passed]
    }

    /// The earliest day that brings the sum, as ``before(_:)`` counts it, to more than `limit`; nil
    /// when a week adds nothing.
    func firstDay(exceeding limit: Int) -> Int? {
        guard beforeWeekday[7] > 0 else { return nil }
        // An exception is not after the wanted day when the sum before it is not enough.
        let passed = Self.partition(days.count) {
            pattern(before: days[$0]) - takenAway[$0] <= limit
        }
        if passed > 0 {
            let last = passed - 1
            let sum = pattern(before: days[last]) - takenAway[last] + amounts[last]
            if sum > limit { return days[last] }
        }
        let wanted = limit + takenAway[passed]
        let (week, rest) = Self.quotientAndRemainder(wanted, by: beforeWeekday[7])
        let weekday = Self.partition(7) { beforeWeekday[$0 + 1] <= rest }
        return Self.origin + week * 7 + weekday
    }

    /// The sum as if no day were an exception.
    private func pattern(before day: Int) -> Int {
        let (week, weekday) = Self.weekAndWeekday(of: day)
        return week * beforeWeekday[7] + beforeWeekday[weekday]
    }

    private static func weekAndWeekday(of day: Int) -> (week: Int, weekday: Int) {
        quotientAndRemainder(day - origin, by: 7)
    }

    /// Division with a remainder that is never negative.
    private static func quotientAndRemainder(_ number: Int, by divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// How many of the indices from 0 to `count` satisfy a condition that the first ones do and the
    /// others do not.
    private static func partition(_ count: Int, where holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
