package import Ledger
import Synchronization

/// Wakes jobs when something happens that they follow: a commit that wrote their tables, a file that was
/// dropped, a clock that is trusted again.
///
/// Stages meet in the ledger, and nobody names whom to wake: a job declares what it follows. Its own work
/// does not wake it; it says itself when it wants to look again.
package final class Wakes: Sendable {
    /// What may happen.
    package enum Cause: Hashable, Sendable {
        /// A transaction changed rows of it.
        case commit(LedgerTable)
        case droppedFile
        /// The ledger's disk has less room than it should, or enough again.
        case disk
        /// The clock is trusted again, or another one is.
        case clock
        /// Every job that brings the outbox something has looked since the start.
        case firstPass
        /// What came into the drop folder while nobody looked, and letters to clients waited for, is taken.
        case filesTaken
        /// A run that filled notices, and that the outbox waited for, is over.
        case filled
    }

    private struct Follower {
        var job: String
        var causes: Set<Cause>
        var wake: @Sendable () -> Void
    }

    /// The job whose run the present task is.
    @TaskLocal package static var runningJob: String?

    private let followers = Mutex<[Follower]>([])

    package init() {}

    /// Has a job woken from now on.
    package func connect(_ job: any Job, to wake: @escaping @Sendable () -> Void) {
        connect(job.name, following: job.follows, to: wake)
    }

    /// The same for what is no job.
    func connect(
        _ name: String, following causes: Set<Cause>, to wake: @escaping @Sendable () -> Void
    ) {
        let follower = Follower(job: name, causes: causes, wake: wake)
        followers.withLock { $0.append(follower) }
    }

    /// Something happened.
    package func note(_ causes: Set<Cause>) {
        let woken = followers.withLock { followers in
            followers.filter { !$0.causes.isDisjoint(with: causes) }
        }
        for follower in woken { follower.wake() }
    }

    func noteCommit(of tables: Set<LedgerTable>) {
        let running = Self.runningJob
        let causes = Set(tables.map(Cause.commit))
        let woken = followers.withLock { followers in
            followers.filter { $0.job != running && !$0.causes.isDisjoint(with: causes) }
        }
        for follower in woken { follower.wake() }
    }

    /// Wakes by a ledger's commits from now on.
    package func follow(_ ledger: Ledger) {
        ledger.pulse.follow { tables in self.noteCommit(of: tables) }
    }
}
