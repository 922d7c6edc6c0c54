package import Almanac

/// Letters to clients that wait for a person: for approval, or for a word on whether they arrived.
///
/// SQLite's planner prefers larger indexes without statistics, and is told which to take.
extension LedgerView {
    /// Since when the oldest of them waits; nil when none does.
    package func undecidedLettersSince() throws -> Instant? {
        try database.instant(Self.oldestUndecided)
    }

    static let oldestUndecided = """
        SELECT created_at FROM notice INDEXED BY notice_undecided
        WHERE audience = 'client' AND state IN ('held', 'uncertain')
        ORDER BY created_at LIMIT 1
        """

    /// Those about which no deadline asks: none ever did, or the last one ended with `reason`.
    ///
    /// - Parameters:
    ///   - prefix: what stands before a notice's number in the deadline's code.
    ///   - reason: how a deadline ends that may be asked anew.
    package func unaskedLetters(
        codesBeginning prefix: String, unlessEndedBecause reason: String
    ) throws -> [NoticeRecord] {
        try database.rows(Self.unasked, [prefix, reason]).map(withItems)
    }

    static let unasked = """
        SELECT * FROM notice INDEXED BY notice_undecided
        WHERE audience = 'client' AND state IN ('held', 'uncertain') AND NOT EXISTS (
            SELECT 1 FROM deadline WHERE code = ? || notice.id
                AND (state = 'open' OR reason IS NOT ?))
        ORDER BY id
        """

    /// The codes of open deadlines that ask about a letter on which nothing waits any more.
    ///
    /// - Parameters:
    ///   - prefix: what stands before a notice's number in the deadline's code.
    ///   - kind: of these deadlines.
    package func idleQuestions(codesBeginning prefix: String, kind: String) throws -> [String] {
        try database.rows(
            Self.idleQuestions, [prefix, prefix + "\u{10FFFF}", kind, prefix.count + 1]
        ).map { try $0.get("code") }
    }

    static let idleQuestions = """
        SELECT code FROM deadline INDEXED BY deadline_open_code
        WHERE state = 'open' AND code >= ? AND code < ? AND kind = ? AND NOT EXISTS (
            SELECT 1 FROM notice WHERE id = CAST(substr(deadline.code, ?) AS INTEGER)
                AND audience = 'client' AND state IN ('held', 'uncertain'))
        ORDER BY code
        """
}
