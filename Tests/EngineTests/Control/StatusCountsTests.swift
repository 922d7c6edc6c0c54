import Almanac
import Control
import Coordination
import Foundation
import GRDB
import Host
import Testing

@testable import Engine
@testable import Ledger

/// What `status` counts, and when it counts it anew.
@Suite struct StatusCountsTests {
    private func handlers(_ work: TestOffice) -> ControlHandlers {
        ControlHandlers(
            stages: work.stages, loops: [],
            permissions: Permissions(viewers: .init(), operators: .init()), clock: work.clock,
            about: ControlHandlers.About(
                version: "1", startedAt: work.clock.now, courier: "fake", warnings: []))
    }

    private func status(_ handlers: ControlHandlers) async throws -> Status {
        try await handlers.status(GetStatus(), by: "uid:0").status
    }

    private func add(_ handlers: ControlHandlers, _ code: String, due: String) async throws {
        _ = try await handlers.addDeadline(
            AddDeadline(title: "Tender", owner: "S", due: due, code: code), by: "uid:0")
    }

    @Test func everyChangeIsCountedAndSoIsTime() async throws {
        let work = try await TestOffice(at: "2026-11-23 09:00")
        let handlers = handlers(work)
        #expect(try await status(handlers).deadlinesOpen == 0)
        try await add(handlers, "T-1", due: "2026-11-23 15:00")
        try await add(handlers, "T-2", due: "2026-11-24 15:00")
        let first = try await status(handlers)
        #expect(first.deadlinesOpen == 2 && first.deadlinesOverdue == 0)
        // Nothing is written when a moment passes.
        work.clock.set(work.clock.now + .seconds(6 * 3_600 + 1))
        #expect(try await status(handlers).deadlinesOverdue == 1)
        _ = try await handlers.finishDeadline(FinishDeadline(code: "T-1"), by: "uid:0")
        let last = try await status(handlers)
        #expect(last.deadlinesOpen == 1 && last.deadlinesOverdue == 0)
    }

    @Test func whatHasNotChangedIsNotCountedAgain() async throws {
        let work = try await TestOffice(at: "2026-11-23 09:00")
        let handlers = handlers(work)
        try await add(handlers, "T-1", due: "2026-11-24 15:00")
        #expect(try await status(handlers).deadlinesOpen == 1)
        // Behind the ledger's back: whoever counted again would see it.
        try await work.stages.ledger.pool.write { database in
            try database.execute(sql: "UPDATE tally SET value = 77")
        }
        #expect(try await status(handlers).deadlinesOpen == 1)
        try await work.stages.ledger.write(at: work.clock.now) { try $0.set(.planning, to: "x") }
        #expect(try await status(handlers).deadlinesOpen == 77)
    }

    @Test func aLetterThatIsTriedInVainForLongIsSaid() async throws {
        let work = try await TestOffice(at: "2026-11-23 09:00")
        let handlers = handlers(work)
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            _ = try transaction.openNotice(
                to: "S", audience: .office, leaveAt: transaction.now + .seconds(90_000))
            try transaction.database.database.execute(sql: "UPDATE notice SET state = 'deferred'")
        }
        #expect(try await status(handlers).warnings.allSatisfy { !$0.contains("tried in vain") })
        work.clock.set(work.clock.now + .seconds(3_700))
        #expect(
            try await status(handlers).warnings.contains {
                $0.contains("1 notices have been tried")
            })
    }
}
