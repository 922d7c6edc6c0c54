package import Almanac
import Coordination
import FoundationEssentials
import Glibc
package import Ledger

/// Keeps a calendar file fresh for whoever subscribed to it: rewritten as a whole when what it says
/// has changed, and only then.
package struct CalendarFile: Job {
    package let name = JobName.calendarFeed
    private let path: String
    private let ledger: Ledger
    private let office: CurrentOffice

    /// - Parameter path: of the file; its folder is made where it is missing.
    package init(path: String, ledger: Ledger, office: CurrentOffice) {
        self.path = path
        self.ledger = ledger
        self.office = office
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let calendar = OfficeCalendar(office: office.office)
        let bytes = try await ledger.read { try calendar.bytes(from: $0) }
        // What is missing or cannot be read is written anew, ignoring why.
        let known = try? Data(contentsOf: URL(filePath: path))
        guard known.map({ $0.elementsEqual(bytes) }) != true else { return [:] }
        try put(bytes)
        return ["written": 1]
    }

    /// It follows what others change: they poke it.
    package func nextInstant() async throws -> Instant? { nil }

    /// Readers see the old file or the new one, never a part.
    private func put(_ bytes: [UInt8]) throws {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let draft = "\(path).new"
        defer { unsafe _ = unlink(draft) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe open(draft, flags, 0o644)
        guard descriptor >= 0 else { throw fault("opened") }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fault("written") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw fault("written") }
        guard unsafe rename(draft, path) == 0 else { throw fault("replaced") }
    }

    private func fault(_ what: String) -> EngineError {
        let reason = unsafe String(cString: strerror(errno))
        return EngineError(
            .conflict,
            "the calendar file \(path) could not be \(what): \(reason); check that the daemon's "
                + "user may write to its folder")
    }
}
