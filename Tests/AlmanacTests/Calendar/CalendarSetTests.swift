import Almanac
import Testing

/// The instants of an expression around a change of clocks are one set, whatever it is asked from:
/// that which the documented rule gives, minute by minute, without any search.
@Suite struct CalendarSetTests {
    struct Change: Sendable, CustomTestStringConvertible {
        var zone, at: String
        var testDescription: String { "\(zone) \(at)" }
    }

    static let changes = [
        Change(zone: "Europe/Berlin", at: "2026-03-29T01:00:00Z"),
        Change(zone: "Europe/Berlin", at: "2026-10-25T01:00:00Z"),
        // After the last recorded change, where the rule holds.
        Change(zone: "Europe/Berlin", at: "2060-10-31T01:00:00Z"),
        // Whose winter is the daylight saving time, so that systemd is no judge of them.
        Change(zone: "Europe/Dublin", at: "2026-03-29T01:00:00Z"),
        Change(zone: "Europe/Dublin", at: "2026-10-25T01:00:00Z"),
        Change(zone: "Africa/Casablanca", at: "2026-02-15T02:00:00Z"),
        Change(zone: "Africa/Casablanca", at: "2026-03-22T02:00:00Z"),
        Change(zone: "Australia/Lord_Howe", at: "2026-04-04T15:00:00Z"),
        Change(zone: "Australia/Lord_Howe", at: "2026-10-03T15:30:00Z"),
        Change(zone: "America/Santiago", at: "2026-04-05T03:00:00Z"),
        Change(zone: "America/Santiago", at: "2026-09-06T04:00:00Z"),
        Change(zone: "Asia/Beirut", at: "2026-03-28T22:00:00Z"),
        Change(zone: "Africa/Cairo", at: "2026-10-29T21:00:00Z"),
        Change(zone: "Antarctica/Troll", at: "2026-10-25T01:00:00Z"),
        Change(zone: "Pacific/Chatham", at: "2026-04-04T14:00:00Z"),
        Change(zone: "Pacific/Apia", at: "2011-12-30T10:00:00Z"),
        // Clocks put forward by half an hour.
        Change(zone: "Asia/Singapore", at: "1981-12-31T16:00:00Z"),
        Change(zone: "Asia/Jakarta", at: "2026-11-24T00:00:00Z"),
    ]

    /// The hours of an expression: as it is written, those that recur, those that are named.
    private static let hours: [(text: String, recurring: [Int], named: [Int])] = [
        ("*", Array(0...23), []), ("0/2", Array(stride(from: 0, to: 24, by: 2)), []),
        ("1..4", [1, 2, 3, 4], []), ("2", [], [2]), ("0,1,3,23", [], [0, 1, 3, 23]),
        ("2,1/3", Array(stride(from: 1, to: 24, by: 3)), [2]), ("22..23,0", [22, 23], [0]),
    ]
    private static let minutes: [(text: String, values: Set<Int>)] = [
        ("00", [0]), ("30", [30]), ("0/15", [0, 15, 30, 45]), ("*", Set(0...59)),
        ("10,44,59", [10, 44, 59]),
    ]

    /// A minute that clocks show, or skip, and when they do.
    private struct Minute {
        var local: CivilDateTime
        var passes: [Instant]
        /// The change that skips it.
        var gapEnd: Instant?
    }

    @Test("It is the set that the rule gives, from any base", arguments: changes)
    func set(_ change: Change) throws {
        let zone = try ZoneFiles.zone(change.zone)
        let at = try instant(change.at)
        let (start, end) = (at - .seconds(86_400), at + .seconds(86_400))
        let known = try Self.minutes(
            of: zone, from: start - .seconds(90_000), to: end + .seconds(90_000))
        for hour in Self.hours {
            for minute in Self.minutes {
                let text = "\(hour.text):\(minute.text)"
                let expression = try CalendarExpression(text, in: zone) { _ in nil }
                var wanted: Set<Instant> = []
                for shown in known where minute.values.contains(shown.local.time.minute) {
                    let recurs = hour.recurring.contains(shown.local.time.hour)
                    guard recurs || hour.named.contains(shown.local.time.hour) else { continue }
                    if let end = shown.gapEnd { wanted.insert(end) }
                    wanted.formUnion(recurs ? shown.passes[...] : shown.passes.prefix(1))
                }
                let set = wanted.filter { $0 > start && $0 < end }.sorted()
                let found = expression.elapses(after: start, before: end)
                #expect(found == set, "\(text): \(Self.difference(found, set))")
                let back = expression.elapsesBackward(after: start, before: end)
                #expect(back == set, "\(text) back: \(Self.difference(back, set))")
                check(expression, gives: set, around: at)
            }
        }
    }

    /// Asks from every eleventh minute of the hours around a change, and a moment beside each elapse.
    private func check(_ expression: CalendarExpression, gives set: [Instant], around at: Instant) {
        let near = set.filter { $0 > at - .seconds(10_800) && $0 < at + .seconds(10_800) }
        var bases = (-16...16).map { at + .seconds($0 * 660) }
        for elapse in near.prefix(40) {
            bases += [elapse, elapse - .microseconds(1), elapse + .microseconds(1)]
        }
        for base in bases {
            let next = set.first { $0 > base }
            let previous = set.last { $0 < base }
            if let next {
                #expect(expression.next(after: base) == next, "\(expression) after \(base)")
            }
            if let previous {
                #expect(
                    expression.previous(before: base) == previous, "\(expression) before \(base)")
            }
        }
    }

    /// Every minute of the civil dates between two instants.
    private static func minutes(of zone: Zone, from start: Instant, to end: Instant) throws
        -> [Minute]
    {
        let days = zone.civil(start).date.dayNumber...zone.civil(end).date.dayNumber
        return try days.flatMap { day in
            try (0..<1440).map { minute in
                let time = try #require(CivilTime(hour: minute / 60, minute: minute % 60))
                let local = CivilDateTime(date: CivilDate(dayNumber: day), time: time)
                let passes = zone.instants(local)
                return Minute(
                    local: local, passes: passes, gapEnd: passes.isEmpty ? zone.instant(local) : nil
                )
            }
        }
    }

    private static func difference(_ found: [Instant], _ wanted: [Instant]) -> String {
        let (found, wanted) = (Set(found), Set(wanted))
        return "lost \(wanted.subtracting(found).sorted().prefix(5)), "
            + "added \(found.subtracting(wanted).sorted().prefix(5))"
    }

    @Test(
        "Going back undoes going on, over a year with both changes",
        arguments: [
            ("*:0/15", "Europe/Berlin"), ("Sun 02:30", "Europe/Berlin"),
            ("1..3:00/20", "Europe/Berlin"),
            ("1,2:0/15", "Australia/Lord_Howe"), ("0/2:30", "Antarctica/Troll"),
            ("daily", "America/Santiago"),
            ("*-*~01 23:30", "Africa/Cairo"), ("12:00 CET", "Europe/Berlin"),
            ("02:30 CEST", "Europe/Berlin"),
            ("Mon..Fri 09:00:00.5", "Asia/Jakarta"),
        ])
    func inverse(_ text: String, _ zone: String) throws {
        let expression = try CalendarExpression(text, in: zone)
        let (start, end) = (
            try instant("2026-01-01T00:00:00Z"), try instant("2027-01-01T00:00:00Z")
        )
        let found = expression.elapses(after: start, before: end)
        #expect(found.count >= 12)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
        #expect(expression.elapsesBackward(after: start, before: end) == found)
    }
}
