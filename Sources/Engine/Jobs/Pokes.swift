import Synchronization

/// How the stages wake each other: by name, and before there is a loop to wake it does nothing.
///
/// Stages meet in the ledger; a poke only says that it is worth looking.
package final class Pokes: Sendable {
    private let handlers = Mutex<[String: @Sendable () -> Void]>([:])

    package init() {}

    /// Connects a job's loop.
    package func connect(_ job: String, to handler: @escaping @Sendable () -> Void) {
        handlers.withLock { $0[job] = handler }
    }

    /// Has the jobs of these names look again.
    func poke(_ jobs: String...) {
        let found = handlers.withLock { handlers in jobs.compactMap { handlers[$0] } }
        for handler in found { handler() }
    }

    /// Has every job look again.
    func pokeAll() {
        let all = handlers.withLock { Array($0.values) }
        for handler in all { handler() }
    }
}
