import Almanac
import FoundationEssentials
import Host
import Ledger
import Logging

/// How far the ledger has come, noted in a file beside it: a ledger that is behind its note is an older
/// one that somebody put back, and one that knows nothing of the start that was noted went another way.
package struct LedgerNote: Sendable {
    private let path: String
    private let logger: Logger

    /// What is noted: whose turns, and how many it has had.
    struct Content: Codable, Hashable, Sendable {
        /// The ledger's own name (`LedgerView.identity`).
        var ledger: String
        var turn: Int64
        /// The last start, by the name that it gave itself; nil before the first.
        var start: String?
        /// When somebody ended the trial that the settings may still speak of, in microseconds since 1970; nil where
        /// nobody did.
        var live: Int64?
    }

    init(of ledger: Ledger, logger: Logger) {
        path = Ledger.notePath(of: ledger.path)
        self.logger = logger
    }

    /// Nil when there is none that can be read: whatever the reason, the ledger is doubted then.
    func read() -> Content? { Self.content(at: path) }

    /// The same of a ledger that is not open.
    static func content(at path: String) -> Content? {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return try? JSONDecoder().decode(Content.self, from: data)
    }

    /// Keeps the note; what cannot be noted is told, and stops nothing.
    func keep(_ content: Content) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let text = try encoder.encode(content)
            try WholeFile.put(Array(text) + [UInt8(ascii: "\n")], at: path, permissions: 0o600)
        } catch {
            logger.warning("a restored ledger may go unnoticed: \(error)")
        }
    }
}

extension LedgerTransaction {
    /// Counts something after which an older copy of the ledger must tell clients nothing by itself: a
    /// start, a stop, settings that were read anew, a letter on its way to a client.
    ///
    /// - Returns: what to note beside the ledger once this is committed.
    func takeTurn() throws -> LedgerNote.Content {
        let turn = try view.turn() + 1
        try set(.turn, to: String(turn))
        return LedgerNote.Content(
            ledger: try view.identity(), turn: turn, start: try view.starts().last,
            live: try view.instant(.live)?.microseconds)
    }

    /// The turn of a start, which gets a name that no other copy of the ledger can have.
    func takeFirstTurn() throws -> LedgerNote.Content {
        let name = String(UInt64.random(in: .min ... .max), radix: 16)
        let starts = try (view.starts() + [name]).suffix(Self.rememberedStarts)
        try set(.starts, to: starts.joined(separator: " "))
        return try takeTurn()
    }

    /// Enough for a note that could not be kept for a while.
    private static let rememberedStarts = 64
}

extension LedgerView {
    /// When the office went live although the ledger does not know it, since it is older than what was used here last:
    /// what is noted of a ledger that was put back. Nil where nobody ended a trial, or the ledger says so itself.
    func liveBefore(_ note: LedgerNote.Content?) throws -> Instant? {
        guard let note, note.ledger == (try identity()), try turn() < note.turn,
            try mark(.live) == nil
        else { return nil }
        return note.live.map(Instant.init(microseconds:))
    }

    /// How many turns the ledger has had; 0 before the first.
    func turn() throws -> Int64 { try mark(.turn).flatMap { Int64($0) } ?? 0 }

    /// The names of its latest starts, oldest first.
    func starts() throws -> [String] {
        try mark(.starts)?.split(separator: " ").map(String.init) ?? []
    }
}
