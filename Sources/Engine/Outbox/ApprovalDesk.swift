import Almanac
import Coordination
import Ledger
import Post

/// A person's word on letters that wait for one.
struct ApprovalDesk: Sendable {
    let office: Office
    let writer: LetterWriter
    let by: String

    /// Reasons that no approval lifts: something must be mended first.
    private static let mended: [HoldReason: String] = [
        .noCourier: "set up a courier under `mail:` in the settings",
        .noAddress: "enter the client's mail address and import the clients sheet",
        .statedDatePast: "give the order a new date and import the orders sheet",
    ]

    /// Releases a letter if it still says what the person read.
    func approve(
        _ notice: NoticeRecord, hash: String, in transaction: LedgerTransaction
    ) throws -> NoticeRecord {
        var notice = notice
        guard notice.state == .held || notice.state == .uncertain && notice.audience == .client
        else {
            throw EngineError(
                .conflict,
                "notice \(notice.id) is \(notice.state.rawValue): only held ones are "
                    + "approved")
        }
        if let (reason, remedy) = notice.holdReasons.lazy
            .compactMap({ reason in Self.mended[reason].map { (reason, $0) } }).first
        {
            throw EngineError(
                .conflict, "notice \(notice.id) is held for \(reason.rawValue): \(remedy)")
        }
        let now = transaction.now
        guard case let look = try transaction.lookOver(&notice, office: office), look != .withdrawn
        else {
            throw EngineError(
                .conflict, "notice \(notice.id) has nothing left to tell: it was withdrawn")
        }
        guard look != .statesPastDate else {
            throw EngineError(
                .conflict,
                "notice \(notice.id) states a date that is past: give the order a new "
                    + "date and import the orders sheet")
        }
        let letter = try writer.letter(
            for: notice, view: transaction.view, office: office, now: now)
        guard letter.contentHash.hasPrefix(hash), hash.count >= 8 else {
            throw EngineError(
                .conflict,
                "the letter of notice \(notice.id) is not the one with hash \(hash): "
                    + "show it again, and approve what it says now", field: "approvals")
        }
        notice.state = .waiting
        notice.holdReasons = []
        notice.approvedBy = by
        notice.approvedAt = now
        notice.approvedHash = letter.contentHash
        notice.leaveAt = try releaseInstant(of: notice, in: transaction)
        try transaction.update(notice)
        try transaction.record("approved", of: Subject(.notice, "\(notice.id)"), by: by)
        return notice
    }

    /// Takes a letter back for good; its revision is not told again.
    func refuse(
        _ notice: NoticeRecord, because reason: String, in transaction: LedgerTransaction
    ) throws -> NoticeRecord {
        var notice = notice
        guard notice.audience == .client,
            [.held, .waiting, .deferred, .uncertain]
                .contains(notice.state)
        else {
            throw EngineError(
                .conflict,
                "notice \(notice.id) is \(notice.state.rawValue), to the "
                    + "\(notice.audience.rawValue): only letters to clients that have not left are "
                    + "refused")
        }
        notice.finish(as: .withdrawn, because: "refused by \(by): \(reason)", at: transaction.now)
        try transaction.update(notice)
        try transaction.record(
            "refused", of: Subject(.notice, "\(notice.id)"), by: by, detail: reason)
        return notice
    }

    /// The latest of its orders' moments: one mail, in the client's hours.
    func releaseInstant(
        of notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> Instant {
        let now = transaction.now
        let looks = try notice.liveItems.compactMap {
            try transaction.view.look(at: $0, office: office, now: now)
        }
        return looks.map {
            office.releaseInstant(for: $0.order.lines, client: $0.client, now: now)
        }.max() ?? now
    }
}
