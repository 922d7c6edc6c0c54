import Almanac
import Ledger
import Testing

@testable import Engine

/// When the service was down is told where it is known.
@Suite struct DowntimeTests {
    @Test func aTimeInWhichItRanAgainIsNotToldAsOne() async throws {
        let work = try await TestOffice()
        let day = Duration.seconds(86_400)
        let stopped = work.clock.now
        try await work.stages.end(at: stopped)
        try await start(work, at: stopped + day)
        #expect(try await downtime(work).span(holding: stopped + day / 2)?.until == stopped + day)
        // It dies, and is started once more, and so again.
        for count in [3, 4] {
            try await start(work, at: stopped + day * count)
            #expect(try await downtime(work).span(holding: stopped + day / 2) == nil)
            #expect(try await downtime(work).from == stopped)
            #expect(try await downtime(work).until == stopped + day * count)
        }
        try await work.stages.end(at: stopped + day * 5)
        try await start(work, at: stopped + day * 6)
        #expect(
            try await downtime(work).span(holding: stopped + day * 5 + day / 2)?.from
                == stopped + day * 5)
    }

    private func start(_ work: TestOffice, at moment: Instant) async throws {
        _ = try await work.stages.prepare(at: moment, zoneData: "2026b", machine: nil)
    }

    private func downtime(_ work: TestOffice) async throws -> Downtime {
        try #require(try await work.stages.ledger.read(Downtime.init))
    }
}
