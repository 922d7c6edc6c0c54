import Almanac
import Ledger
import Synchronization

/// Jobs that do nothing of their own accord, as the ledger has them.
final class PausedJobs: Sendable {
    /// Whether a person asked for the run that the present task is: a paused job does that.
    @TaskLocal static var isAsked = false

    private let pauses: Mutex<[String: JobPause]>

    init(_ pauses: [String: JobPause]) { self.pauses = Mutex(pauses) }

    /// By the jobs' names.
    var all: [String: JobPause] { pauses.withLock { $0 } }

    /// Whether a job is to do nothing now.
    func rests(_ job: String) -> Bool {
        !Self.isAsked && pauses.withLock { $0[job] != nil }
    }

    /// Pauses a job; one that is paused already keeps its reason where there is no other.
    func pause(_ job: String, _ pause: JobPause, in store: OfficeStore) async throws {
        var pause = pause
        pause.reason = pause.reason ?? pauses.withLock { $0[job]?.reason }
        let kept = pause
        try await store.change(at: kept.at) { try $0.transaction.pause(job: job, kept) }
        pauses.withLock { $0[job] = kept }
    }

    /// - Throws: `EngineError` `.conflict` where it is not paused.
    func resume(_ job: String, by: String, at now: Instant, in store: OfficeStore) async throws {
        guard pauses.withLock({ $0[job] != nil }) else {
            throw EngineError(.conflict, "the job \(job) is not paused")
        }
        try await store.change(at: now) { try $0.transaction.resume(job: job) }
        pauses.withLock { $0[job] = nil }
    }
}
