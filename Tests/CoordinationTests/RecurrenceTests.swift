import Almanac
import Coordination
import Host
import Testing

/// What comes back does so once, whatever clocks do.
@Suite struct RecurrenceTests {
    private static let zones = SystemZones()

    /// The first occurrences from a first due date on.
    private func occurrences(
        _ text: String, from start: String, in name: String, count: Int
    ) throws -> [String] {
        let zone = try Self.zones.zone(named: name)
        let recurrence = try Recurrence(text, in: zone, zones: Self.zones.find)
        let anchor = try #require(CivilDateTime(start))
        var moment = CivilDateTime(date: anchor.date.adding(days: -1), time: anchor.time)
        var found: [String] = []
        for _ in 0..<count {
            let next = try #require(recurrence.next(after: moment, from: anchor, in: zone))
            try #require(next > moment)
            found.append(next.description)
            moment = next
        }
        return found
    }

    @Test(
        "Occurrences in their order",
        arguments: [
            // A day of 23 hours, and one of 25.
            (
                "*-*-*", "2027-03-27 15:00", "Europe/Berlin",
                ["03-27 15:00", "03-28 15:00", "03-29 15:00"]
            ),
            ("Sun *-*-*", "2027-10-31 15:00", "Europe/Berlin", ["10-31 15:00", "11-07 15:00"]),
            (
                "*-*-20 Asia/Jakarta", "2027-01-20 15:00", "Asia/Makassar",
                ["01-20 15:00", "02-20 15:00"]
            ),
            (
                "monthly", "2027-01-31 15:00", "Asia/Jakarta",
                ["01-31 15:00", "02-28 15:00", "03-31 15:00"]
            ),
            (
                "quarterly", "2027-01-31 15:00", "Asia/Jakarta",
                ["01-31 15:00", "04-30 15:00", "07-31 15:00"]
            ),
        ])
    func order(_ text: String, _ start: String, _ zone: String, _ expected: [String]) throws {
        #expect(
            try occurrences(text, from: start, in: zone, count: expected.count)
                == expected.map { "2027-\($0)" })
    }

    @Test func anHourThatClocksShowTwiceIsOneOccurrence() throws {
        #expect(
            try occurrences("hourly", from: "2027-10-31 01:00", in: "Europe/Berlin", count: 3)
                == ["2027-10-31 01:00", "2027-10-31 02:00", "2027-10-31 03:00"])
    }
}
