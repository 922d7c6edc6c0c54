import Almanac
import Coordination

extension OfficeProfile {
    /// When the office's clock next shows a time of day.
    ///
    /// - Returns: the first such moment after `moment`.
    func nextDaily(_ time: CivilTime, after moment: Instant) -> Instant {
        let day = zone.civil(moment).date
        let today = zone.instant(CivilDateTime(date: day, time: time))
        guard today <= moment else { return today }
        return zone.instant(CivilDateTime(date: day.adding(days: 1), time: time))
    }
}
