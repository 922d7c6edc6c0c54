import Dispatch
import FoundationEssentials
import Glibc

/// Puts letters into a Maildir (maildir(5)), where a mail program or a server takes them up.
///
/// A letter is written and synced in `tmp`, then linked into `new`, and `new` is synced: after a
/// power cut it is there whole or not at all. Its name follows from the Message-ID, so that the same
/// letter delivered twice is one file.
package final class MaildirCourier: Courier {
    package let name: String
    package let capacity = 50
    private let path: String
    /// Disk writes block; they do so here rather than on a thread of Swift's pool.
    private let queue = DispatchQueue(label: "org.tenggat.maildir")

    /// Makes the folder and its `cur`, `new` and `tmp` where they are missing.
    ///
    /// - Throws: ``PostError`` with code `disk`.
    package init(name: String = "maildir", path: String) throws(PostError) {
        self.name = name
        self.path = path
        try makeFolders()
    }

    private func makeFolders() throws(PostError) {
        for folder in ["cur", "new", "tmp"] {
            do {
                try FileManager.default.createDirectory(
                    atPath: "\(path)/\(folder)", withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            } catch {
                throw PostError(
                    code: .disk,
                    message: "Maildir “\(path)/\(folder)” cannot be made: \(SystemReason.of(error))"
                )
            }
        }
    }

    package func deliver(_ parcel: Parcel) async -> Delivery {
        await withCheckedContinuation { continuation in
            queue.async {
                var outcome = self.put(parcel)
                if unsafe access("\(self.path)/new", F_OK) != 0, self.hasMadeFolders() {
                    outcome = self.put(parcel)
                }
                continuation.resume(returning: Delivery(outcome))
            }
        }
    }

    /// Makes anew what somebody has taken away.
    private func hasMadeFolders() -> Bool {
        do throws(PostError) {
            try makeFolders()
            return true
        } catch {
            // The letter's own fault says what is wrong.
            return false
        }
    }

    private func put(_ parcel: Parcel) -> DeliveryOutcome {
        let file = Self.fileName(messageID: parcel.messageID)
        do throws(DiskFault) {
            if try isThere(file) { return .sent(response: "new/\(file) was there already") }
            let draft = "\(path)/tmp/\(file).\(getpid())"
            defer { unsafe _ = unlink(draft) }
            try write(parcel.bytes, to: draft)
            // link(2) rather than rename(2), which would replace a letter of the same name.
            if unsafe link(draft, "\(path)/new/\(file)") != 0 {
                guard errno == EEXIST else { throw DiskFault("\(path)/new/\(file)") }
            }
            try sync(folder: "\(path)/new")
            return .sent(response: "new/\(file)")
        } catch {
            return .deferred(DeliveryFault(error.description, concern: .destination))
        }
    }

    /// Maildir wants names without `/` and `:`; a digest has neither and is as long as it is.
    static func fileName(messageID: String) -> String {
        "tenggat-\(Checksum.sha256(Array(messageID.utf8)).prefix(40))"
    }

    /// Whether a letter of this name was delivered, though a mail program may have moved it to `cur`
    /// and added its flags (`:2,S`).
    private func isThere(_ file: String) throws(DiskFault) -> Bool {
        if unsafe access("\(path)/new/\(file)", F_OK) == 0 { return true }
        let read: [String]
        do {
            read = try FileManager.default.contentsOfDirectory(atPath: "\(path)/cur")
        } catch {
            throw DiskFault("\(path)/cur", message: SystemReason.of(error))
        }
        return read.contains { $0 == file || $0.hasPrefix("\(file):") }
    }

    private func write(_ bytes: [UInt8], to file: String) throws(DiskFault) {
        // O_TRUNC: a crash may have left a part of it.
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe open(file, flags, 0o600)
        guard descriptor >= 0 else { throw DiskFault(file) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw DiskFault(file) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw DiskFault(file) }
    }

    private func sync(folder: String) throws(DiskFault) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFault(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw DiskFault(folder) }
    }

    /// A file that the disk would not take, in errno's words.
    private struct DiskFault: Error, CustomStringConvertible {
        var description: String

        init(_ file: String) {
            description = unsafe "\(file): \(String(cString: strerror(errno)))"
        }

        init(_ file: String, message: String) {
            description = "\(file): \(message)"
        }
    }
}
