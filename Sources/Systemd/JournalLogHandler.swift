import CSystemd
import Glibc
package import Logging

/// Writes log entries into the journal, each with its fields.
package struct JournalLogHandler: LogHandler {
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
        let fields = JournalFields(
            level: event.level, message: "\(event.message)",
            metadata: metadata.merging(event.metadata ?? [:]) { $1 }, file: event.file,
            function: event.function, line: event.line)
        Self.send(fields.lines)
    }

    /// sd_journal_sendv(3). There is nobody to tell when the journal itself does not take an entry.
    private static func send(_ lines: [String]) {
        var bytes = lines.map { Array($0.utf8) }
        unsafe withVectors(of: &bytes) { vectors in
            _ = unsafe sd_journal_sendv(vectors.baseAddress, CInt(vectors.count))
        }
    }

    /// Lends the fields as the kernel's vectors for as long as `body` runs.
    private static func withVectors(
        of fields: inout [[UInt8]], _ body: (UnsafeBufferPointer<iovec>) -> Void
    ) {
        let total = fields.reduce(0) { $0 + $1.count }
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(total, 1)) { storage in
            var vectors = unsafe [iovec]()
            var offset = 0
            for field in fields {
                let slice = unsafe UnsafeMutableBufferPointer(
                    rebasing: storage[offset..<(offset + field.count)])
                _ = unsafe slice.initialize(from: field)
                unsafe vectors.append(iovec(iov_base: slice.baseAddress, iov_len: field.count))
                offset += field.count
            }
            unsafe vectors.withUnsafeBufferPointer { unsafe body($0) }
        }
    }
}
