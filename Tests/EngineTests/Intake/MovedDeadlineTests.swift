import Almanac
import Coordination
import Testing

@testable import Control
@testable import Engine

/// A deadline that is moved by its day alone. SM's team in Makassar closes at 12:00 on Saturdays, at 17:00 else.
@Suite struct MovedDeadlineTests {
    @Test(
        "What closed with its day closes with the new one, and an hour of its own stays",
        arguments: [
            ("2026-11-28", "2026-12-01", "2026-12-01 17:00"),
            ("2026-12-01", "2026-12-05", "2026-12-05 12:00"),
            ("2026-11-28 10:00", "2026-12-01", "2026-12-01 10:00"),
            ("2026-11-28", "2026-12-01 09:00", "2026-12-01 09:00"),
        ])
    func moved(_ due: String, _ other: String, _ expected: String) async throws {
        let work = try await TestOffice(at: "2026-11-23 08:00")
        _ = try await work.call(
            AddDeadline(title: "Laporan", owner: "SM", due: due, code: "A"))
        _ = try await work.call(MoveDeadline(code: "A", due: other))
        let moved = try #require(try await work.deadlines().first { $0.code == "A" })
        #expect(moved.due.description == expected)
    }
}
