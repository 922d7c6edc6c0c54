import Almanac
import Foundation
import Host
import Ledger
import Logging
import Testing

@testable import Engine

/// What a loop tells of itself: at work, stuck, or asleep.
@Suite(.timeLimit(.minutes(10))) struct JobLoopTests {
    /// Does what it is told, one thing after the other.
    private struct ToldJob: Job {
        enum Step: Sendable { case commit, end }
        let name = "told"
        let follows: Set<Wakes.Cause> = []
        let consults: Set<LedgerTable> = []
        let ledger: Ledger
        let steps: AsyncStream<Step>

        func runOnce(at now: Instant) async throws -> [String: Int] {
            for await step in steps {
                guard step == .commit else { break }
                try await ledger.write(at: now) { try $0.set(.planning, to: "x") }
            }
            return [:]
        }

        func nextInstant() async throws -> Instant? { nil }
    }

    /// Waits as long as the suite may last: how soon a machine with much to do comes to it says nothing.
    private func eventually(_ condition: () -> Bool) async throws {
        while !condition() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test func whoeverCommitsIsNotStuckAndWhoeverSleepsIsNot() async throws {
        let work = try await TestOffice(at: "2026-11-23 09:00")
        let (steps, tell) = AsyncStream.makeStream(of: ToldJob.Step.self)
        let ledger = work.stages.ledger
        let loop = JobLoop(
            ToldJob(ledger: ledger, steps: steps), alarm: try Alarm(), clock: work.clock,
            ledger: ledger, logger: Logger(label: "test"), longestSilence: .milliseconds(200))
        #expect(!loop.isStuck)
        async let run = loop.fire()
        try await eventually { loop.status.isRunning && loop.isStuck }
        tell.yield(.commit)
        try await eventually { !loop.isStuck }
        try await eventually { loop.isStuck }
        tell.yield(.end)
        #expect(await run.result == .done)
        #expect(!loop.isStuck && !loop.status.isRunning)
    }

    @Test func anotherOnesCommitIsNoProgress() async throws {
        let work = try await TestOffice(at: "2026-11-23 09:00")
        let (steps, tell) = AsyncStream.makeStream(of: ToldJob.Step.self)
        let ledger = work.stages.ledger
        let loop = JobLoop(
            ToldJob(ledger: ledger, steps: steps), alarm: try Alarm(), clock: work.clock,
            ledger: ledger, logger: Logger(label: "test"), longestSilence: .milliseconds(200))
        async let run = loop.fire()
        try await eventually { loop.isStuck }
        let commits = ledger.pulse.commits
        try await ledger.write(at: work.clock.now) { try $0.set(.planning, to: "y") }
        #expect(ledger.pulse.commits == commits + 1)
        #expect(loop.isStuck)
        #expect(ledger.pulse.since == nil)
        tell.yield(.end)
        _ = await run
    }

    /// Finds nothing to do, and tells when it looked.
    private struct IdleJob: Job {
        let name = "idle"
        let follows: Set<Wakes.Cause> = []
        let consults: Set<LedgerTable> = []
        let look: AsyncStream<ContinuousClock.Instant>.Continuation

        func runOnce(at now: Instant) async throws -> [String: Int] {
            look.yield(.now)
            return [:]
        }

        func nextInstant() async throws -> Instant? { nil }
    }

    @Test func whoeverFoundNothingIsWokenOnceForManyCommits() async throws {
        let work = try await TestOffice(at: "2026-11-23 09:00")
        let (looks, look) = AsyncStream.makeStream(of: ContinuousClock.Instant.self)
        let loop = JobLoop(
            IdleJob(look: look), alarm: try Alarm(), clock: work.clock,
            ledger: work.stages.ledger, logger: Logger(label: "test"))
        let run = Task { try await loop.run() }
        defer { run.cancel() }
        var last: ContinuousClock.Instant?
        var count = 0
        for await moment in looks {
            if let last { #expect(last.duration(to: moment) >= JobLoop.rest) }
            last = moment
            count += 1
            if count == 3 { break }
            // None of them is lost, however early.
            for _ in 0..<100 { loop.wake() }
        }
    }

    @Test func anAlarmThatIsCancelledIsSetForNobody() throws {
        let alarm = try Alarm()
        alarm.cancel()
        alarm.cancel()
        // Its descriptor may be anybody's by now.
        try alarm.arm(at: nil)
        try alarm.arm(at: Instant(seconds: 1_795_000_000))
    }
}
