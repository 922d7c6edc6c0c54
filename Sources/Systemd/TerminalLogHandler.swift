import Glibc
package import Logging

/// Writes log entries to standard error for people: when the service runs in a terminal.
package struct TerminalLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    private let threshold: LogThreshold
    /// One logger's own level, where somebody gave it one.
    private var ownLevel: Logger.Level?

    package init(_ threshold: LogThreshold) { self.threshold = threshold }

    package var logLevel: Logger.Level {
        get { ownLevel ?? threshold.level }
        set { ownLevel = newValue }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let message = "\(event.message)"
        let text = event.level <= .debug ? message : AddressFilter.filtered(message)
        let line = Array("\(Self.label(of: event.level))\(text)\n".utf8)
        // A terminal that went away takes nothing more, ignoring.
        _ = unsafe write(STDERR_FILENO, line, line.count)
    }

    /// Colour only where somebody looks (isatty(3)).
    private static func label(of level: Logger.Level) -> String {
        let (word, colour) =
            switch level {
            case .critical, .error: ("error: ", "31")
            case .warning: ("warning: ", "33")
            case .debug, .trace: ("debug: ", "2")
            case .info, .notice: ("", "")
            }
        guard !word.isEmpty, isatty(STDERR_FILENO) == 1 else { return word }
        return "\u{1B}[\(colour)m\(word)\u{1B}[0m"
    }
}
