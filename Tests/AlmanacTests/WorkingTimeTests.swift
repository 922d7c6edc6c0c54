import Almanac
import Testing

/// Working moments at the edges, and over every change of clocks there was.
@Suite struct WorkingTimeTests {
    @Test(
        "A reminder for closed hours goes while it is of use",
        arguments: [
            // The last lines of timeline 11.
            ("2026-12-19 10:00", "2026-12-20 17:00", "2026-12-18 10:00"),
            ("2026-12-21 05:30", "2026-12-21 09:30", "2026-12-21 08:00"),
            ("2026-12-21 05:30", "2026-12-21 07:30", "2026-12-18 08:00"),
            // Open hours, their end, after them.
            ("2026-12-21 16:59:59", "2026-12-22 09:00", "2026-12-21 16:59:59"),
            ("2026-12-21 17:00", "2026-12-22 09:00", "2026-12-21 17:00"),
            ("2026-12-21 21:00", "2026-12-22 09:00", "2026-12-21 17:00"),
            // The clipped time is the due moment itself.
            ("2026-12-21 05:30", "2026-12-21 08:00", "2026-12-18 08:00"),
            // Four closed days: Christmas, joint leave before it, a weekend after it.
            ("2026-12-27 20:00", "2026-12-28 09:00", "2026-12-23 17:00"),
            ("2026-12-24 10:00", "2026-12-24 12:00", "2026-12-23 10:00"),
            // Planned after the due moment, which no caller does: before it all the same.
            ("2026-12-26 10:00", "2026-12-21 09:00", "2026-12-18 10:00"),
        ])
    func beforeDue(_ planned: String, _ due: String, _ expected: String) throws {
        let office = try Calendars.jakarta()
        let goes = office.deliveryBeforeDue(
            of: try office.moment(planned), due: try office.moment(due))
        #expect(office.shown(goes) == expected)
    }

    @Test(
        "An escalation for closed hours waits for the next working moment",
        arguments: [
            ("2026-12-21 05:30", "2026-12-21 08:00"), ("2026-12-21 08:00", "2026-12-21 08:00"),
            ("2026-12-21 16:59:59", "2026-12-21 16:59:59"),
            ("2026-12-21 17:00", "2026-12-22 08:00"), ("2026-12-23 17:30", "2026-12-28 08:00"),
        ])
    func afterDue(_ planned: String, _ expected: String) throws {
        let office = try Calendars.jakarta()
        #expect(office.shown(office.deliveryAfterDue(of: try office.moment(planned))) == expected)
    }

    @Test func whoNeverWorksHearsAtOnce() throws {
        let office = try Calendars.closed()
        let planned = try office.moment("2026-12-21 05:30")
        #expect(office.deliveryAfterDue(of: planned) == planned)
        #expect(office.deliveryBeforeDue(of: planned, due: planned + .seconds(60)) == planned)
    }

    @Test(
        "Working hours on, forward the first moment and backward the last",
        arguments: [
            ("2026-12-04 16:00", 1, "2026-12-04 17:00"),
            ("2026-12-04 16:00", 2, "2026-12-07 09:00"),
            ("2026-12-04 17:00", 0, "2026-12-07 08:00"),
            ("2026-12-07 09:00", -1, "2026-12-07 08:00"),
            ("2026-12-07 08:00", -1, "2026-12-04 16:00"),
            ("2026-12-05 12:00", -9, "2026-12-04 08:00"),
            ("2026-12-05 12:00", 9, "2026-12-07 17:00"),
            // 2,000 hours are 222 days and 2 hours.
            ("2026-12-04 08:00", 2000, "2027-11-09 10:00"),
        ])
    func advance(_ from: String, _ hours: Int, _ expected: String) throws {
        let office = try Calendars.jakarta()
        let moment = office.advance(try office.moment(from), byWorking: .seconds(hours * 3600))
        #expect(office.shown(moment) == expected)
    }

    @Test func partsOfSecondsAreKept() throws {
        let office = try Calendars.jakarta()
        let start = try office.moment("2026-12-04 16:59:59") + .microseconds(250_000)
        let later = try #require(office.advance(start, byWorking: .seconds(1)))
        #expect(later == (try office.moment("2026-12-07 08:00")) + .microseconds(250_000))
        #expect(office.worked(from: start, to: later) == .seconds(1))
        #expect(office.worked(from: later, to: start) == .seconds(-1))
    }

