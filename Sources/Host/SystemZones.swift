package import Almanac
import FoundationEssentials
import Synchronization

/// The system's time zones, read from its TZif files (RFC 9636) once each and kept.
///
/// The system's own files rather than a library's copy, so that the distribution's updates count.
package final class SystemZones: Sendable {
    /// Where the files lie.
    package let directory: String
    private let known = Mutex<[String: Zone]>([:])

    /// - Parameter directory: nil takes `TZDIR`, else `/usr/share/zoneinfo`.
    package init(directory: String? = nil) {
        self.directory =
            directory ?? ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
    }

    /// A zone by its IANA name, such as `Asia/Jakarta`.
    ///
    /// - Throws: `HostError`: a name that is none, or that the system does not know.
    package func zone(named name: String) throws(HostError) -> Zone {
        if let zone = known.withLock({ $0[name] }) { return zone }
        let zone = try load(name)
        known.withLock { $0[name] = zone }
        return zone
    }

    /// The version of the zone data, such as `2026a`, as its source says in its first line; empty where
    /// the system ships no source.
    package var version: String {
        // Without it, a change of the data is noticed with the next change of the settings.
        let text = try? String(
            contentsOf: URL(filePath: "\(directory)/tzdata.zi"), encoding: .utf8)
        let line = text?.prefix { $0 != "\n" } ?? ""
        return line.split(separator: " ").last.map(String.init) ?? ""
    }

    /// The zone, or nil where ``zone(named:)`` throws: for rules that fall back to the office's.
    package func find(_ name: String) -> Zone? {
        try? zone(named: name)
    }

    private func load(_ name: String) throws(HostError) -> Zone {
        guard Self.isName(name) else {
            throw HostError(
                .unknownZone, "“\(name)” is no time zone; a name looks like Asia/Jakarta")
        }
        let path = "\(directory)/\(name)"
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory
        else {
            throw HostError(
                .unknownZone,
                "the system knows no time zone “\(name)” (there is no \(path)); a "
                    + "name looks like Asia/Jakarta")
        }
        do {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            return try Zone(identifier: name, tzif: bytes)
        } catch {
            throw HostError(.unreadableZone, "the zone data \(path) cannot be read: \(error)")
        }
    }

    /// Letters, digits, `_ + -` and single slashes: nothing that leaves the folder.
    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.utf8.count <= 64
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy { byte in
                        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                            || (0x61...0x7A).contains(byte) || "_+-".utf8.contains(byte)
                    }
            }
    }
}
