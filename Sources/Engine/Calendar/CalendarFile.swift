package import Almanac
import Coordination
import FoundationEssentials
import Host
package import Ledger

/// Keeps calendar files fresh for whoever subscribed to them, the office's and each person's own: one is
/// rewritten as a whole when what it says has changed, and only then.
package struct CalendarFile: Job {
    package let name = JobName.calendarFeed
    private let path: String?
    private let folder: String?
    package let follows: Set<Wakes.Cause> = [
        .commit(.deadline), .commit(.series), .commit(.register),
    ]
    package let consults: Set<LedgerTable> = [.dependency]
    private let store: OfficeStore

    /// - Parameters:
    ///   - path: of the office's file; nil for none. Its folder is made where it is missing.
    ///   - folder: of people's own files; nil for none.
    package init(path: String?, ofEach folder: String? = nil, store: OfficeStore) {
        self.path = path
        self.folder = folder
        self.store = store
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        var written = 0
        if let path {
            let bytes = try await store.read { view, office in
                try OfficeCalendar(office: office).bytes(from: view)
            }
            if try write(bytes, to: path) { written += 1 }
        }
        if let folder { written += try await writeOwn(in: folder) }
        return written > 0 ? ["written": written] : [:]
    }

    /// Each person's own, and none of whoever is there no more.
    private func writeOwn(in folder: String) async throws -> Int {
        let calendars = try await store.read { view, office in
            try OfficeCalendar(office: office).calendarsOfEach(from: view)
        }
        var written = 0
        var fault: EngineError?
        for (code, bytes) in calendars.sorted(by: { $0.key < $1.key }) {
            do {
                if try write(bytes, to: "\(folder)/\(Self.fileName(of: code))") { written += 1 }
            } catch let error as EngineError {
                // One that cannot be written keeps no other away.
                fault = fault ?? error
            }
        }
        // The office's own may lie beside them.
        let office = path.flatMap { $0.split(separator: "/").last }.map(String.init)
        try removeOthers(
            than: Set(calendars.keys.map(Self.fileName)).union([office].compactMap(\.self)),
            in: folder)
        if let fault { throw fault }
        return written
    }

    /// A code may have what no name of a file has; no two codes have one name.
    private static func fileName(of code: String) -> String {
        let name = code.replacing("%", with: "%25").replacing("/", with: "%2F")
        return (name.hasPrefix(".") ? "%2E\(name.dropFirst())" : name) + ".ics"
    }

    /// Takes out calendars of people who left; what somebody else put there is left alone.
    private func removeOthers(than names: Set<String>, in folder: String) throws {
        let manager = FileManager.default
        guard manager.fileExists(atPath: folder) else { return }
        for name in try manager.contentsOfDirectory(atPath: folder)
        where name.hasSuffix(".ics") && !names.contains(name) {
            let path = "\(folder)/\(name)"
            // What cannot be read is none of ours, ignoring why.
            guard let content = try? Data(contentsOf: URL(filePath: path)),
                String(decoding: content, as: UTF8.self).contains("PRODID:-//Tenggat//")
            else { continue }
            try manager.removeItem(atPath: path)
        }
    }

    /// - Returns: whether it said something else before.
    private func write(_ bytes: [UInt8], to path: String) throws -> Bool {
        // What is missing or cannot be read is written anew, ignoring why.
        let known = try? Data(contentsOf: URL(filePath: path))
        guard known.map({ $0.elementsEqual(bytes) }) != true else { return false }
        try put(bytes, to: path)
        return true
    }

    /// It only follows what others change.
    package func nextInstant() async throws -> Instant? { nil }

    private func put(_ bytes: [UInt8], to path: String) throws {
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
