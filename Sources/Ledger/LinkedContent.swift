import Coordination
internal import Foundation

/// What a link says of a line of the history.
struct EventContent {
    let hash: Data
    /// `deadline A: moved`.
    let words: String

    init(_ row: LedgerRow) throws {
        let kind: String = try row.get("subject_kind")
        let id: String = try row.get("subject_id")
        let what: String = try row.get("what")
        hash = Self.hash(
            id: try row.get("id"), at: try row.get("at"), kind: kind, subject: id, what: what,
            by: try row.get("by"), detail: try row.get("detail"))
        words = "\(kind) \(id): \(what)"
    }

    static func hash(
        id: Int64, at: Int64, kind: String, subject: String, what: String, by: String?,
        detail: String?
    ) -> Data {
        HistoryLink.content(["\(id)", "\(at)", kind, subject, what, by, detail])
    }
}

/// What a link says of a step's mark.
struct MarkContent {
    /// Its primary key.
    let subject: String
    let hash: Data
    let settledAt: Int64

    init(
        deadline: Int64, revision: Int, when: String, repetition: Int, role: String,
        outcome: String, plannedAt: Int64, settledAt: Int64, nominalAt: Int64?, because: String?
    ) {
        subject = Self.subject(
            deadline: deadline, revision: revision, when: when, repetition: repetition,
            role: role)
        hash = HistoryLink.content([
            outcome, "\(plannedAt)", "\(settledAt)", nominalAt.map { "\($0)" }, because,
        ])
        self.settledAt = settledAt
    }

    init(_ row: LedgerRow) throws {
        self.init(
            deadline: try row.get("deadline"), revision: try row.get("revision"),
            when: try row.get("when"), repetition: try row.get("repetition"),
            role: try row.get("role"), outcome: try row.get("outcome"),
            plannedAt: try row.get("planned_at"), settledAt: try row.get("settled_at"),
            nominalAt: try row.get("nominal_at"), because: try row.get("because"))
    }

    static func subject(of row: LedgerRow) throws -> String {
        subject(
            deadline: try row.get("deadline"), revision: try row.get("revision"),
            when: try row.get("when"), repetition: try row.get("repetition"),
            role: try row.get("role"))
    }

    static func subject(
        deadline: Int64, revision: Int, when: String, repetition: Int, role: String
    ) -> String {
        "\(deadline) r\(revision) \(when) #\(repetition) \(role)"
    }
}

/// What links say of a letter that left: its bytes may be forgotten, what it said never is.
struct LetterContent {
    let bytes: Data
    let words: Data
    /// Whether its bytes are there.
    let isWhole: Bool
    /// What it was sealed as; nil once its bytes are forgotten.
    let seal: LetterSeal?
    /// What it would be sealed as, as it stands there.
    private let present: LetterSeal

    /// Whether it is what was sealed. Nobody can say so of a letter whose seal somebody took out.
    var isAsSealed: Bool { seal.map(present.isSameLetter) ?? false }

    /// The columns that it is read from.
    static let query = """
        SELECT letter.*, notice.recipient, notice.audience
        FROM letter JOIN notice ON notice.id = letter.notice WHERE letter.notice = ?
        """

    /// - Parameter row: of ``query``.
    init(_ row: LedgerRow) throws {
        let content: Data = try row.get("bytes")
        isWhole = !content.isEmpty
        present = LetterSeal(
            bytes: [UInt8](content), html: try row.get("html"),
            words: [
                try row.get("recipient"), try row.get("audience"), try row.get("message_id"),
                try row.get("subject"), try row.get("recipients"), try row.get("text"),
            ], contentHash: try row.get("content_hash"), sealedAt: try row.get("sealed_at"))
        (bytes, words) = (present.bytes, present.words)
        seal = try row.get("seal", as: Data?.self).map(LetterSeal.init)
    }
}

/// The hashes of all that a letter is, kept beside it from the claim on, so that a change before it is linked shows.
struct LetterSeal {
    /// Of its bytes and its HTML, which are too large to be summed up with its row.
    let bytes: Data
    /// Of who gets it and what it says; empty of letters that were sealed before that was kept.
    let words: Data
    /// Of the rest of its row; likewise.
    private let rest: Data

    /// - Parameter words: in the order of ``LetterContent``.
    init(bytes: [UInt8], html: String, words: [String?], contentHash: String, sealedAt: Int64) {
        self.bytes = Self.content(of: bytes, html: html)
        self.words = HistoryLink.content(words)
        rest = HistoryLink.content([contentHash, "\(sealedAt)"])
    }

    /// As it is kept.
    init(_ data: Data) {
        let data = Data(data)
        bytes = data.prefix(32)
        words = Data(data.dropFirst(32).prefix(32))
        rest = Data(data.dropFirst(64))
    }

    /// As it is kept.
    var data: Data { bytes + words + rest }

    /// Whether it is the seal of the same letter, as far as another one says.
    func isSameLetter(as other: LetterSeal) -> Bool {
        bytes == other.bytes && (other.words.isEmpty || words == other.words)
            && (other.rest.isEmpty || rest == other.rest)
    }

    /// The hash of a letter's bytes and its HTML.
    static func content(of bytes: [UInt8], html: String) -> Data {
        HistoryLink.content([SHA256.digest(bytes).hexadecimal, html])
    }
}

extension LedgerView {
    /// A notice's letter as links speak of it; nil of one that was never sealed.
    func letterContent(of notice: Int64) throws -> LetterContent? {
        try database.row(LetterContent.query, [notice]).map(LetterContent.init)
    }

    /// Whether a link speaks of a letter's bytes.
    func isLinked(letter notice: Int64) throws -> Bool {
        try database.count(
            "SELECT count(*) FROM chain WHERE kind = 3 AND subject = ?", ["\(notice)"])
            > 0
    }
}
