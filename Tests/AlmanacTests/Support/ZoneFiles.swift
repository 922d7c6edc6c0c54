import Almanac
import Foundation

/// The system's zone files: `TZDIR`, else `/usr/share/zoneinfo`.
enum ZoneFiles {
    static let directory =
        ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(directory)/\(name)")))
    }

    static func zone(_ name: String) throws -> Zone {
        try Zone(identifier: name, tzif: try bytes(name))
    }

    /// Every name that the system has, less the copies that count leap seconds.
    static var allNames: [String] {
        let files = FileManager.default.enumerator(atPath: directory)?.allObjects as? [String] ?? []
        return files.sorted().filter { name in
            guard !name.hasPrefix("right/"), !name.hasPrefix("posix/"),
                let file = FileHandle(forReadingAtPath: "\(directory)/\(name)")
            else { return false }
            // A folder cannot be read, and is no zone.
            let magic = (try? file.read(upToCount: 4)) ?? nil
            return magic == Data("TZif".utf8)
        }
    }

    /// A TZif file of version 2 or later without a transition, ruled by its footer alone.
    static func bytes(footer: String) -> [UInt8] {
        let counts: [UInt8] = [0, 0, 0, 0, 1, 4].flatMap { [0, 0, 0, $0] }
        let type: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("XXX".utf8) + [0]
        let block = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts + type
        return block + block + Array("\n\(footer)\n".utf8)
    }
}
