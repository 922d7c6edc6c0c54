package import Almanac
import Coordination
import FoundationEssentials
import Host
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

    private func put(_ bytes: [UInt8]) throws {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        do {
            try WholeFile.put(bytes, at: path, permissions: 0o644)
        } catch {
            throw EngineError(
                .conflict,
                "the calendar feed is not fresh: \(error.message); check that the daemon's user may "
                    + "write to its folder")
        }
    }
}
