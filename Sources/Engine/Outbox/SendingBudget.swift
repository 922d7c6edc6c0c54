import Almanac
import Post

/// How much of what a provider takes is left.
struct SendingBudget {
    private let limits: SendingLimits
    /// When letters of the last minute were handed over; nil until that is looked up.
    private var recent: [Instant]?
    /// From when to when the present day of the office is, and how many letters went in it.
    private var day: (start: Instant, end: Instant, count: Int)?
    /// When there is room again; nil while there is.
    private(set) var opening: Instant?
    /// Whether the day's quota is used up.
    private(set) var isSpent = false

    private static let minute = Duration.seconds(60)

    init(limits: SendingLimits) { self.limits = limits }

    /// How many letters may be handed over now. What was handed over before a start or a reload counts too.
    ///
    /// - Parameters:
    ///   - count: how many were taken since a moment.
    ///   - moments: when letters were handed over since a moment.
    mutating func room(
        at now: Instant, zone: Zone, countedSince count: (Instant) throws -> Int,
        handedOverSince moments: (Instant) throws -> [Instant]
    ) rethrows -> Int {
        var room = Int.max
        opening = nil
        isSpent = false
        if let most = limits.perMinute {
            let known = try recent ?? moments(now - Self.minute)
            let counted = known.filter { now - $0 < Self.minute && $0 <= now }
            recent = counted
            room = most - counted.count
            if room <= 0, let first = counted.first { opening = first + Self.minute }
        }
        guard let most = limits.perDay else { return max(0, room) }
        var today: (start: Instant, end: Instant, count: Int)
        if let day, day.start <= now, now < day.end {
            today = day
        } else {
            let date = zone.civil(now).date
            let midnight = CivilTime(secondOfDay: 0)
            let start = zone.instant(CivilDateTime(date: date, time: midnight))
            let end = zone.instant(CivilDateTime(date: date.adding(days: 1), time: midnight))
            today = (start, end, try count(start))
        }
        day = today
        if today.count >= most {
            isSpent = true
            opening = max(opening ?? today.end, today.end)
        }
        return max(0, min(room, most - today.count))
    }

    /// A letter is on its way.
    mutating func note(at now: Instant) {
        if limits.perMinute != nil { recent?.append(now) }
        day?.count += 1
    }

    /// One of those on their way was not taken, and does not count against the day.
    ///
    /// - Parameter moment: when it left.
    mutating func takeBack(_ moment: Instant) {
        guard let today = day, moment >= today.start else { return }
        day?.count = max(0, today.count - 1)
    }
}
