internal import Foundation
internal import GRDB

/// A link of the chain: what it speaks of, the hash of its content, and the hash of the link before it with
/// all of that. The content itself is not in it, so that it can be forgotten and the chain still holds.
enum HistoryLink: Int, Sendable {
    /// A line of the history, by its number.
    case event = 1
    /// A step's mark, by its primary key.
    case mark = 2
    /// A letter's bytes, by its notice.
    case letter = 3

    /// The content of what is not there any more, or is there no more in full.
    static let erased = Data(repeating: 0, count: 32)
    /// What the first link stands on.
    static let origin = Data(repeating: 0, count: 32)

    /// A link's own hash.
    func hash(of subject: String, content: Data, after previous: Data) -> Data {
        var bytes = [UInt8](previous)
        bytes.reserveCapacity(bytes.count + subject.utf8.count + 40)
        bytes += [UInt8(rawValue)]
        bytes += subject.utf8
        bytes += [0]
        bytes += content
        return SHA256.digest(bytes)
    }

    /// The hash of content that consists of parts, none of which runs into the next.
    static func content(_ parts: [String?]) -> Data {
        var bytes: [UInt8] = []
        for part in parts {
            // No text has these bytes (RFC 3629).
            bytes += [part == nil ? 0xFE : 0xFF]
            if let part { bytes += part.utf8 }
        }
        return SHA256.digest(bytes)
    }
}

/// The hash that the next link of a transaction stands on, once it was looked up.
final class ChainHead {
    var hash: Data?
}

extension LedgerTransaction {
    /// Adds a link behind the last.
    func link(_ link: HistoryLink, _ subject: String, content: Data) throws {
        let previous = try database.chainHead.hash ?? lastHash()
        let hash = link.hash(of: subject, content: content, after: previous)
        try database.write(
            "INSERT INTO chain (kind, subject, content, hash) VALUES (?, ?, ?, ?)"
        ) { row in
            row.bind(link.rawValue)
            row.bind(subject)
            row.bind(content)
            row.bind(hash)
        }
        database.chainHead.hash = hash
    }

    /// Of the last link that is committed or of this transaction. No job's look depends on it, so that it is
    /// not noted as read.
    private func lastHash() throws -> Data {
        let statement = try database.database.cachedStatement(
            sql: "SELECT hash FROM chain WHERE id = (SELECT max(id) FROM chain)")
        return try Data.fetchOne(statement) ?? HistoryLink.origin
    }
}

extension LedgerView {
    /// The hash of the last link, in hexadecimal, and how many there are; nil of a history that has none yet.
    package func historyHead() throws -> (links: Int64, hash: String)? {
        try database.row("SELECT id, hash FROM chain ORDER BY id DESC LIMIT 1").map {
            (try $0.get("id"), try $0.get("hash", as: Data.self).hexadecimal)
        }
    }
}

extension Data {
    /// Lower-case, two digits a byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
