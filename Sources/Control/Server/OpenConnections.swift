import Synchronization

/// Counts connections, so that no caller can use them all up without end.
final class OpenConnections: Sendable {
    private let limit: Int
    private let count = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts one more; false when that is one too many.
    func enter() -> Bool {
        count.withLock { count in
            count += 1
            return count <= limit
        }
    }

    func leave() {
        count.withLock { $0 -= 1 }
    }
}
