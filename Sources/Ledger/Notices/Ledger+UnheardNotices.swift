internal import Coordination

/// What went to a trial's address was not heard by whom it was for: as long as its items bear their own causes, it is
/// owed, and once somebody has seen to that, the causes are free for it to be told again.
extension LedgerView {
    /// Notices that went to a trial's address, and of which nobody has seen to what they said since.
    package func unheardNotices() throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice WHERE state = ? AND EXISTS (
                SELECT 1 FROM item WHERE item.notice = notice.id AND withdrawn_at IS NULL
                    AND cause NOT LIKE '% redirected %')
            ORDER BY id
            """, [NoticeState.redirected.rawValue]
        ).map(withItems)
    }
}

extension LedgerTransaction {
    /// Has what went to a trial's address count as never said.
    package func forgetUnheardNotices() throws {
        try database.run(
            """
            UPDATE item SET cause = cause || ' redirected ' || id
            WHERE withdrawn_at IS NULL AND cause NOT LIKE '% redirected %' AND notice IN (
                SELECT id FROM notice WHERE state = ?)
            """, [NoticeState.redirected.rawValue])
    }
}

extension ItemRecord {
    /// Whether it went to a trial's address only, and what it said was free to be told again.
    package var isUnheard: Bool { item.cause.contains(" redirected ") }
}
