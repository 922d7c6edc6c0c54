import Almanac
import Coordination

extension Office {
    /// When a client was told something of which only the day is known: after whatever else they were told on
    /// it, so that what is said last is what they know.
    ///
    /// - Parameter now: it is never later.
    func toldMoment(on day: CivilDate, to client: String, by now: Instant) -> Instant {
        // The day is over nowhere before it is where the client is, or the office.
        let zones = [zone(ofClient: client), profile.zone]
        let ends = zones.map { zone in
            zone.instant(
                CivilDateTime(date: day.adding(days: 1), time: CivilTime(secondOfDay: 0)))
        }
        return min(now, (ends.min() ?? now) - .seconds(1))
    }
}
