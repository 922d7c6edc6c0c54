import Logging
import Synchronization

/// What the service logs, for a test to read.
final class LogBook: Sendable {
    private let entries = Mutex<[(level: Logger.Level, text: String)]>([])

    /// Lines at a level or above it, metadata behind the words.
    func lines(from level: Logger.Level = .notice) -> [String] {
        entries.withLock { $0.filter { $0.level >= level }.map(\.text) }
    }

    var logger: Logger { Logger(label: "test") { _ in Handler(book: self) } }

    private struct Handler: LogHandler {
        var book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let fields = (event.metadata ?? [:]).filter { $0.key != "message_id" }
                .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let text = (["\(event.message)"] + fields).joined(separator: " ")
            book.entries.withLock { $0.append((event.level, text)) }
        }
    }
}
