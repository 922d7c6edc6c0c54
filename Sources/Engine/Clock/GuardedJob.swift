import Almanac
import Coordination
import Ledger

/// A job that rests while the clock is doubted, so that nothing is fired, marked, expired or sent by a time
/// that may be wrong, and while a person has it paused.
struct GuardedJob: Job {
    let job: any Job
    let clockGuard: ClockGuard
    let firstPass: FirstPass
    let filling: FillingRuns
    let unread: UnreadFiles?
    let wakes: Wakes
    let paused: PausedJobs

    var name: String { job.name }
    var consults: Set<LedgerTable> { job.consults }
    var fillsNotices: Bool { job.fillsNotices }
    var follows: Set<Wakes.Cause> { job.follows.union([.clock]) }

    func runOnce(at now: Instant) async throws -> [String: Int] {
        let mayWork = clockGuard.mayWork(at: now)
        // Before anything is waited for: once the clock is trusted again, all look anew.
        if !mayWork, clockGuard.look().jump != nil {
            firstPass.begin()
            unread?.begin()
        }
        try await clockGuard.remember()
        guard mayWork else { return [:] }
        if paused.rests(name) {
            // Nobody waits for it.
            if firstPass.note(name) { wakes.note([.firstPass]) }
            return [:]
        }
        if name == JobName.outbox {
            return firstPass.isOver ? try await job.runOnce(at: now) : [:]
        }
        defer { if firstPass.note(name) { wakes.note([.firstPass]) } }
        guard job.fillsNotices else { return try await job.runOnce(at: now) }
        filling.begin()
        defer { if filling.end() { wakes.note([.filled]) } }
        return try await job.runOnce(at: now)
    }

    /// While the clock is doubted nothing will be due: its loop sleeps until the clock is set, or
    /// the guard wakes it.
    func nextInstant() async throws -> Instant? {
        guard !paused.rests(name), clockGuard.look().jump == nil else { return nil }
        return try await job.nextInstant()
    }
}
