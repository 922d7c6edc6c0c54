package import Almanac

/// A date that somebody counts as told of an order's line by a letter.
package struct LetterTelling: Sendable, Hashable {
    package var notice: Int64
    package var order: String
    package var line: String
    package var date: CivilDate
    package var at: Instant

    package init(notice: Int64, order: String, line: String, date: CivilDate, at moment: Instant) {
        self.notice = notice
        self.order = order
        self.line = line
        self.date = date
        at = moment
    }
}

extension LedgerView {
    /// Notices that left or arrived, as the history says, and that do not count as sent, or were never handed
    /// over. One that went to a trial's address may have become anything since.
    package func undoneDepartures(limit: Int) throws -> [Int64] {
        try database.values(
            """
            SELECT DISTINCT CAST(event.subject_id AS INTEGER) AS number
            FROM event LEFT JOIN notice ON notice.id = CAST(event.subject_id AS INTEGER)
            WHERE event.subject_kind = 'notice' AND (
                event.what = 'sent' AND NOT EXISTS (
                    SELECT 1 FROM attempt
                    WHERE attempt.notice = notice.id AND attempt.outcome = 'sent'
                        AND (notice.state = 'sent' OR attempt.is_redirected))
                OR event.what = 'arrived' AND notice.state IS NOT 'sent')
            ORDER BY number LIMIT ?
            """, [limit])
    }

    /// What clients count as told by letters, of orders that are others' by now too.
    package func letterTellings() throws -> [LetterTelling] {
        try database.rows(
            """
            SELECT notice, client_order, line, date, at FROM told_date WHERE notice IS NOT NULL
            UNION ALL
            SELECT notice, client_order, line, date, at FROM former_told_date
            WHERE notice IS NOT NULL
            """
        ).map { row in
            LetterTelling(
                notice: try row.get("notice"), order: try row.get("client_order"),
                line: try row.get("line"), date: try row.value("date", { CivilDate($0) }),
                at: try row.instant("at"))
        }
    }
}
