import Almanac

/// Instants as `systemd-analyze calendar` shows them.
enum ClockText {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// `Fri 2026-12-04 15:00:00 WIB`, with a fraction of a second only when there is one.
    static func text(of instant: Instant, in zone: Zone) -> String {
        let local = zone.civil(instant)
        let seconds = local.time.second < 10 ? "0\(local.time.second)" : "\(local.time.second)"
        let rest = instant.microseconds - instant.seconds * 1_000_000
        let fraction = rest == 0 ? "" : ".\(String(1_000_000 + rest).dropFirst())"
        return "\(weekdays[local.date.weekday.rawValue - 1]) \(local.date) "
            + "\(local.time.description.prefix(5)):\(seconds)\(fraction) "
            + zone.localType(at: instant).abbreviation
    }

    /// `3 days 4h left`, `2min 5s ago`: the two largest units.
    static func distance(from now: Instant, to instant: Instant) -> String {
        let isPast = instant < now
        var left = abs(instant.seconds - now.seconds)
        var parts: [String] = []
        for (seconds, unit) in [
            (31_557_600, " year"), (2_629_800, " month"), (86_400, " day"), (3_600, "h"),
            (60, "min"), (1, "s"),
        ] as [(Int64, String)] where left >= seconds && parts.count < 2 {
            let count = left / seconds
            parts.append("\(count)\(unit)\(unit.hasPrefix(" ") && count > 1 ? "s" : "")")
            left %= seconds
        }
        return parts.isEmpty ? "now" : parts.joined(separator: " ") + (isPast ? " ago" : " left")
    }
}
