internal import Foundation
internal import GRDB

/// A link of the chain: what it speaks of, the hash of its content, of which content it takes the place, and the
/// hash of the link before it with all of that. The content itself is not in it, so that it can be forgotten and
/// the chain still holds.
///
/// Of each content there is one link, and no later one may say otherwise: the only change of a thing is that it
/// is forgotten or taken back, and the link of that names what it takes away. A link that takes the place of the very
/// content it has says the same once more, so that those before it can go (``ChainCut``).
enum HistoryLink: Int, Sendable {
    /// A line of the history, by its number.
    case event = 1
    /// A step's mark, by its primary key.
    case mark = 2
    /// A letter's bytes and its HTML, by its notice.
    case letter = 3
    /// What a letter says, its subject and who got it, by its notice: what is never forgotten.
    case letterWords = 4
    /// What was there before the chain and so has no link: the first link of all. See ``ChainBegin``.
    case begin = 5
    /// What plans follow beside the deadlines, as it was from a moment on: by its part and the moment.
    case rules = 6
    /// What was there is linked anew: the links up to a number, with the hash of the last of them, may go.
    case cut = 7

    /// The content of what is not there any more, or is there no more in full.
    static let erased = Data(repeating: 0, count: 32)
    /// What the first link stands on.
    static let origin = Data(repeating: 0, count: 32)

    /// A link's own hash.
    ///
    /// - Parameter former: the content that it takes the place of; nil of a first one.
    func hash(
        of subject: String, content: Data, former: Data?, after previous: Data
    ) -> Data {
        var bytes = [UInt8](previous)
        bytes.reserveCapacity(bytes.count + subject.utf8.count + 72)
        bytes += [UInt8(rawValue)]
        bytes += subject.utf8
        bytes += [0]
        bytes += content
        if let former { bytes += former }
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

/// From where the chain speaks of all there is.
struct ChainBegin: Equatable {
    /// The last line of the history that has no link.
    var event: Int64
    /// When the last mark that has no link was made; nil where there was none.
    var settledAt: Int64?

    /// As its link's subject has it: `120 1795000000000000`.
    var text: String { "\(event) \(settledAt.map { "\($0)" } ?? "-")" }

    init(event: Int64, settledAt: Int64?) {
        self.event = event
        self.settledAt = settledAt
    }

    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, let event = Int64(words[0]) else { return nil }
        guard words[1] == "-" || Int64(words[1]) != nil else { return nil }
        self.init(event: event, settledAt: Int64(words[1]))
    }

    func holds(mark settledAt: Int64) -> Bool { self.settledAt.map { settledAt <= $0 } ?? false }
}

/// What a transaction knows of the chain, once it was looked up.
final class ChainHead {
    /// What the next link stands on.
    var hash: Data?
    var begin: ChainBegin?
}

extension LedgerTransaction {
    /// Adds a link behind the last.
    ///
    /// - Parameter former: the content that it takes the place of; nil of a first one.
    func link(
        _ link: HistoryLink, _ subject: String, content: Data, former: Data? = nil
    ) throws {
        // Nobody proves what is thrown away; what the past is told by is looked up there.
        guard database.isLinked || link == .rules else { return }
        let previous = try database.chainHead.hash ?? lastHash()
        let hash = link.hash(of: subject, content: content, former: former, after: previous)
        try database.write(
            "INSERT INTO chain (kind, subject, content, former, hash) VALUES (?, ?, ?, ?, ?)"
        ) { row in
            row.bind(link.rawValue)
            row.bind(subject)
            row.bind(content)
            if let former { row.bind(former) } else { row.bindNull() }
            row.bind(hash)
        }
        database.chainHead.hash = hash
    }

    /// Links that something is forgotten or taken back.
    func unlink(_ link: HistoryLink, _ subject: String, former: Data) throws {
        try self.link(link, subject, content: HistoryLink.erased, former: former)
    }

    /// From where the chain speaks of all there is.
    func chainBegin() throws -> ChainBegin {
        if let begin = database.chainHead.begin { return begin }
        // No job's look depends on it, so that it is not noted as read.
        let statement = try database.database.cachedStatement(
            sql: "SELECT subject FROM chain WHERE kind = 5 ORDER BY id LIMIT 1")
        let begin =
            try String.fetchOne(statement).flatMap { ChainBegin($0) }
            ?? ChainBegin(event: 0, settledAt: nil)
        database.chainHead.begin = begin
        return begin
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

    /// Reads ``hexadecimal``; nil of anything else.
    init?(hexadecimal text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
        self.init(
            stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        )
    }
}
