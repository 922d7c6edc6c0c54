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
    /// What ``bytes`` was when it was sealed; nil once they are forgotten, and of what a link spoke of before seals
    /// were kept.
    let seal: Data?

    /// The columns that it is read from.
    static let query = """
        SELECT letter.message_id, letter.subject, letter.recipients, letter.text, letter.html,
            letter.bytes, letter.seal, notice.recipient, notice.audience
        FROM letter JOIN notice ON notice.id = letter.notice WHERE letter.notice = ?
        """

    /// - Parameter row: of ``query``.
    init(_ row: LedgerRow) throws {
        let content: Data = try row.get("bytes")
        isWhole = !content.isEmpty
        bytes = Self.seal(of: [UInt8](content), html: try row.get("html"))
        seal = try row.get("seal", as: Data?.self)
        words = HistoryLink.content([
            try row.get("recipient"), try row.get("audience"), try row.get("message_id"),
            try row.get("subject"), try row.get("recipients"), try row.get("text"),
        ])
    }

    /// The hash of a letter's bytes and its HTML, which are too large to be summed up with its row: it is kept beside
    /// them from the claim on, so that a change before the night's link shows.
    static func seal(of bytes: [UInt8], html: String) -> Data {
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
