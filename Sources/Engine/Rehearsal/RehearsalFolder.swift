import FoundationEssentials
import Host
import Ledger

/// Where a rehearsal's copies of the ledger lie: beside the ledger, since a temporary folder may be memory, and
/// only where there is room for them.
struct RehearsalFolder {
    let url: URL

    private static let prefix = ".rehearsal-"
    /// What must be left of the disk beside the copies, in bytes.
    private static let rest: Int64 = 64 << 20

    /// Makes it, and takes out what an ended process left there.
    ///
    /// - Parameters:
    ///   - copies: how many of the ledger lie there at a time.
    ///   - free: how many bytes a file's disk has left; nil where it does not tell.
    /// - Throws: `EngineError` `.conflict` where there is no room.
    init(
        beside ledger: Ledger, copies: Int, free: (String) -> Int64? = DiskSpace.free
    ) throws {
        let parent = URL(filePath: ledger.path).deletingLastPathComponent()
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: parent.path)
        where name.hasPrefix(Self.prefix) {
            // Only one is played at a time.
            try files.removeItem(at: parent.appending(path: name))
        }
        // Whatever is played is written, too.
        let needed = ledger.size * Int64(copies) * 3 / 2 + Self.rest
        if let left = free(parent.path), left < needed {
            throw EngineError(
                .conflict,
                "a rehearsal plays on copies of the ledger and needs \(needed >> 20) MiB in "
                    + "\(parent.path), which has \(left >> 20) left: make room there")
        }
        url = parent.appending(path: "\(Self.prefix)\(UUID())")
        try files.createDirectory(
            at: url, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    }

    func path(of name: String) -> String { url.appending(path: name).path }

    /// Copies one of its files.
    func copy(_ name: String, to copy: String) throws {
        try FileManager.default.copyItem(atPath: path(of: name), toPath: path(of: copy))
    }

    /// Takes a ledger out that is closed.
    func remove(_ name: String) {
        for part in [name, name + "-wal", name + "-shm", name + ".lock"] {
            // The whole folder goes at the end.
            try? FileManager.default.removeItem(atPath: path(of: part))
        }
    }

    /// Takes it out with all that is in it.
    func remove() {
        // What is left behind goes before the next rehearsal.
        try? FileManager.default.removeItem(at: url)
    }
}
