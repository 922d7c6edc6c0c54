import Almanac
import Testing

/// Calendar expressions where clocks change: a gap elapses at its end, an overlap is one fixed set.
@Suite struct CalendarClockChangeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var zone, expression: String
        /// The stretch that is looked at, its ends outside it.
        var after, before: String
        var elapses: [String]

        init(
            _ expression: String, _ zone: String, after: String, before: String,
            _ elapses: String...
        ) {
            (self.zone, self.expression) = (zone, expression)
            (self.after, self.before, self.elapses) = (after, before, elapses)
        }

        var testDescription: String { "\(expression) \(zone) after \(after)" }
    }

    private static func spring(_ expression: String, _ elapses: String...) -> Case {
        var item = Case(
            expression, "Europe/Berlin", after: "2026-03-28T23:59:59Z",
            before: "2026-03-29T03:00:00Z")
        item.elapses = elapses.map { "2026-03-29T\($0):00Z" }
        return item
    }

    private static func autumn(_ expression: String, _ elapses: String...) -> Case {
        var item = Case(
            expression, "Europe/Berlin", after: "2026-10-24T22:59:59Z",
            before: "2026-10-25T04:00:00Z")
        item.elapses = elapses.map { $0.contains("T") ? $0 : "2026-10-25T\($0):00Z" }
        return item
    }

    /// Clocks go from 02:00 to 03:00 at 01:00 UTC, and from 03:00 to 02:00 at 01:00 UTC.
    static let berlin = [
        Case(
            "*-*-* 02:30", "Europe/Berlin", after: "2026-03-28T00:00:00Z",
            before: "2026-03-31T00:00:00Z",
            "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"),
        Case(
            "*-*-* 02:30", "Europe/Berlin", after: "2026-10-24T00:00:00Z",
            before: "2026-10-27T00:00:00Z",
            "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        spring("1..3:00", "00:00", "01:00"),
        spring("0/2:30", "01:00", "02:30"),
        spring("2:0/20", "01:00"),
        spring("2,3:00", "01:00"),
        spring("3:00", "01:00"),
        spring("Sat 02:30"),
        spring("*:0/30", "00:00", "00:30", "01:00", "01:30", "02:00", "02:30"),
        autumn("1..3:00", "2026-10-24T23:00:00Z", "00:00", "01:00", "02:00"),
        autumn("0/2:30", "00:30", "01:30", "03:30"),
        autumn("2:0/20", "00:00", "00:20", "00:40"),
        autumn("2,3:30", "00:30", "02:30"),
        autumn("2:00", "00:00"),
        autumn("3:00", "02:00"),
        // Named and in a step, too: the step has it recur.
        autumn("2,0/2:30", "00:30", "01:30", "03:30"),
        autumn(
            "*:0/15", "2026-10-24T23:00:00Z", "2026-10-24T23:15:00Z", "2026-10-24T23:30:00Z",
            "2026-10-24T23:45:00Z", "00:00", "00:15", "00:30", "00:45", "01:00", "01:15", "01:30",
            "01:45", "02:00", "02:15", "02:30", "02:45", "03:00", "03:15", "03:30", "03:45"),
    ]

    /// Half an hour, from 02:00 to 02:30 at 15:30 UTC and from 02:00 to 01:30 at 15:00 UTC.
    static let lordHowe =
        [
            ("01:15", ["14:15"]), ("01:30", ["14:30"]), ("01:45", ["14:45"]), ("02:00", ["15:30"]),
            ("1,2:0/15", ["14:00", "14:15", "14:30", "14:45", "15:30", "15:45", "16:00", "16:15"]),
            ("1:0/15", ["14:00", "14:15", "14:30", "14:45"]),
            ("1..2:45", ["14:45", "15:15", "16:15"]),
            (
                "*:0/15",
                [
                    "14:00", "14:15", "14:30", "14:45", "15:00", "15:15", "15:30", "15:45", "16:00",
                    "16:15",
                ]
            ),
        ].map { expression, times in
            var item = Case(
                expression, "Australia/Lord_Howe", after: "2026-04-04T13:59:59Z",
                before: "2026-04-04T16:30:00Z")
            item.elapses = times.map { "2026-04-04T\($0):00Z" }
            return item
        }
        + [
            ("02:15", ["15:30"]), ("02:30", ["15:30"]), ("02:15,45", ["15:30", "15:45"]),
            ("2:0/10", ["15:30", "15:40", "15:50"]), ("*:59", ["14:29", "15:29", "15:59"]),
        ].map { expression, times in
            var item = Case(
                expression, "Australia/Lord_Howe", after: "2026-10-03T13:59:59Z",
                before: "2026-10-03T16:30:00Z")
            item.elapses = times.map { "2026-10-03T\($0):00Z" }
            return item
        }

    /// Clocks that skip midnight or repeat the hour before it, and one that skipped a day.
    static let midnight = [
        Case(
            "daily", "America/Santiago", after: "2026-09-05T00:00:00Z",
            before: "2026-09-08T00:00:00Z",
            "2026-09-05T04:00:00Z", "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"),
        Case(
            "Sun 00:30", "America/Santiago", after: "2026-09-05T00:00:00Z",
            before: "2026-09-08T00:00:00Z", "2026-09-06T04:00:00Z"),
        Case(
            "daily", "America/Santiago", after: "2026-04-04T00:00:00Z",
            before: "2026-04-07T00:00:00Z",
            "2026-04-04T03:00:00Z", "2026-04-05T04:00:00Z", "2026-04-06T04:00:00Z"),
        Case(
            "23:30", "America/Santiago", after: "2026-04-04T12:00:00Z",
            before: "2026-04-06T12:00:00Z", "2026-04-05T02:30:00Z", "2026-04-06T03:30:00Z"),
        Case(
            "Sat *:30", "America/Santiago", after: "2026-04-05T01:00:00Z",
            before: "2026-04-05T12:00:00Z",
            "2026-04-05T01:30:00Z", "2026-04-05T02:30:00Z", "2026-04-05T03:30:00Z"),
        Case(
            "daily", "Asia/Beirut", after: "2026-03-27T00:00:00Z", before: "2026-03-30T12:00:00Z",
            "2026-03-27T22:00:00Z", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"),
        Case(
            "Fri 00:00", "Africa/Cairo", after: "2026-04-20T00:00:00Z",
            before: "2026-05-02T00:00:00Z", "2026-04-23T22:00:00Z", "2026-04-30T21:00:00Z"),
        Case(
            "23:30", "Africa/Cairo", after: "2026-10-29T00:00:00Z",
            before: "2026-10-31T00:00:00Z", "2026-10-29T20:30:00Z", "2026-10-30T21:30:00Z"),
        // 2011-12-30 was no day in Samoa.
        Case(
            "12:00", "Pacific/Apia", after: "2011-12-29T00:00:00Z", before: "2011-12-31T12:00:00Z",
            "2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z"),
        Case(
            "2011-12-30 *:00", "Pacific/Apia", after: "2011-01-01T00:00:00Z",
            before: "2013-01-01T00:00:00Z", "2011-12-30T10:00:00Z"),
        Case(
            "Fri 08:00", "Pacific/Apia", after: "2011-12-29T00:00:00Z",
            before: "2012-01-07T00:00:00Z", "2011-12-30T10:00:00Z", "2012-01-05T18:00:00Z"),
    ]

    @Test("Gaps and overlaps elapse as documented", arguments: berlin + lordHowe + midnight)
    func elapses(_ item: Case) throws {
        let expression = try CalendarExpression(item.expression, in: item.zone)
        let (after, before) = (try instant(item.after), try instant(item.before))
        let wanted = try item.elapses.map(instant)
        let found = expression.elapses(after: after, before: before)
        #expect(found == wanted, "\(found)")
        let back = expression.elapsesBackward(after: after, before: before)
        #expect(back == wanted, "back: \(back)")
    }

    @Test(
        "A base time inside a gap's end or an overlap counts on as any other",
        arguments: [
            ("02:30", "2026-03-29T00:59:59.999999Z", "2026-03-29T01:00:00Z"),
            ("02:30", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"),
            ("02:30", "2026-10-25T00:29:59.999999Z", "2026-10-25T00:30:00Z"),
            ("02:30", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
            ("02:30", "2026-10-25T01:00:00Z", "2026-10-26T01:30:00Z"),
            ("02:30", "2026-10-25T01:10:00Z", "2026-10-26T01:30:00Z"),
            ("0/2:30", "2026-10-25T00:45:00Z", "2026-10-25T01:30:00Z"),
            ("0/2:30", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z"),
        ])
    func bases(_ text: String, _ base: String, _ wanted: String) throws {
        let expression = try CalendarExpression(text, in: "Europe/Berlin")
        let wanted = try instant(wanted)
        #expect(expression.next(after: try instant(base)) == wanted)
        let before = try #require(expression.previous(before: wanted))
        #expect(before <= (try instant(base)))
        #expect(expression.next(after: before) == wanted)
    }

    @Test(
        "A zone's abbreviation elapses only while it is in force",
        arguments: [
            ("12:00 CET", "2026-03-28T10:00:00Z", "2026-03-28T11:00:00Z"),
            ("12:00 CET", "2026-03-28T11:00:00Z", "2026-10-25T11:00:00Z"),
            ("12:00 CEST", "2026-03-27T12:00:00Z", "2026-03-29T10:00:00Z"),
            ("12:00 CEST", "2026-10-24T10:00:00Z", "2027-03-28T10:00:00Z"),
            // The second 02:30 is the one that it names: the first was CEST.
            ("02:30 CET", "2026-10-24T10:00:00Z", "2026-10-25T01:30:00Z"),
            ("02:30 CEST", "2026-10-24T10:00:00Z", "2026-10-25T00:30:00Z"),
            ("02:30 CEST", "2026-10-25T00:30:00Z", "2027-03-28T01:00:00Z"),
            ("02:30 CET", "2026-03-28T10:00:00Z", "2026-10-25T01:30:00Z"),
        ])
    func abbreviations(_ text: String, _ base: String, _ wanted: String) throws {
        let expression = try CalendarExpression(text, in: "Europe/Berlin")
        let next = expression.next(after: try instant(base))
        #expect(next == (try instant(wanted)))
        let before = expression.previous(before: try instant(wanted))
        #expect(try #require(before) <= instant(base))
    }
}
