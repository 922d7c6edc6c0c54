package import Almanac

/// A row of a decisions sheet that came before.
package struct TakenRow: Sendable, Hashable {
    /// The hash of the row beside which it was refused; empty where it was taken.
    package var against: String
    /// What it was about then: of a series, which occurrence.
    package var about: String
    /// When it came first.
    package var at: Instant
}

extension LedgerView {
    /// What became of a row, by the hash of what it says; none of what came last before a moment.
    package func takenRows(_ hash: String, since moment: Instant) throws -> [TakenRow] {
        try database.rows(
            "SELECT against, about, at FROM taken_row WHERE hash = ? AND said_at >= ?",
            [hash, moment.microseconds]
        ).map { row in
            TakenRow(
                against: try row.get("against"), about: try row.get("about"),
                at: try row.instant("at"))
        }
    }
}

extension LedgerTransaction {
    /// Remembers that a row came now; of one that is remembered, what became of it first.
    package func rememberRow(_ hash: String, against other: String = "", about: String) throws {
        try database.run(
            """
            INSERT INTO taken_row (hash, against, about, at, said_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (hash, against) DO UPDATE SET said_at = excluded.said_at
            """, [hash, other, about, now.microseconds, now.microseconds])
    }

    /// Forgets rows that came last before a moment.
    package func forgetRows(saidBefore moment: Instant) throws {
        try database.run("DELETE FROM taken_row WHERE said_at < ?", [moment.microseconds])
    }
}
