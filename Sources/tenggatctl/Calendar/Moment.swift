import Almanac
import Host

/// A moment as a person writes it: `2026-12-04 15:00:00 Asia/Jakarta`, or RFC 3339.
struct Moment {
    let instant: Instant
    /// Where it was meant: the zone behind it, else the local one.
    let zone: Zone

    /// - Throws: `AlmanacError` when it is no moment, `HostError` when its zone is none.
    init(_ text: String, in local: Zone, zones: SystemZones) throws {
        if let instant = Instant(rfc3339: text) {
            self.instant = instant
            zone = local
            return
        }
        let words = text.split(separator: " ").map(String.init)
        guard (1...3).contains(words.count), let date = CivilDate(words[0]),
            let time = CivilTime(words.count > 1 ? words[1] : "00:00")
        else {
            throw AlmanacError(
                .invalidMoment,
                "\"\(text)\" is no moment: write 2026-12-04 15:00:00 Asia/Jakarta, or "
                    + "2026-12-04T08:00:00Z")
        }
        zone = words.count < 3 ? local : words[2] == "UTC" ? .utc : try zones.zone(named: words[2])
        instant = zone.instant(CivilDateTime(date: date, time: time))
    }
}
