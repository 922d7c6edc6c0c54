import Synchronization

/// Keeps the office's notices closed to the outbox while a run fills them: a run that frees the ledger in
/// between must not have one person's mail leave in parts.
package final class FillingRuns: Sendable {
    private struct State {
        var running = 0
        var isAwaited = false
    }

    private let state = Mutex(State())

    package init() {}

    func begin() { state.withLock { $0.running += 1 } }

    /// - Returns: whether somebody asked meanwhile, and wants to know that it is over.
    func end() -> Bool {
        state.withLock { state in
            state.running -= 1
            guard state.running == 0, state.isAwaited else { return false }
            state.isAwaited = false
            return true
        }
    }

    /// Whether notices are being filled; who asks is told when that is over (``Wakes/Cause/filled``).
    func isOn() -> Bool {
        state.withLock { state in
            state.isAwaited = state.isAwaited || state.running > 0
            return state.running > 0
        }
    }
}
