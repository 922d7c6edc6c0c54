import CLinux
import Glibc

/// A file that is open for reading: what is asked of it is asked of this file, whatever its name
/// names by then.
package final class OpenFile: Sendable {
    private let descriptor: CInt

    init(descriptor: CInt) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// What it is now; nil when the file system does not tell.
    package var entry: FolderEntry? {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        return FileWorld.seen(FolderEntry(status))
    }

    /// Whether the kernel would say who has a file open: only its owner may ask, and root
    /// (fcntl(2), F_SETLEASE).
    package static func mayAsk(of entry: FolderEntry) -> Bool {
        geteuid() == 0 || geteuid() == entry.owner || FileWorld.current != nil
    }

    /// Whether somebody has it open for writing; nil where the kernel does not tell.
    package var isOpenForWriting: Bool? {
        let answer = clinux_is_open_for_writing(descriptor)
        return answer < 0 ? nil : answer == 1
    }

    /// Its bytes from the start, at most `limit`.
    ///
    /// - Throws: `HostError` `.file`.
    package func content(limit: Int) throws(HostError) -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while content.count < limit {
            let wanted = min(buffer.count, limit - content.count)
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe pread(descriptor, bytes.baseAddress, wanted, off_t(content.count))
            }
            guard count >= 0 else { throw HostError(.file, "it cannot be read", error: errno) }
            guard count > 0 else { break }
            content += buffer.prefix(count)
        }
        return content
    }
}

extension FolderEntry {
    init(_ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        self.init(
            kind: kind, size: Int64(status.st_size), modified: Self.nanoseconds(status.st_mtim),
            changed: Self.nanoseconds(status.st_ctim), device: UInt64(status.st_dev),
            inode: UInt64(status.st_ino), owner: status.st_uid, links: UInt64(status.st_nlink))
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
