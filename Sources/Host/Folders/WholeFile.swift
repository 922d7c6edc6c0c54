import CLinux
import FoundationEssentials
import Glibc

/// A file that is written as a whole: readers see the old one or the new one, never a part.
package enum WholeFile {
    /// - Parameters:
    ///   - permissions: of the file, whatever the process takes from new ones (umask(2)).
    ///   - group: whose it is; nil leaves it to the folder and the process.
    /// - Throws: `HostError` `.file`.
    package static func put(
        _ bytes: [UInt8], at path: String, permissions: UInt32, group: UInt32? = nil
    ) throws(HostError) {
        try FileWorld.ask(.write)
        let draft = "\(path).new"
        defer { unsafe _ = unlink(draft) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe open(draft, flags, mode_t(permissions))
        guard descriptor >= 0 else { throw fault(path, "opened") }
        defer { close(descriptor) }
        // Nobody else reads it before it is theirs. In a folder that gives its group to files it is so at once, and
        // the call, which a sandbox may forbid, is not needed (inode(7), the set-group-ID bit of a directory).
        if let group, try owningGroup(of: descriptor, path) != group,
            fchown(descriptor, .max, group) != 0
        {
            throw fault(path, "given to its group")
        }
        guard fchmod(descriptor, mode_t(permissions)) == 0 else { throw fault(path, "opened") }
        try write(bytes[...], to: descriptor, of: path)
        guard fsync(descriptor) == 0 else { throw fault(path, "written") }
        try FileWorld.ask(.rename)
        guard unsafe rename(draft, path) == 0 else { throw fault(path, "replaced") }
    }

    /// The same where the file's folder may have to be made first: whoever may read the file may enter it,
    /// or, where several groups have files in it, everybody.
    ///
    /// - Throws: `HostError` `.file`.
    package static func put(
        _ bytes: [UInt8], inFolderOf path: String, permissions: UInt32, group: UInt32? = nil,
        isForSeveral: Bool = false
    ) throws(HostError) {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [
                    .posixPermissions: isForSeveral || permissions & 0o004 != 0 ? 0o755 : 0o750
                ])
        } catch {
            throw HostError(.file, "the folder of \(path) cannot be made: \(error)")
        }
        try put(bytes, at: path, permissions: permissions, group: group)
    }

    private static func owningGroup(
        of descriptor: CInt, _ path: String
    ) throws(HostError) -> UInt32 {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw fault(path, "looked at") }
        return status.st_gid
    }

    /// Writes all of it, in as many calls as the kernel wants (write(2)).
    static func write(
        _ bytes: ArraySlice<UInt8>, to descriptor: CInt, of path: String
    ) throws(HostError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fault(path, "written") }
            rest = rest.dropFirst(count)
        }
    }

    static func fault(_ path: String, _ what: String) -> HostError {
        HostError(.file, "the file \(path) could not be \(what)", error: errno)
    }
}
