import CLinux
import Glibc

/// A folder that is open: what is asked of it is asked of this folder, whatever its path names by then.
package final class OpenFolder: Sendable {
    package let path: String
    private let descriptor: CInt

    /// Opens a folder, which no part of `name` may be a link to.
    ///
    /// - Parameters:
    ///   - name: within `parent`.
    ///   - mode: makes it where it is not there; set-group-ID and sticky as far as that is allowed.
    package init(_ name: String, in parent: OpenFolder? = nil, mode: UInt32? = nil)
        throws(HostError)
    {
        path = parent.map { "\($0.path)/\(name)" } ?? name
        let base = parent?.descriptor ?? AT_FDCWD
        if let mode, unsafe mkdirat(base, name, mode & 0o777) == 0 {
            // A service may be forbidden to set these bits (systemd's RestrictSUIDSGID=): then the
            // folder stays as its parent has it. The umask is lifted either way.
            if unsafe fchmodat(base, name, mode, 0) != 0, mode & 0o7000 != 0, errno != EPERM {
                throw HostError(.folder, "\(path) cannot be made", error: errno)
            }
        }
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        // The folder itself is named by the administrator, who may use a link.
        descriptor = unsafe openat(base, name, parent == nil ? flags : flags | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw HostError(.folder, "\(path) cannot be opened", error: errno)
        }
    }

    deinit { close(descriptor) }

    /// The bytes of every name but `.` and `..`, in their order.
    package func names() throws(HostError) -> [[UInt8]] {
        let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = unsafe fdopendir(copy) else {
            throw HostError(.folder, "\(path) cannot be read", error: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Whether other machines may write into it, whose writers this kernel does not know; one that
    /// cannot be asked is not.
    package var isOnNetwork: Bool { clinux_is_on_network(descriptor) == 1 }

    /// What stands under a name, a link not followed; nil when nothing does.
    package func entry(_ name: [UInt8]) -> FolderEntry? {
        var status = stat()
        let result = unsafe withCString(name) { name in
            unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW)
        }
        return result == 0 ? FileWorld.seen(FolderEntry(status)) : nil
    }

    /// Opens a file for reading, and no link, pipe or device in its place.
    ///
    /// - Throws: `HostError` `.file`.
    package func open(_ name: [UInt8]) throws(HostError) -> OpenFile {
        let file = unsafe withCString(name) { name in
            unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        }
        guard file >= 0 else { throw HostError(.file, "it cannot be opened", error: errno) }
        return OpenFile(descriptor: file)
    }

    /// Renames without taking the place of anything.
    ///
    /// - Returns: false when something has the new name.
    /// - Throws: `HostError` `.file`.
    package func move(
        _ name: [UInt8], to other: OpenFolder, as newName: [UInt8]
    ) throws(HostError) -> Bool {
        try FileWorld.ask(.rename)
        let result = unsafe withCString(name) { name in
            unsafe withCString(newName) { newName in
                let result = unsafe clinux_rename_beside(
                    descriptor, name, other.descriptor, newName)
                guard result == -EINVAL || result == -ENOSYS else { return result }
                // Some network file systems cannot be asked in one call.
                if unsafe faccessat(other.descriptor, newName, F_OK, AT_SYMLINK_NOFOLLOW) == 0 {
                    return -EEXIST
                }
                return unsafe renameat(descriptor, name, other.descriptor, newName) == 0
                    ? 0 : -errno
            }
        }
        guard result != -EEXIST else { return false }
        guard result == 0 else { throw HostError(.file, "it cannot be moved", error: result) }
        return true
    }

    /// Writes a file of that name whole or not at all, readable for the group. One writer at a time.
    ///
    /// - Returns: false when something has the name.
    /// - Throws: `HostError` `.file`.
    package func write(_ content: [UInt8], as name: [UInt8]) throws(HostError) -> Bool {
        try FileWorld.ask(.write)
        let draft = Array(".draft".utf8)
        unsafe withCString(draft) { _ = unsafe unlinkat(descriptor, $0, 0) }
        let file = unsafe withCString(draft) { draft in
            unsafe openat(
                descriptor, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
        }
        guard file >= 0 else {
            throw HostError(.file, "\(path) takes no new file", error: errno)
        }
        var written = 0
        while written < content.count {
            let count = unsafe content.withUnsafeBytes { bytes in
                unsafe Glibc.write(
                    file, bytes.baseAddress! + written, bytes.count - written)
            }
            guard count > 0 else { break }
            written += count
        }
        let failure = errno
        close(file)
        guard written == content.count else {
            throw HostError(.file, "\(path) takes no new file", error: failure)
        }
        guard try move(draft, to: self, as: name) else {
            unsafe withCString(draft) { _ = unsafe unlinkat(descriptor, $0, 0) }
            return false
        }
        return true
    }

    /// Removes files that came to lie here before a moment, and nothing else.
    ///
    /// - Parameter moment: nanoseconds since 1970 UTC.
    /// - Returns: how many went.
    /// - Throws: `HostError` `.folder`.
    package func removeFiles(changedBefore moment: Int64) throws(HostError) -> Int {
        var count = 0
        for name in try names() {
            guard let entry = entry(name), entry.kind == .file, entry.changed < moment else {
                continue
            }
            let isGone = unsafe withCString(name) { unsafe unlinkat(descriptor, $0, 0) == 0 }
            if isGone { count += 1 }
        }
        return count
    }

    /// A name as C wants it; names of the kernel hold no NUL.
    private func withCString<Result>(
        _ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result
    ) -> Result {
        unsafe (name.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer {
            unsafe body($0.baseAddress!)
        }
    }
}
