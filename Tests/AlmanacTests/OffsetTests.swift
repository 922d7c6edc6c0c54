import Almanac
import Testing

/// Steps of ladders as moments: the worked timelines, and how offsets are written.
@Suite struct OffsetTests {
    @Test(
        "Timelines 1, 5, 9: steps in the office's calendar",
        arguments: [
            ("2026-12-04 15:00", "WD-3 09:00", "2026-12-01 09:00"),
            ("2026-12-04 15:00", "WD-1 09:00", "2026-12-03 09:00"),
            ("2026-12-04 15:00", "-4wh", "2026-12-04 11:00"),
            ("2026-12-04 15:00", "WD+1 09:00", "2026-12-07 09:00"),
            ("2026-12-04 15:00", "WD+2 09:00", "2026-12-08 09:00"),
            ("2026-12-04 10:00", "-4wh", "2026-12-03 15:00"),
            ("2026-12-25 17:00", "WD0", "2026-12-23 08:00"),
            ("2026-12-25 17:00", "WD-1", "2026-12-22 08:00"),
            ("2026-12-25 17:00", "WD-3 09:00", "2026-12-18 09:00"),
            ("2026-12-25 17:00", "-4wh", "2026-12-23 13:00"),
            ("2026-12-25 17:00", "WD+1 09:00", "2026-12-28 09:00"),
            ("2026-12-20 17:00", "D-1 10:00", "2026-12-19 10:00"),
            ("2026-12-20 17:00", "due", "2026-12-20 17:00"),
            ("2026-12-04 15:00", "+30min", "2026-12-04 15:30"),
            ("2026-12-04 15:00", "-4h", "2026-12-04 11:00"),
            ("2026-12-04 15:00", "H-7", "2026-11-27 08:00"),
        ])
    func office(_ due: String, _ offset: String, _ expected: String) throws {
        try check(offset, due: due, in: Calendars.jakarta(), gives: expected)
    }

    @Test(
        "Timeline 10: joint leave worked",
        arguments: [
            ("WD0", "2026-12-24 08:00"), ("WD-1", "2026-12-23 08:00"),
            ("-4wh", "2026-12-24 13:00"),
        ])
    func jointLeaveWorked(_ offset: String, _ expected: String) throws {
        try check(
            offset, due: "2026-12-25 17:00", in: Calendars.jakarta(jointLeave: false),
            gives: expected)
    }

    @Test(
        "Timeline 8: a half Saturday, an hour ahead",
        arguments: [
            ("WD-3 09:00", "2026-12-02 09:00"), ("WD-1 09:00", "2026-12-04 09:00"),
            ("-4wh", "2026-12-04 16:00"), ("WD+1 09:00", "2026-12-07 09:00"),
        ])
    func halfSaturday(_ offset: String, _ expected: String) throws {
        let team = try Calendars.makassar()
        try check(offset, due: "2026-12-05 11:00", in: team, gives: expected)
        let moment = try Offset("WD-3 09:00").instant(
            due: try team.moment("2026-12-05 11:00"), in: team)
        #expect(try Calendars.jakarta().shown(moment) == "2026-12-02 08:00")
    }

    @Test func whoNeverWorksCountsCalendarDays() throws {
        let closed = try Calendars.closed()
        try check("WD-3 09:00", due: "2026-12-07 15:00", in: closed, gives: "2026-12-04 09:00")
        try check("-4wh", due: "2026-12-07 15:00", in: closed, gives: "2026-12-07 15:00")
    }

    @Test(
        "Timeline 1: repeats count on from the step",
        arguments: [
            ("2wd", ["2026-12-08 09:00", "2026-12-10 09:00", "2026-12-14 09:00"]),
            ("1d", ["2026-12-08 09:00", "2026-12-09 09:00", "2026-12-10 09:00"]),
            ("12h", ["2026-12-08 09:00", "2026-12-08 21:00", "2026-12-09 09:00"]),
            ("9wh", ["2026-12-08 09:00", "2026-12-09 09:00", "2026-12-10 09:00"]),
            ("45min", ["2026-12-08 09:00", "2026-12-08 09:45", "2026-12-08 10:30"]),
        ])
    func repeats(_ every: String, _ expected: [String]) throws {
        let office = try Calendars.jakarta()
        let due = try office.moment("2026-12-04 15:00")
        let (step, interval) = (try Offset("WD+2 09:00"), try Interval(every))
        let moments = (0..<3).map {
            step.instant(due: due, in: office, every: interval, repetition: $0)
        }
        #expect(moments.map(office.shown) == expected)
    }

    @Test(
        "Equal offsets print alike, and print as they are read",
        arguments: [
            ("WD-3 09:00", "WD-3 09:00"), ("wd-3 9:00", "WD-3 09:00"), ("WD+2", "WD+2"),
            ("WD0", "WD0"), ("WD-0", "WD0"), ("H-7", "D-7"), ("h+1 08:30:15", "D+1 08:30:15"),
            ("D0 00:00", "D0 00:00"), ("-4h", "-4h"), ("-240min", "-4h"), ("+60min", "+1h"),
            ("+90min", "+90min"), ("-4wh", "-4wh"), ("+0wh", "+0wh"), ("-0wh", "+0wh"),
            ("due", "due"), ("-0h", "due"), ("+0min", "due"), ("-99999min", "-99999min"),
        ])
    func printed(_ text: String, _ expected: String) throws {
        let offset = try Offset(text)
        #expect("\(offset)" == expected)
        #expect(try Offset(expected) == offset)
    }

    @Test(
        "What is no offset is told with the character",
        arguments: [
            ("", 0, "is no offset"), ("Due", 0, "is no offset"), ("W-3", 0, "is no offset"),
            ("3", 0, "is no offset"), ("WDx", 0, "is no offset"), (" WD-3", 0, "is no offset"),
            ("WD3", 2, "signed number"), ("WD", 2, "signed number"), ("D-", 1, "signed number"),
            ("WD-10000", 2, "signed number"), ("D-99999999999999999999", 1, "signed number"),
            ("WD-3x", 4, "a space and a time"), ("WD-3-1", 4, "a space and a time"),
            ("WD-3 ", 5, "a time such as 09:00"), ("WD-3 25:00", 5, "a time such as 09:00"),
            ("D+1 9", 4, "a time such as 09:00"), ("D+1  09:00", 4, "a time such as 09:00"),
            ("-", 1, "a number up to 99999999"), ("+h", 1, "a number up to 99999"),
            ("-100000000h", 1, "a number up to 99999999"), ("-4", 2, "a unit"),
            ("-4x", 2, "a unit"),
            ("-4H", 2, "a unit"), ("-4wd", 2, "a unit"), ("-4h 09:00", 3, "no time of day"),
            // Digits of another script.
            ("WD-٣", 2, "signed number"), ("-٤h", 1, "a number up to 99999999"),
        ])
    func faults(_ text: String, _ position: Int, _ words: String) {
        let error = #expect(throws: AlmanacError.self) { try Offset(text) }
        #expect(error?.code == .invalidOffset)
        #expect(error?.position == position)
        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
    }

    private func check(
        _ offset: String, due: String, in time: WorkingTime, gives expected: String
    ) throws {
        let moment = try Offset(offset).instant(due: try time.moment(due), in: time)
        #expect(time.shown(moment) == expected, "\(offset) of \(due)")
    }
}
