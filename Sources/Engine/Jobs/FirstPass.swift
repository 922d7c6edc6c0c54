import Synchronization

/// Has the outbox wait until every job that brings it something has looked once, after a start and
/// after the clock was doubted: what one person is to hear of the time that passed is one mail.
final class FirstPass: Sendable {
    private let jobs: Set<String>
    private let missing: Mutex<Set<String>>
    private let since = Mutex(ContinuousClock.now)

    /// How long the outbox waits for a job that does not come to an end: a folder on a share that hangs
    /// must not keep all mail back.
    private static let longest = Duration.seconds(60)

    /// - Parameter jobs: names of the jobs that bring the outbox something.
    init(of jobs: [String]) {
        self.jobs = Set(jobs)
        missing = Mutex(Set(jobs))
    }

    /// Whether all have looked, with or without success.
    var isOver: Bool {
        missing.withLock(\.isEmpty)
            || since.withLock { $0.duration(to: .now) } > Self.longest
    }

    /// - Returns: whether that was the last one.
    func note(_ job: String) -> Bool {
        missing.withLock { missing in missing.remove(job) != nil && missing.isEmpty }
    }

    /// Time may pass that nobody looks at.
    func begin() {
        since.withLock { $0 = .now }
        missing.withLock { $0 = jobs }
    }
}
