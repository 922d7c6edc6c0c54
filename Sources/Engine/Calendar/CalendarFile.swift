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
    package let follows: Set<Wakes.Cause> = [
        .commit(.deadline), .commit(.series), .commit(.register),
    ]
    package let consults: Set<LedgerTable> = []
    private let store: OfficeStore

    /// - Parameter path: of the file; its folder is made where it is missing.
    package init(path: String, store: OfficeStore) {
        self.path = path
        self.store = store
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let bytes = try await store.read { view, office in
            try OfficeCalendar(office: office).bytes(from: view)
        }
        // What is missing or cannot be read is written anew, ignoring why.
        let known = try? Data(contentsOf: URL(filePath: path))
        guard known.map({ $0.elementsEqual(bytes) }) != true else { return [:] }
        try put(bytes)
        return ["written": 1]
    }

    /// It only follows what others change.
    package func nextInstant() async throws -> Instant? { nil }

    private func put(_ bytes: [UInt8]) throws {
        do {
            try WholeFile.put(bytes, inFolderOf: path, permissions: 0o640)
        } catch {
            throw EngineError(
                .conflict,
                "the calendar feed is not fresh: \(error.message); check that the daemon's user may "
                    + "write to its folder")
        }
    }
}
