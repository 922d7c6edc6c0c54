/// Working time in whole days of some dates: the calendar's sums, corrected for the days on which
/// clocks change while there is work.
struct WorkedDays {
    private let dates: ClosedRange<CivilDate>
    private let openTime: DaySum
    /// In the order of their dates.
    private let corrections: [Correction]

    /// By how much a day is longer or shorter than its hours say.
    private struct Correction {
        var day: Int
        var microseconds: Int
    }

    init(of time: WorkingTime, in dates: ClosedRange<CivilDate>) {
        self.dates = dates
        let openTime = time.calendar.openTime
        self.openTime = openTime
        corrections = Self.changes(of: time.zone, in: dates).compactMap { date in
            let number = date.dayNumber
            let nominal = openTime.before(number + 1) - openTime.before(number)
            let worked = time.stretches(on: date).reduce(0) { $0 + $1.length }
            return worked == nominal ? nil : Correction(day: number, microseconds: worked - nominal)
        }
    }

    /// The working time, in microseconds, of the days before `date`, one of the dates; only the
    /// difference of two such sums means something.
    func before(_ date: CivilDate) -> Int {
        corrections.reduce(openTime.before(date.dayNumber)) { sum, correction in
            correction.day < date.dayNumber ? sum + correction.microseconds : sum
        }
    }

    /// The earliest day that brings the sum, as ``before(_:)`` counts it, to more than `limit`; nil
    /// when it is none of the dates.
    func firstDay(exceeding limit: Int) -> CivilDate? {
        var corrected = 0
        var latest = Int.max
        for correction in corrections {
            let sum = openTime.before(correction.day + 1) + corrected + correction.microseconds
            if sum > limit {
                latest = correction.day
                break
            }
            corrected += correction.microseconds
        }
        guard let regular = openTime.firstDay(exceeding: limit - corrected) else { return nil }
        let date = CivilDate(dayNumber: min(regular, latest))
        return dates.contains(date) ? date : nil
    }

    /// The dates that clocks show just before or after a change, and those between, in their order.
    private static func changes(of zone: Zone, in dates: ClosedRange<CivilDate>) -> [CivilDate] {
        // No clock is two days from Greenwich.
        let first = Int64(dates.lowerBound.dayNumber - 2) * 86_400
        let last = Int64(dates.upperBound.dayNumber + 3) * 86_400
        var found: [CivilDate] = []
        for change in zone.transitions(in: Instant(seconds: first)..<Instant(seconds: last)) {
            let shown = [change - .seconds(1), change].map(zone.civil)
            let offsets = [change - .seconds(1), change].map { zone.localType(at: $0).seconds }
            guard offsets[0] != offsets[1], let low = shown.min()?.date,
                let high = shown.max()?.date
            else { continue }
            for number in low.dayNumber...high.dayNumber {
                let date = CivilDate(dayNumber: number)
                if dates.contains(date), found.last.map({ $0 < date }) ?? true {
                    found.append(date)
                }
            }
        }
        return found
    }
}

extension Range<Instant> {
    /// In microseconds.
    var length: Int { Int(upperBound.microseconds - lowerBound.microseconds) }
}
