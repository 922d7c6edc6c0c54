import Almanac

/// Excel's way of writing moments: days since an epoch, the time of day as a fraction
/// (ECMA-376 part 1, 18.17.4).
enum SerialDate {
    /// - Parameters:
    ///   - serial: days.
    ///   - countsFrom1904: whether day 0 is 1 January 1904, as in workbooks of old Macintoshes.
    /// - Returns: nil before the epoch, after 9999, and for 29 February 1900, which Excel counts and
    ///   nobody had.
    static func moment(_ serial: Double, countsFrom1904: Bool) -> (CivilDate, CivilTime)? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var day = Int(serial)
        var second = Int(((serial - Double(day)) * 86_400).rounded())
        if second == 86_400 { (day, second) = (day + 1, 0) }
        let time = CivilTime(secondOfDay: second)
        if countsFrom1904 {
            // Four years less than the other epoch has.
            return day < 2_957_004 ? (CivilDate(dayNumber: epoch1904 + day), time) : nil
        }
        guard day != 60 else { return nil }
        return (CivilDate(dayNumber: epoch1900 + (day > 60 ? day - 1 : day)), time)
    }

    /// Whether a time of day is a midnight that calculating has missed: programs that count from
    /// somebody's own midnight are some seconds off. Only 23:59:59 and 23:59 mean the day's end.
    static func isNearlyMidnight(_ time: CivilTime) -> Bool {
        let left = 86_400 - time.secondOfDay
        return left < 60 && left > 1
    }

    /// Whether what is shown as a time is a day or more, `24:00` or `36:00`, which no time of day is: further from the
    /// epoch it is a moment of which only the hour is shown.
    static func isDuration(_ serial: Double) -> Bool {
        serial < 1_000 && (serial * 86_400).rounded() >= 86_400
    }

    /// 31 December 1899, in days from 1970.
    private static let epoch1900 = -25_568
    /// 1 January 1904.
    private static let epoch1904 = -24_107
}
