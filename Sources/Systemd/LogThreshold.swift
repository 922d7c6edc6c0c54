package import Logging
import Synchronization

/// How much the journal is told, for every logger at once: it can be changed while the service runs.
package final class LogThreshold: Sendable {
    private let state: Mutex<Logger.Level>

    package init(_ level: Logger.Level) { state = Mutex(level) }

    /// The least urgent level that is told.
    package var level: Logger.Level {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
