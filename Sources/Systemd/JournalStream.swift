import Glibc

/// Whether standard error leads into the journal.
package enum JournalStream {
    /// systemd sets JOURNAL_STREAM to the device and inode of the stream it connected
    /// (systemd.exec(5)); a child whose stream was changed sees that they differ.
    package static func isStandardError(environment: [String: String]) -> Bool {
        var status = stat()
        guard let stream = environment["JOURNAL_STREAM"],
            unsafe fstat(STDERR_FILENO, &status) == 0
        else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }
}
