import Almanac
import Control
import FoundationEssentials
import Glibc

/// The heads of the history that the journal has, written by the service and by nobody else.
enum JournalHeads {
    /// What the service's entries about its history's head bear (see the journal's catalog).
    static let messageID = "e1c7a64f0d3b4c5a9f28b6d07135ce94"

    /// The journal says itself which unit wrote an entry, whatever the entry says (systemd.journal-fields(7)).
    private static let command =
        "/usr/bin/journalctl --quiet --no-pager --output=json "
        + "--output-fields=TENGGAT_HEAD,TENGGAT_LINKS MESSAGE_ID=\(messageID) "
        + "_SYSTEMD_UNIT=tenggatd.service 2>/dev/null"

    /// Of this machine's journal; nil where it cannot be read.
    static func ofJournal() -> [KeptHead]? {
        guard let pipe = unsafe popen(command, "r") else { return nil }
        var text: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&bytes, 1, bytes.count, pipe)
            guard count > 0 else { break }
            text += bytes[..<count]
        }
        guard unsafe pclose(pipe) == 0 else { return nil }
        return heads(in: text)
    }

    /// Of a file that `journalctl --output=json` wrote, of another machine that keeps this one's journal.
    static func ofFile(_ path: String) throws -> [KeptHead] {
        let heads = heads(in: [UInt8](try SheetFile.read(path).content))
        guard !heads.isEmpty else {
            throw failure(
                "\(path) has no head of a history: write it with journalctl --output=json "
                    + "MESSAGE_ID=\(messageID)", code: 65)
        }
        return heads
    }

    private struct Entry: Decodable {
        var head: String
        var links: String
        /// Microseconds since 1970.
        var at: String?

        enum CodingKeys: String, CodingKey {
            case head = "TENGGAT_HEAD"
            case links = "TENGGAT_LINKS"
            case at = "__REALTIME_TIMESTAMP"
        }
    }

    /// An entry a line; what is none is left out.
    static func heads(in text: [UInt8]) -> [KeptHead] {
        text.split(separator: UInt8(ascii: "\n")).compactMap { line in
            // Other entries may stand between, ignoring.
            guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)),
                entry.head.count == 64, let links = Int(entry.links)
            else { return nil }
            let moment = entry.at.flatMap { Int64($0) }.map(Instant.init(microseconds:))
            return KeptHead(hash: entry.head, links: links, at: moment?.rfc3339)
        }
    }
}
