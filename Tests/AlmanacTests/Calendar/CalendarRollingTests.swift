import Almanac
import Testing

/// Days off move to a working day: over weekends and the holidays that the project ships.
@Suite struct CalendarRollingTests {
    private static let start = "2026-01-01T00:00:00Z"
    private static let end = "2027-12-31T00:00:00Z"

    struct Case: Sendable, CustomTestStringConvertible {
        var expression: String
        var direction: Rolling.Direction
        var after, before: String
        /// On Jakarta's clocks.
        var elapses: [String]

        init(
            _ direction: Rolling.Direction, _ expression: String, _ after: String, _ before: String,
            _ elapses: String...
        ) {
            (self.direction, self.expression) = (direction, expression)
            (self.after, self.before, self.elapses) = (after, before, elapses)
        }

        var testDescription: String { "\(direction) \(expression)" }
    }

    static let cases = [
        // Friday, a holiday; Thursday is joint leave.
        Case(.preceding, "*-12-25 09:00", "2026-12-01", "2026-12-31", "2026-12-23 09:00"),
        Case(.following, "*-12-25 09:00", "2026-12-01", "2026-12-31", "2026-12-28 09:00"),
        // Four days rolled onto one are one, with each of their times.
        Case(
            .following, "*-12-24..27 09,17:00", "2026-12-01", "2026-12-31", "2026-12-28 09:00",
            "2026-12-28 17:00"),
        Case(
            .preceding, "*-12-24..27 09,17:00", "2026-12-01", "2026-12-31", "2026-12-23 09:00",
            "2026-12-23 17:00"),
        // A day off meets the working day that it rolls to.
        Case(
            .following, "Sat,Sun,Mon 10:00", "2026-11-06", "2026-11-17", "2026-11-09 10:00",
            "2026-11-16 10:00"),
        Case(
            .preceding, "Fri,Sun 10:00", "2026-11-06", "2026-11-17", "2026-11-06 10:00",
            "2026-11-13 10:00"),
        // The days around Eid al-Fitr: Wednesday to Tuesday is off.
        Case(
            .following, "2026-03-17..25 08:00", "2026-03-01", "2026-04-01", "2026-03-17 08:00",
            "2026-03-25 08:00"),
        Case(
            .preceding, "2026-03-18..24 08:00", "2026-03-01", "2026-04-01", "2026-03-17 08:00"),
        // Month's ends: a Saturday, and Vesak on a Sunday behind two more days off.
        Case(
            .preceding, "*-*~01 15:00", "2026-01-01", "2026-06-01", "2026-01-30 15:00",
            "2026-02-27 15:00", "2026-03-31 15:00", "2026-04-30 15:00", "2026-05-29 15:00"),
        Case(
            .following, "*-*~01 15:00", "2026-05-01", "2026-07-01", "2026-06-02 15:00",
            "2026-06-30 15:00"),
        Case(
            .following, "*-01-01 00:00", "2026-01-01", "2027-12-31", "2026-01-02 00:00",
            "2027-01-04 00:00"),
    ]

    @Test("Days off roll to a working day", arguments: cases)
    func rolls(_ item: Case) throws {
        let office = try Calendars.jakarta()
        let expression = try CalendarExpression(item.expression, in: office.zone) { _ in nil }
        let rolling = Rolling(item.direction, over: office.calendar)
        let (after, before) = (
            try office.moment("\(item.after) 00:00") - .microseconds(1),
            try office.moment("\(item.before) 00:00")
        )
        let found = expression.elapses(after: after, before: before, rolling: rolling)
        #expect(found.map(office.shown) == item.elapses)
        let back = expression.elapsesBackward(after: after, before: before, rolling: rolling)
        #expect(back == found)
    }

    /// What rolls where, a firing at a time.
    private func rolled(
        _ instants: [Instant], _ direction: Rolling.Direction, in office: WorkingTime
    ) throws -> [Instant] {
        let moved = try instants.map { instant in
            let local = office.zone.civil(instant)
            let day =
                direction == .preceding
                ? office.calendar.workingDay(onOrBefore: local.date)
                : office.calendar.workingDay(onOrAfter: local.date)
            return office.zone.instant(CivilDateTime(date: try #require(day), time: local.time))
        }
        return Set(moved).sorted()
    }

    @Test(
        "Each firing by itself gives the same set, from any base",
        arguments: [
            "daily", "Sat,Sun 10:00", "*-*-25 09,17:00", "*-*~01 15:00", "quarterly",
            "*-*-1/3 6/6:30",
            "Fri *-*-13 13:13",
        ], Rolling.Direction.allCases)
    func set(_ text: String, _ direction: Rolling.Direction) throws {
        for office in [try Calendars.jakarta(), try Calendars.makassar()] {
            let expression = try CalendarExpression(text, in: office.zone) { _ in nil }
            let rolling = Rolling(direction, over: office.calendar)
            let (start, end) = (try instant(Self.start), try instant(Self.end))
            // A month more either way: what rolls into the two years.
            let plain = expression.elapses(
                after: start - .seconds(2_678_400), before: end + .seconds(2_678_400))
            let set = try rolled(plain, direction, in: office).filter { $0 > start && $0 < end }
            #expect(expression.elapses(after: start, before: end, rolling: rolling) == set)
            #expect(expression.elapsesBackward(after: start, before: end, rolling: rolling) == set)
            var dice = SeededDice(seed: Peer.seed)
            for _ in 0..<300 {
                let base = Instant(
                    microseconds: .random(
                        in: (set.first ?? start).microseconds..<(set.last ?? end).microseconds,
                        using: &dice))
                let next = expression.next(after: base, rolling: rolling)
                #expect(next == set.first { $0 > base }, "after \(base)")
                let previous = expression.previous(before: base, rolling: rolling)
                #expect(previous == set.last { $0 < base }, "before \(base)")
            }
        }
    }

    @Test func whatRollsIntoAGapElapsesAtItsEnd() throws {
        let sundays = WorkingCalendar(week: try Calendars.week([7: ["08:00-12:00"]]), holidays: [])
        let expression = try CalendarExpression("Wed,Thu 02:30", in: "Europe/Berlin")
        let start = try instant("2026-03-22T12:00:00Z")
        let gapEnd = try instant("2026-03-29T01:00:00Z")
        let following = Rolling(.following, over: sundays)
        #expect(expression.next(after: start, rolling: following) == gapEnd)
        let preceding = Rolling(.preceding, over: sundays)
        #expect(expression.next(after: start, rolling: preceding) == gapEnd)
        #expect(expression.previous(before: gapEnd + .seconds(60), rolling: following) == gapEnd)
    }

    @Test(
        "An office that never works has nowhere to roll to", arguments: Rolling.Direction.allCases)
    func closed(_ direction: Rolling.Direction) throws {
        let expression = try CalendarExpression("daily", in: "Asia/Jakarta")
        let rolling = Rolling(direction, over: try Calendars.closed().calendar)
        let base = try instant("2026-11-24T06:00:00Z")
        #expect(expression.next(after: base, rolling: rolling) == nil)
        #expect(expression.previous(before: base, rolling: rolling) == nil)
    }
}
