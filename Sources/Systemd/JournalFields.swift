package import Logging

/// A log entry as the journal's fields (systemd.journal-fields(7)).
package struct JournalFields: Hashable, Sendable {
    /// `NAME=value` each, in a fixed order.
    package let lines: [String]

    /// Metadata become `TENGGAT_…` fields; `message_id` becomes the catalog's MESSAGE_ID. Mail addresses
    /// are left out of all of them, but for what is said to whoever looks for a fault.
    package init(
        level: Logger.Level, message: String, metadata: Logger.Metadata, file: String,
        function: String, line: UInt
    ) {
        let isForDebugging = level <= .debug
        func shown(_ text: String) -> String {
            isForDebugging ? text : AddressFilter.filtered(text)
        }
        var lines = [
            "MESSAGE=\(shown(message))", "PRIORITY=\(Self.priority(of: level))",
            "SYSLOG_IDENTIFIER=tenggatd", "CODE_FILE=\(file)", "CODE_FUNC=\(function)",
            "CODE_LINE=\(line)",
        ]
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            lines.append(
                key == "message_id"
                    ? "MESSAGE_ID=\(value)" : "\(Self.name(of: key))=\(shown("\(value)"))")
        }
        self.lines = lines
    }

    /// syslog(3)'s priorities.
    static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// Upper-case letters, digits and underscores, 64 at most: what the journal takes.
    private static func name(of key: String) -> String {
        let name = key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return String(("TENGGAT_" + name).prefix(64))
    }
}
