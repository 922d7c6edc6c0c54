import Almanac
import Coordination
import Ledger
import Testing

@testable import Engine

/// What one person is to hear of time that passed is one mail, however the jobs' loops interleave.
@Suite struct CatchUpTests {
    private func job(_ name: String, of work: TestOffice) throws -> any Job {
        try #require(work.stages.jobs.first { $0.name == name })
    }

    private func run(_ jobs: [any Job], at now: Instant) async throws {
        for job in jobs { _ = try await job.runOnce(at: now) }
    }

    /// A deadline of S whose one step is due at eleven.
    private func add(_ code: String, on date: String, to work: TestOffice) async throws {
        let new = NewDeadline(
            code: code, title: code, owner: "S", date: try #require(CivilDate(date)),
            time: CivilTime("15:00"), ladder: "exact")
        let changes = DeadlineChanges(office: work.stages.store.office, by: "K")
        _ = try await work.stages.ledger.write(at: work.clock.now) { try changes.add(new, in: $0) }
    }

    @Test func theOutboxWaitsUntilEveryJobHasLookedOnce() async throws {
        let work = try await TestOffice()
        try await add("A", on: "2026-11-23", to: work)
        let outbox = try job(JobName.outbox, of: work)
        let reminders = try job(JobName.deadlineReminders, of: work)
        let others = work.stages.jobs.filter {
            ![JobName.outbox, JobName.deadlineReminders].contains($0.name)
        }
        let now = try work.instant("2026-11-23 11:00")
        work.clock.set(now)
        try await run([reminders, outbox], at: now)
        #expect(work.courier.parcels.isEmpty)
        try await run(others + [outbox], at: now)
        #expect(work.courier.parcels.count == 1)
    }

    @Test func soItDoesAfterADoubtedClock() async throws {
        let work = try await TestOffice()
        try await add("A", on: "2026-11-24", to: work)
        let start = work.clock.now
        try await run(work.stages.jobs, at: start)
        let outbox = try job(JobName.outbox, of: work)
        work.clock.jump(to: try work.instant("2036-01-01 00:00"))
        try await run(work.stages.jobs, at: work.clock.now)
        work.clock.jump(to: start + .seconds(60))
        let now = try work.instant("2026-11-24 11:00")
        work.clock.set(now)
        let reminders = try job(JobName.deadlineReminders, of: work)
        try await run([reminders, outbox], at: now)
        #expect(work.courier.parcels.isEmpty)
        try await run(work.stages.jobs, at: now)
        #expect(work.courier.parcels.count == 1)
    }
}
