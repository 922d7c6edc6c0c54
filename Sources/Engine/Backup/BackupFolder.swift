package import Almanac
import FoundationEssentials
import Glibc
import Host
import Ledger

/// A folder of whole copies of the ledger, each named for its moment: `ledger-20261127T0230Z.sqlite`.
package struct BackupFolder: Sendable, Hashable {
    package let path: String

    package init(path: String) { self.path = path }

    /// One copy.
    package struct Copy: Sendable, Hashable {
        package var name: String
        package var path: String
        /// In bytes.
        package var size: Int64
        package var takenAt: Instant
    }

    /// The copies that lie there, the newest first; none where there is no such folder.
    func copies() -> [Copy] {
        // A folder that cannot be read is made known by the next backup, which cannot write there either.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap(copy).sorted { $0.takenAt > $1.takenAt }
    }

    /// Makes the folder, for its owner alone.
    func make() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw EngineError(
                .conflict,
                "the backup folder \(path) cannot be made: give the service's user write access to it "
                    + "(ReadWritePaths= in `systemctl edit tenggatd`)")
        }
    }

    /// Where the copy of a moment lies.
    func place(of moment: Instant) -> String {
        "\(path)/\(Self.prefix)\(Self.stamp(moment))\(Self.suffix)"
    }

    /// Removes all but the newest.
    func keep(_ count: Int) {
        for copy in copies().dropFirst(count) { unsafe _ = unlink(copy.path) }
    }

    /// Removes the copy of a moment.
    func removeCopy(of moment: Instant) { unsafe _ = unlink(place(of: moment)) }

    /// The folder in place of a copy that is not there.
    var asCopy: Copy {
        Copy(name: path, path: path, size: 0, takenAt: Instant(microseconds: 0))
    }

    private static let prefix = "ledger-"
    private static let suffix = ".sqlite"

    private func copy(_ name: String) -> Copy? {
        guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix),
            let moment = Self.moment(
                String(name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)))
        else { return nil }
        var status = stat()
        let path = "\(path)/\(name)"
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Copy(name: name, path: path, size: Int64(status.st_size), takenAt: moment)
    }

    /// `20261127T023000Z` (ISO 8601, basic form), in UTC.
    private static func stamp(_ moment: Instant) -> String {
        moment.rfc3339.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private static func moment(_ stamp: String) -> Instant? {
        let digits = stamp.map { $0 }
        guard digits.count == 16, digits[8] == "T", digits[15] == "Z" else { return nil }
        let text =
            String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8]) + "T"
            + String(digits[9..<11]) + ":" + String(digits[11..<13]) + ":" + String(digits[13..<15])
            + "Z"
        return Instant(rfc3339: text)
    }
}
