import Almanac
import Coordination
import Testing

@testable import Engine
@testable import Ledger

/// What the service carried when it ended: that says nothing of a letter, unless it is what ends the service.
@Suite struct InterruptedLetterTests {
    /// Leaves an office letter claimed, as a kill does, and begins anew.
    private func interrupt(_ work: TestOffice, times: Int) async throws {
        for _ in 0..<times {
            try await work.stages.ledger.write(at: work.clock.now) { transaction in
                let notice = try #require(try transaction.view.notice(1))
                try transaction.database.run(
                    "UPDATE notice SET state = 'claimed', attempts = attempts + 1 WHERE id = 1")
                try transaction.database.run(
                    "INSERT INTO attempt (notice, number, courier, claimed_at) VALUES (1, ?, 'fake', 0)",
                    [notice.attempts + 1])
            }
            try await work.stages.outbox.recover(at: work.clock.now)
        }
    }

    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.open([("S", "s", false, nil)])
        return work
    }

    @Test func anOfficeLetterLeavesHoweverOftenTheServiceEndsWhileItIsCarried() async throws {
        let work = try await office()
        try await interrupt(work, times: 9)
        #expect(try await work.notices().map(\.state) == [.deferred])
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(try await work.notices().map(\.state) == [.sent])
        #expect(work.courier.parcels.count == 1)
    }

    @Test func oneThatEndsTheServiceEachTimeIsGivenUpAndAskedAbout() async throws {
        let work = try await office()
        try await interrupt(work, times: 10)
        #expect(try await work.notices().first?.state == .refused)
        let asked = try await work.stages.ledger.read {
            try $0.openDeadlines(code: "ADDRESS-S")
        }
        #expect(asked.count == 1)
    }
}
