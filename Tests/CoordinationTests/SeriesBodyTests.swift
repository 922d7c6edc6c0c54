import Almanac
import Foundation
import Testing

@testable import Coordination

/// What ledgers keep of a series.
@Suite struct SeriesBodyTests {
    private static func series() throws -> Series {
        Series(
            code: "W", title: "Laporan", owner: "S",
            start: try #require(CivilDateTime("2026-12-04 15:00")), hasUsualHour: true,
            zone: "Asia/Jakarta", recurrence: "weekly", kind: "task", ladder: "standard",
            client: "C1", note: "x", evidence: "y", roll: .following,
            latest: CivilDateTime("2026-12-11 15:00"), createdAt: Instant(seconds: 5),
            endedAt: Instant(seconds: 7))
    }

    @Test func nothingIsLost() throws {
        let series = try Self.series()
        let body = try JSONEncoder().encode(series)
        #expect(try JSONDecoder().decode(Series.self, from: body) == series)
    }

    @Test func oneThatWasKeptBeforeHasAnHourOfItsOwn() throws {
        var series = try Self.series()
        let body = try JSONEncoder().encode(series)
        var object = try #require(
            try JSONSerialization.jsonObject(with: body) as? [String: Any])
        object["hasUsualHour"] = nil
        let old = try JSONSerialization.data(withJSONObject: object)
        series.hasUsualHour = false
        #expect(try JSONDecoder().decode(Series.self, from: old) == series)
    }
}
