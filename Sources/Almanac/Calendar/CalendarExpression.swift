/// When something recurs, in the grammar of systemd.time(7)'s calendar events: `Mon..Fri 09:00`,
/// `*-*~03 15:00 Asia/Jakarta`, `quarterly`.
///
/// `systemd-analyze calendar` is the judge: same expression, same instants, from 1970 to the end of
/// 2199. Three differences are meant:
/// - What falls into a spring gap elapses at the gap's end; systemd skips it.
/// - In an autumn overlap the instants are one fixed set: an hour that recurs (`*`, `0/2`, `1..5`)
///   elapses in both passes, a named one in the first only. systemd's depend on where it counts from.
/// - ``Rolling`` moves days off.
package struct CalendarExpression: Hashable, Sendable {
    /// Where its times are local: the zone it names, else the one it was read for.
    package let zone: Zone
    /// The normalised form, as systemd writes it.
    package let normalized: String
    let days: CalendarDays
    let times: CalendarTimes
    /// Only while clocks show summer time, or only while they do not: a zone named by abbreviation.
    let isDaylightSaving: Bool?

    /// - Parameters:
    ///   - text: the expression.
    ///   - local: the zone of an expression that names none.
    ///   - zones: the system's zones by IANA name; nil for what is none.
    /// - Throws: `AlmanacError` `invalidCalendar`, pointing at the character.
    package init(
        _ text: String, in local: Zone, zones: (String) -> Zone?
    ) throws(AlmanacError) {
        let (body, place) = Self.split(text, local: local, zones: zones)
        var parser = CalendarParser(whole: text, body: body)
        var fields = try parser.read()
        fields.place = place
        zone = fields.isUTC ? .utc : fields.place.zone
        isDaylightSaving = fields.place.isDaylightSaving
        normalized = fields.description
        days = CalendarDays(
            year: fields.year, month: fields.month, day: fields.day,
            isFromEnd: fields.isDayFromEnd, weekdays: fields.weekdays)
        times = CalendarTimes(hour: fields.hour, minute: fields.minute, second: fields.second)
    }

    /// Takes the trailing zone off: ` UTC`, an abbreviation of the local zone, or a zone's name.
    private static func split(
        _ text: String, local: Zone, zones: (String) -> Zone?
    ) -> (body: Substring, place: CalendarFields.Place) {
        let none = CalendarFields.Place(zone: local, suffix: "", isDaylightSaving: nil)
        guard let space = text.lastIndex(of: " ") else { return (text[...], none) }
        let name = String(text[text.index(after: space)...])
        let folded = name.lowercased()
        if folded == "utc" {
            return (text[..<space], .init(zone: .utc, suffix: " UTC", isDaylightSaving: nil))
        }
        for type in local.currentTypes where type.abbreviation.lowercased() == folded {
            return (
                text[..<space],
                .init(
                    zone: local, suffix: " \(type.abbreviation)",
                    isDaylightSaving: type.isDaylightSaving)
            )
        }
        guard let zone = zones(name) else { return (text[...], none) }
        return (text[..<space], .init(zone: zone, suffix: " \(name)", isDaylightSaving: nil))
    }
}

extension CalendarExpression {
    /// Whether it never elapses again sooner than that, as its first elapses of this century show: what
    /// recurs within a day or over midnight does so within a hundred.
    package func isAtLeast(_ interval: Duration) -> Bool {
        if times.isSingle, interval <= .seconds(23 * 3_600) { return true }
        var last = Instant(seconds: 978_307_200)
        for count in 0..<100 {
            guard let next = next(after: last) else { return true }
            if count > 0, next - last < interval { return false }
            last = next
        }
        return true
    }
}

extension CalendarExpression: CustomStringConvertible {
    package var description: String { normalized }

    package static func == (left: CalendarExpression, right: CalendarExpression) -> Bool {
        left.normalized == right.normalized && left.zone == right.zone
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(normalized)
        hasher.combine(zone)
    }
}
