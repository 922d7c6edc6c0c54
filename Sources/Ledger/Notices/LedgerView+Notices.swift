package import Almanac
package import Coordination
internal import Foundation

extension LedgerView {
    /// A notice with its items, by its number.
    package func notice(_ id: Int64) throws -> NoticeRecord? {
        try database.row("SELECT * FROM notice WHERE id = ?", [id]).map(withItems)
    }

    /// Notices in any of `states`, the newest last.
    ///
    /// - Parameter limit: at most so many, the newest.
    package func notices(in states: [NoticeState], limit: Int) throws -> [NoticeRecord] {
        let words = states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try database.rows(
            "SELECT * FROM notice WHERE state IN (\(words)) ORDER BY id DESC LIMIT ?", [limit]
        ).reversed().map(withItems)
    }

    /// The notice in which further items for somebody still collect; nil when there is none.
    ///
    /// A letter that was approved as it stands collects nothing more, nor does a mail that stands alone.
    package func collectingNotice(
        for recipient: String, audience: Audience, in state: NoticeState
    ) throws -> NoticeRecord? {
        try database.row(
            """
            SELECT * FROM notice
            WHERE recipient = ? AND audience = ? AND state = ? AND approved_hash IS NULL
                AND is_apart = 0
            ORDER BY id DESC LIMIT 1
            """, [recipient, audience.rawValue, state.rawValue]
        ).map(withItems)
    }

    /// The number of that notice and when it leaves, without what collects in it.
    package func collectingHead(
        for recipient: String, audience: Audience, in state: NoticeState
    ) throws -> (id: Int64, leaveAt: Instant?)? {
        try database.row(
            """
            SELECT id, leave_at FROM notice
            WHERE recipient = ? AND audience = ? AND state = ? AND approved_hash IS NULL
                AND is_apart = 0
            ORDER BY id DESC LIMIT 1
            """, [recipient, audience.rawValue, state.rawValue]
        ).map { (try $0.get("id"), try $0.instantIfAny("leave_at")) }
    }

    /// What is said about `subject` in what is collecting for somebody of the office.
    package func collectingItems(
        about subject: Subject, for recipient: String
    ) throws -> [ItemRecord] {
        try database.rows(
            """
            SELECT item.* FROM item CROSS JOIN notice ON notice.id = item.notice
            WHERE item.subject_kind = ? AND item.subject_id = ? AND item.withdrawn_at IS NULL
                AND notice.recipient = ? AND notice.audience = 'office'
                AND notice.state = 'waiting' AND notice.approved_hash IS NULL
                AND notice.is_apart = 0
            ORDER BY item.id
            """, [subject.kind.rawValue, subject.id, recipient]
        ).map(ItemRecord.init)
    }

    /// Whether nothing was ever made for somebody of the office before a notice.
    package func isFirstNotice(_ id: Int64, to recipient: String) throws -> Bool {
        try database.row(
            """
            SELECT 1 FROM notice WHERE recipient = ? AND audience = 'office' AND id < ?
                AND state <> 'redirected' LIMIT 1
            """, [recipient, id]
        ) == nil
    }

