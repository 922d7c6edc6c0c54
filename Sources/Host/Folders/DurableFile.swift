import Glibc

/// What has to survive a power cut although no database writes it.
package enum DurableFile {
    /// Gives a file that was written its name: what stood there is replaced, and the name is on the disk
    /// once this returns (rename(2), fsync(2) of the folder).
    ///
    /// - Throws: `HostError` `.file`.
    package static func rename(_ from: String, to path: String) throws(HostError) {
        guard unsafe Glibc.rename(from, path) == 0 else {
            throw HostError(.file, "the file \(path) could not be replaced", error: errno)
        }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        let descriptor = unsafe open(
            folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw HostError(.file, "the folder of \(path) could not be written", error: errno)
        }
    }

    /// Takes a file away, if it is there.
    package static func remove(_ path: String) { unsafe _ = unlink(path) }

    /// Leaves a file to its owner alone.
    ///
    /// - Throws: `HostError` `.file`.
    package static func restrict(_ path: String) throws(HostError) {
        guard unsafe chmod(path, 0o600) == 0 else {
            throw WholeFile.fault(path, "restricted to its owner")
        }
    }

    /// Copies a file's bytes to one of its own, durably; what stood there is replaced once all is written.
    ///
    /// - Parameter permissions: of the copy.
    /// - Throws: `HostError` `.file`.
    package static func copy(
        _ from: String, to path: String, permissions: UInt32
    ) throws(HostError) {
        let source = unsafe open(from, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw WholeFile.fault(from, "read") }
        defer { close(source) }
        let draft = path + ".new"
        defer { unsafe _ = unlink(draft) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let target = unsafe open(draft, flags, mode_t(permissions))
        guard target >= 0 else { throw WholeFile.fault(path, "written") }
        defer { close(target) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe read(source, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw WholeFile.fault(from, "read") }
            guard count > 0 else { break }
            try WholeFile.write(buffer[..<count], to: target, of: path)
        }
        guard fsync(target) == 0 else { throw WholeFile.fault(path, "written") }
        try rename(draft, to: path)
    }
}
