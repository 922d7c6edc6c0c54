package import Almanac
package import Coordination

extension LedgerView {
    /// What comes back under a code.
    package func series(code: String) throws -> Series? {
        try database.row("SELECT body FROM series WHERE code = ?", [code])
            .map { try $0.json("body") }
    }

    /// All series by code.
    package func allSeries() throws -> [Series] {
        try database.rows("SELECT body FROM series ORDER BY code").map { try $0.json("body") }
    }

    /// Series of which an occurrence must become a deadline by `moment`.
    package func seriesDue(by moment: Instant) throws -> [Series] {
        try database.rows(
            """
            SELECT body FROM series WHERE next_at IS NOT NULL AND next_at <= ? ORDER BY next_at
            """, [moment.microseconds]
        ).map { try $0.json("body") }
    }

    /// When the next occurrence of any series becomes a deadline.
    package func nextSeriesInstant() throws -> Instant? {
        try database.instant(
            "SELECT next_at FROM series WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1")
    }
}

extension LedgerTransaction {
    /// Writes a series and when its next occurrence must become a deadline.
    package func put(_ series: Series, nextAt: Instant?) throws {
        try database.run(
            """
            INSERT INTO series (code, body, next_at) VALUES (?, ?, ?)
            ON CONFLICT (code) DO UPDATE SET body = excluded.body, next_at = excluded.next_at
            """, [series.code, try JSONText.encode(series), nextAt?.microseconds])
    }
}