    @Test func aNightIsWorkedWhenItIsShownTwiceAcrossMidnight() throws {
        // Clocks went back from 00:01 on 7 November 2010 to 23:01 on the sixth.
        let time = WorkingTime(
            calendar: WorkingCalendar(week: .aroundTheClock, holidays: []),
            zone: try ZoneFiles.zone("America/St_Johns"))
        let evening = try time.moment("2010-11-06 22:00")
        let again = evening + .seconds(2 * 3600 + 30 * 60)
        #expect(time.shown(again) == "2010-11-06 23:30")
        #expect(time.isOpen(at: again))
        #expect(time.worked(from: evening, to: again) == again - evening)
        #expect(time.advance(evening, byWorking: again - evening) == again)
        #expect(time.advance(again, byWorking: evening - again) == evening)
    }

    /// Offices open at the hours at which clocks change, anywhere and at any time since 1900.
    @Test func sumsEqualWhatIsCountedDayByDay() throws {
        var dice = SeededDice(seed: Peer.seed)
        let zones = try ZonePeerTests.usual.map(ZoneFiles.zone)
        for _ in 0..<(Peer.isThorough ? 3000 : 150) {
            let time = WorkingTime(
                calendar: try Self.calendar(&dice),
                zone: try #require(zones.randomElement(using: &dice)))
            let from = Instant(
                microseconds: .random(
                    in: -2_200_000_000_000_000...4_200_000_000_000_000, using: &dice))
            let to = from + .microseconds(.random(in: 0...60_000_000_000_000, using: &dice))
            let worked = Self.counted(from: from, to: to, in: time)
            let place = "\(time.zone), \(from) to \(to)"
            #expect(time.worked(from: from, to: to) == worked, "\(place)")
            #expect(time.worked(from: to, to: from) == .zero - worked, "\(place)")
            guard worked > .zero else { continue }
            // Between the two moments that advancing gives there is no work.
            let last = try #require(time.advance(from, byWorking: worked))
            let first = try #require(time.advance(to, byWorking: .zero - worked))
            #expect(last <= to && first >= from, "\(place)")
            #expect(Self.counted(from: from, to: last, in: time) == worked, "\(place)")
            #expect(Self.counted(from: first, to: to, in: time) == worked, "\(place)")
            #expect(time.isOpen(at: last - .microseconds(1)), "\(place)")
            #expect(time.isOpen(at: first), "\(place)")
        }
    }

    private static func calendar(_ dice: inout SeededDice) throws -> WorkingCalendar {
        let spans = [
            ["00:00-24:00"], ["00:30-02:30"], ["02:00-03:00", "23:00-24:00"], ["08:00-17:00"], [],
        ]
        var week: [Int: [String]] = [:]
        for day in 1...7 { week[day] = spans.randomElement(using: &dice) }
        let holidays = (0..<50).map { _ in
            Holiday(
                date: CivilDate(dayNumber: .random(in: -25_000...48_000, using: &dice)),
                name: "Libur", kind: .national)
        }
        return WorkingCalendar(week: try Calendars.week(week), holidays: holidays)
    }

    /// Working time by the definition: every stretch of every date that may have to do with it.
    private static func counted(from: Instant, to: Instant, in time: WorkingTime) -> Duration {
        let numbers = [from, to].map { time.zone.civil($0).date.dayNumber }.sorted()
        var total = Duration.zero
        for date in ((numbers[0] - 2)...(numbers[1] + 2)).map({ CivilDate(dayNumber: $0) }) {
            for hours in time.calendar.hours(on: date) {
                let begins = max(from, instant(date, hours.opens, in: time.zone))
                let ends = min(to, instant(date, hours.closes, in: time.zone))
                if begins < ends { total += ends - begins }
            }
        }
        return total
    }

    private static func instant(_ date: CivilDate, _ second: Int, in zone: Zone) -> Instant {
        zone.instant(
            CivilDateTime(
                date: date.adding(days: second / 86_400),
                time: CivilTime(secondOfDay: second % 86_400)))
    }
}
