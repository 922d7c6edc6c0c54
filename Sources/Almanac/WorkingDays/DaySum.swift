/// Sums over days: each weekday adds an amount of its own, a closed day adds nothing.
///
/// What a week adds is known in closed form, and what closed days take away is added up once, so
/// that sums over years and the search for the day that reaches one take O(log n) of n closed days.
struct DaySum: Hashable, Sendable {
    /// What the weekdays before each add; eight of them, the last a whole week.
    private let beforeWeekday: [Int]
    /// Numbers of the closed days, sorted.
    private let closedDays: [Int]
    /// What the closed days before each would have added; one more than there are closed days.
    private let takenAway: [Int]

    /// The day number of a Monday, 1969-12-29, where the pattern's sum is 0.
    private static let origin = -3

    /// - Parameters:
    ///   - amounts: what Monday to Sunday add, 0 or more each.
    ///   - closedDays: day numbers, sorted, each once.
    init(amounts: [Int], closedDays: [Int]) {
        precondition(amounts.count == 7, "one amount for each weekday")
        beforeWeekday = amounts.reduce(into: [0]) { sums, amount in
            sums.append(sums[sums.count - 1] + amount)
        }
        self.closedDays = closedDays
        takenAway = closedDays.reduce(into: [0]) { sums, day in
            sums.append(sums[sums.count - 1] + amounts[Self.weekAndWeekday(of: day).weekday])
        }
    }

    /// The sum of the days before `day`, from where is left open: only the difference of two such
    /// sums means something, what the days between add.
    func before(_ day: Int) -> Int {
        let closed = Self.partition(closedDays.count) { closedDays[$0] < day }
        return pattern(before: day) - takenAway[closed]
    }

    /// The earliest day that brings the sum, as ``before(_:)`` counts it, to more than `limit`; nil
    /// when a week adds nothing.
    func firstDay(exceeding limit: Int) -> Int? {
        guard beforeWeekday[7] > 0 else { return nil }
        // A closed day comes before the wanted one when the sum before it is not enough.
        let closed = Self.partition(closedDays.count) {
            pattern(before: closedDays[$0]) - takenAway[$0] <= limit
        }
        let wanted = limit + takenAway[closed]
        let (week, rest) = Self.quotientAndRemainder(wanted, by: beforeWeekday[7])
        let weekday = Self.partition(7) { beforeWeekday[$0 + 1] <= rest }
        return Self.origin + week * 7 + weekday
    }

    /// The sum as if no day were closed.
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
