package import Almanac
package import Coordination

extension LedgerView {
    /// How many people are still to hear that a date they were told is another now.
    package func correctionCount() throws -> Int {
        try database.count("SELECT count(*) FROM correction")
    }

    /// What people are still to hear about a deadline's former dates.
    package func corrections(of id: Int64) throws -> [Correction] {
        try database.rows("SELECT * FROM correction WHERE deadline = ? ORDER BY recipient", [id])
            .map { row in
                Correction(
                    recipient: try row.get("recipient"), toldDue: try row.instant("told_due"),
                    toldZone: try row.get("told_zone"), toldAt: try row.instant("told_at"),
                    at: try row.instant("at"))
            }
    }

    /// Every message about a deadline that left, or may have, oldest first: to whom, what it stated
    /// and when.
    package func tellings(
        about subject: Subject
    ) throws -> [(recipient: String, facts: Facts, at: Instant)] {
        try database.rows(
            """
            SELECT notice.recipient AS recipient, item.facts AS facts,
                coalesce(notice.finished_at, notice.created_at) AS told_at
            FROM item JOIN notice ON notice.id = item.notice
            WHERE item.subject_kind = ? AND item.subject_id = ? AND item.withdrawn_at IS NULL
                AND notice.audience = ? AND notice.state IN ('sent', 'claimed', 'uncertain')
            ORDER BY item.id
            """, [subject.kind.rawValue, subject.id, Audience.office.rawValue]
        ).map { (try $0.get("recipient"), try $0.facts("facts"), try $0.instant("told_at")) }
    }
}

extension LedgerTransaction {
    /// Adds what somebody is to hear, in place of what was planned for them before.
    package func put(_ correction: Correction, of id: Int64) throws {
        try database.run(
            """
            INSERT INTO correction (deadline, recipient, told_due, told_zone, told_at, at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (deadline, recipient) DO UPDATE SET told_due = excluded.told_due,
                told_zone = excluded.told_zone, told_at = excluded.told_at, at = excluded.at
            """,
            [
                id, correction.recipient, correction.toldDue.microseconds, correction.toldZone,
                correction.toldAt.microseconds, correction.at.microseconds,
            ])
    }

    /// - Parameter recipient: nil for everybody's.
    package func removeCorrections(of id: Int64, for recipient: String? = nil) throws {
        try database.run(
            "DELETE FROM correction WHERE deadline = ?1 AND (?2 IS NULL OR recipient = ?2)",
            [id, recipient])
    }
}