    /// Unfinished notices that hold a live item about `subject`.
    package func openNotices(about subject: Subject) throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice WHERE finished_at IS NULL AND id IN (
                SELECT notice FROM item
                WHERE subject_kind = ? AND subject_id = ? AND withdrawn_at IS NULL)
            ORDER BY id
            """, [subject.kind.rawValue, subject.id]
        ).map(withItems)
    }

    /// What letters to clients ever were to say about `subject`, also what was taken back, oldest first.
    package func clientItems(about subject: Subject) throws -> [ItemRecord] {
        try database.rows(
            """
            SELECT item.* FROM item CROSS JOIN notice ON notice.id = item.notice
            WHERE item.subject_kind = ? AND item.subject_id = ? AND notice.audience = 'client'
            ORDER BY item.id
            """, [subject.kind.rawValue, subject.id]
        ).map(ItemRecord.init)
    }

    /// The numbers of unfinished notices that hold a live item about `subject`, in their order.
    package func openNoticeNumbers(about subject: Subject) throws -> [Int64] {
        try database.rows(
            """
            SELECT DISTINCT notice.id AS id
            FROM item CROSS JOIN notice ON notice.id = item.notice
            WHERE item.subject_kind = ? AND item.subject_id = ? AND item.withdrawn_at IS NULL
                AND notice.finished_at IS NULL
            ORDER BY notice.id
            """, [subject.kind.rawValue, subject.id]
        ).map { try $0.get("id") }
    }

    /// Letters to clients about `subject` that could not be delivered, oldest first.
    package func refusedLetters(about subject: Subject) throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT DISTINCT notice.* FROM item CROSS JOIN notice ON notice.id = item.notice
            WHERE item.subject_kind = ? AND item.subject_id = ? AND item.withdrawn_at IS NULL
                AND notice.audience = 'client' AND notice.state = 'refused'
            ORDER BY notice.id
            """, [subject.kind.rawValue, subject.id]
        ).map(withItems)
    }

    /// What was refused for good that was for somebody of the office, oldest first.
    package func refusedNotices(to recipient: String) throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice
            WHERE recipient = ? AND audience = 'office' AND state = 'refused' ORDER BY id
            """, [recipient]
        ).map(withItems)
    }

    /// Notices to somebody of the office that have not reached them, whatever keeps them, oldest first: they wait, are
    /// tried again, or were refused.
    package func unreadNotices(to recipient: String) throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice
            WHERE recipient = ? AND audience = 'office'
                AND state IN ('waiting', 'deferred', 'refused') ORDER BY id
            """, [recipient]
        ).map(withItems)
    }

    /// When a letter reached somebody of the office last; nil where none has.
    package func lastSent(to recipient: String) throws -> Instant? {
        try database.instant(
            """
            SELECT max(finished_at) FROM notice
            WHERE recipient = ? AND audience = 'office' AND state = 'sent'
            """, [recipient])
    }

    /// Whether an item with this cause was ever made.
    package func hasItem(cause: String) throws -> Bool {
        try database.row("SELECT 1 FROM item WHERE cause = ?", [cause]) != nil
    }

    /// Whether anything was said of what an item is about after it, to whomever.
    package func hasLaterItem(than item: Item) throws -> Bool {
        try database.row(
            """
            SELECT 1 FROM item WHERE subject_kind = ? AND subject_id = ? AND withdrawn_at IS NULL
                AND created_at > (SELECT created_at FROM item WHERE cause = ?) LIMIT 1
            """, [item.subject.kind.rawValue, item.subject.id, item.cause]) != nil
    }

    /// The bytes that a notice was sealed as; nil before.
    package func letter(of notice: Int64) throws -> LetterRecord? {
        try database.row("SELECT * FROM letter WHERE notice = ?", [notice]).map { row in
            LetterRecord(
                messageID: try row.get("message_id"), subject: try row.get("subject"),
                contentHash: try row.get("content_hash"), recipients: try row.json("recipients"),
                text: try row.get("text"), html: try row.get("html"),
                bytes: [UInt8](try row.get("bytes", as: Data.self)))
        }
    }

    /// Under which Message-ID a notice was claimed; nil of one that never was.
    package func messageID(of notice: Int64) throws -> String? {
        try database.value("SELECT message_id FROM letter WHERE notice = ?", [notice])
    }

    /// Message-IDs of letters that told the same person of the same subject before, oldest first.
    ///
    /// The signs keep indexes of notices out of it: there are many more sent letters than items of a subject.
    package func thread(
        of subject: Subject, to recipient: String, before notice: Int64
    ) throws -> [String] {
        try database.rows(
            """
            SELECT DISTINCT letter.message_id AS message_id, notice.id AS id
            FROM item JOIN notice ON notice.id = item.notice JOIN letter ON letter.notice = notice.id
            WHERE item.subject_kind = ? AND item.subject_id = ? AND +notice.recipient = ?
                AND +notice.id < ? AND +notice.state = ?
            ORDER BY notice.id
            """,
            [
                subject.kind.rawValue, subject.id, recipient, notice, NoticeState.sent.rawValue,
            ]
        ).map { try $0.get("message_id") }
    }

    /// Notices whose letter was handed to a courier and whose fate nobody recorded.
    package func claimedNotices() throws -> [NoticeRecord] {
        try database.rows(
            "SELECT * FROM notice WHERE state = ? ORDER BY id", [NoticeState.claimed.rawValue]
        ).map(withItems)
    }

    /// Every attempt to hand a notice over, the oldest first.
    package func attempts(of notice: Int64) throws -> [AttemptRecord] {
        try database.rows("SELECT * FROM attempt WHERE notice = ? ORDER BY number", [notice])
            .map { row in
                AttemptRecord(
                    number: try row.get("number"), courier: try row.get("courier"),
                    claimedAt: try row.instant("claimed_at"),
                    endedAt: try row.instantIfAny("ended_at"),
                    outcome: try row.get("outcome"), detail: try row.get("detail"),
                    isRedirected: try row.get("is_redirected"))
            }
    }

    /// How many notices stand in each state that is not final.
    package func unfinishedNoticeCounts() throws -> [NoticeState: Int] {
        var counts: [NoticeState: Int] = [:]
        for state in NoticeState.allCases where !state.isFinal {
            counts[state] = try database.count(
                "SELECT count(*) FROM notice WHERE state = ?", [state.rawValue])
        }
        return counts
    }

    /// How many notices were made by `moment` and have been tried in vain.
    package func noticesTriedInVain(since moment: Instant) throws -> Int {
        try database.count(
            "SELECT count(*) FROM notice WHERE state = ? AND created_at <= ?",
            [NoticeState.deferred.rawValue, moment.microseconds])
    }

    func withItems(_ row: LedgerRow) throws -> NoticeRecord {
        let id: Int64 = try row.get("id")
        let items = try database.rows("SELECT * FROM item WHERE notice = ? ORDER BY id", [id])
        return try NoticeRecord(row, items: try items.map(ItemRecord.init))
    }
}
