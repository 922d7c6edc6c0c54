package import Almanac
package import Coordination
internal import GRDB

/// A notice as the ledger holds it, with its items.
package struct NoticeRecord: Sendable {
    package let id: Int64
    /// The recipient's key: a person's, team's or client's code, or a bare address.
    package let recipient: String
    package let audience: Audience
    package var state: NoticeState
    /// Why it waits for a person; empty unless held.
    package var holdReasons: [HoldReason]
    package let createdAt: Instant
    /// When it leaves, or is tried again; nil when it waits for a person or is finished.
    package var leaveAt: Instant?
    /// Since when it has been free to leave, once it was tried after it was written or approved; its life
    /// counts from then.
    package var freeAt: Instant?
    /// Before which others it goes.
    package let rank: NoticeRank
    /// The name of the courier that it goes by; nil while nobody has looked, or where there is but one.
    package let destination: String?
    /// How often a courier has been asked.
    package var attempts: Int
    package var approvedBy: String?
    package var approvedAt: Instant?
    /// The content hash of the letter that was approved.
    package var approvedHash: String?
    /// The content hashes of each of the letter's parts alone, as it was approved.
    package var approvedParts: [String]
    /// Whether a letter to a client was handed over without an answer, and nobody has said yet whether it
    /// arrived: whatever becomes of later attempts.
    package var mayHaveArrived: Bool
    package var edit: LetterEdit?
    package var finishedAt: Instant?
    /// What the courier said last, or why it was withdrawn or expired.
    package var response: String?
    /// All items, also withdrawn ones, in the order they came.
    package var items: [ItemRecord]

    /// The items that still have something to say.
    package var liveItems: [ItemRecord] { items.filter { $0.withdrawnBecause == nil } }

    init(_ row: LedgerRow, items: [ItemRecord]) throws {
        id = try row.get("id")
        recipient = try row.get("recipient")
        audience = try row.word("audience")
        state = try row.word("state")
        holdReasons = try row.list("hold_reasons")
        createdAt = try row.instant("created_at")
        leaveAt = try row.instantIfAny("leave_at")
        freeAt = try row.instantIfAny("free_at")
        rank = try row.word("rank")
        destination = try row.get("destination")
        attempts = try row.get("attempts")
        approvedBy = try row.get("approved_by")
        approvedAt = try row.instantIfAny("approved_at")
        approvedHash = try row.get("approved_hash")
        approvedParts =
            try row.get("approved_parts", as: String?.self).map { try JSONText.decode($0) } ?? []
        mayHaveArrived = try row.get("may_have_arrived")
        edit = try row.get("edit", as: String?.self).map { try JSONText.decode($0) }
        finishedAt = try row.instantIfAny("finished_at")
        response = try row.get("response")
        self.items = items
    }
}

/// Which notices go before which: what is urgent for the office, what else is for the office, letters to
/// clients.
package enum NoticeRank: Int, Sendable, CaseIterable, Comparable {
    case urgent, office, client

    package static func < (left: NoticeRank, right: NoticeRank) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// An item in its notice.
package struct ItemRecord: Sendable {
    package let id: Int64
    package let notice: Int64
    package var item: Item
    /// For an order's item: the dates that its letter tells, recorded as told when it is sent.
    package var statements: [DelayAssessment.Statement]
    package let createdAt: Instant
    package var withdrawnAt: Instant?
    package var withdrawnBecause: String?

    init(_ row: LedgerRow) throws {
        id = try row.get("id")
        notice = try row.get("notice")
        item = Item(
            cause: try row.get("cause"), kind: try row.get("kind"),
            subject: Subject(try row.word("subject_kind"), try row.get("subject_id")),
            facts: try row.facts("facts"), isUrgent: try row.get("is_urgent"),
            expiresAt: try row.instantIfAny("expires_at"), attachments: try row.list("attachments"))
        statements = try row.list("statements")
        createdAt = try row.instant("created_at")
        withdrawnAt = try row.instantIfAny("withdrawn_at")
        withdrawnBecause = try row.get("withdrawn_because")
    }
}

/// A sealed letter: bytes and Message-ID that do not change any more.
package struct LetterRecord: Sendable {
    package var messageID: String
    package var subject: String
    package var contentHash: String
    /// The envelope's recipients.
    package var recipients: [String]
    /// Both bodies as a person reads them.
    package var text: String
    package var html: String
    package var bytes: [UInt8]

    package init(
        messageID: String, subject: String, contentHash: String, recipients: [String],
        text: String, html: String, bytes: [UInt8]
    ) {
        self.messageID = messageID
        self.subject = subject
        self.contentHash = contentHash
        self.recipients = recipients
        self.text = text
        self.html = html
        self.bytes = bytes
    }
}

/// One attempt to hand a letter over.
package struct AttemptRecord: Sendable {
    package var number: Int
    package var courier: String
    package var claimedAt: Instant
    package var endedAt: Instant?
    /// `sent`, `deferred`, `refused`, `uncertain`; nil while nobody knows.
    package var outcome: String?
    package var detail: String?
    /// Whether it went to a trial's address instead of its reader's.
    package var isRedirected: Bool
}
