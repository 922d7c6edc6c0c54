internal import Synchronization

/// How the ledger's transactions go: what tells a writer that is at work from one that is stuck, and
/// what was counted from what has changed since.
package final class LedgerPulse: Sendable {
    private let state = Mutex(State())

    private struct State {
        var since: ContinuousClock.Instant?
        var commits: Int64 = 0
        var follower: (@Sendable (Set<LedgerTable>) -> Void)?
    }

    /// Told of each commit by whoever did it, in the task that did: a loop learns that its job goes on.
    ///
    /// An object: with a closure as the value, Swift 6.3.1 traps in optimised builds.
    @TaskLocal package static var observer: CommitObserver?

    /// When the transaction that is being done began; nil when none is.
    package var since: ContinuousClock.Instant? { state.withLock { $0.since } }

    /// How many transactions were committed since the ledger was opened.
    package var commits: Int64 { state.withLock { $0.commits } }

    func begin() { state.withLock { $0.since = .now } }

    func end() { state.withLock { $0.since = nil } }

    func noteCommit(of tables: Set<LedgerTable>) {
        let follower = state.withLock { state in
            state.commits += 1
            return state.follower
        }
        Self.observer?.note()
        if !tables.isEmpty { follower?(tables) }
    }

    /// Has `follower` told of the tables that each commit from now on wrote, in the task that did.
    package func follow(_ follower: @escaping @Sendable (Set<LedgerTable>) -> Void) {
        state.withLock { $0.follower = follower }
    }
}

/// Whoever wants to hear of the commits of a task.
package final class CommitObserver: Sendable {
    let note: @Sendable () -> Void

    package init(_ note: @escaping @Sendable () -> Void) {
        self.note = note
    }
}
