package import Almanac

/// A copy of a letter that went: its server put the copy off.
package struct CopyRecord: Sendable {
    package var notice: Int64
    package var address: String
    /// How often it was tried, the letter's own attempt included.
    package var attempts: Int
    package var firstAt: Instant
    /// When it is tried again; nil while it is in a courier's hands.
    package var leaveAt: Instant?

    package init(
        notice: Int64, address: String, attempts: Int, firstAt: Instant, leaveAt: Instant?
    ) {
        self.notice = notice
        self.address = address
        self.attempts = attempts
        self.firstAt = firstAt
        self.leaveAt = leaveAt
    }
}

extension LedgerTransaction {
    /// Writes a copy that is to be tried again, or is claimed for a try.
    package func put(_ copy: CopyRecord) throws {
        try database.run(
            """
            INSERT INTO letter_copy (notice, address, attempts, first_at, leave_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (notice, address) DO UPDATE SET attempts = excluded.attempts,
                leave_at = excluded.leave_at
            """,
            [
                copy.notice, copy.address, copy.attempts, copy.firstAt.microseconds,
                copy.leaveAt?.microseconds,
            ])
    }

    /// Nothing more is tried: it went, or never will.
    package func remove(_ copy: CopyRecord) throws {
        try database.run(
            "DELETE FROM letter_copy WHERE notice = ? AND address = ?",
            [copy.notice, copy.address])
    }

    /// Nothing more is tried of any copy of a letter.
    package func removeCopies(of notice: Int64) throws {
        try database.run("DELETE FROM letter_copy WHERE notice = ?", [notice])
    }

    /// Gives up the copies that an ended process had handed over, or not: nobody gets two.
    package func forgetClaimedCopies() throws {
        try database.run("DELETE FROM letter_copy WHERE leave_at IS NULL")
    }
}

extension LedgerView {
    /// Copies of a letter that are to be tried again, or are on their way.
    package func copies(of notice: Int64) throws -> [CopyRecord] {
        try database.rows(
            "SELECT * FROM letter_copy WHERE notice = ? ORDER BY address", [notice]
        ).map(Self.copy)
    }

    private static func copy(_ row: LedgerRow) throws -> CopyRecord {
        CopyRecord(
            notice: try row.get("notice"), address: try row.get("address"),
            attempts: try row.get("attempts"), firstAt: try row.instant("first_at"),
            leaveAt: try row.instantIfAny("leave_at"))
    }

    /// Copies that are to be tried again by `moment`, oldest first.
    package func copiesDue(by moment: Instant, limit: Int) throws -> [CopyRecord] {
        try database.rows(
            """
            SELECT * FROM letter_copy WHERE leave_at IS NOT NULL AND leave_at <= ?
            ORDER BY leave_at LIMIT ?
            """, [moment.microseconds, limit]
        ).map(Self.copy)
    }

    /// When the earliest copy that was put off is tried again.
    package func nextCopyInstant() throws -> Instant? {
        try database.instant(
            "SELECT leave_at FROM letter_copy WHERE leave_at IS NOT NULL ORDER BY leave_at LIMIT 1")
    }
}
