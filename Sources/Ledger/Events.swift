package import Almanac
package import Coordination
internal import GRDB

/// A line of the append-only history: what happened, by whom, why.
package struct EventRecord: Sendable, Hashable {
    package var at: Instant
    package var what: String
    /// Nil for the service itself.
    package var by: String?
    package var detail: String?
}

extension LedgerView {
    /// The history of one subject, oldest first.
    package func events(of subject: Subject) throws -> [EventRecord] {
        try database.rows(
            "SELECT * FROM event WHERE subject_kind = ? AND subject_id = ? ORDER BY id",
            [subject.kind.rawValue, subject.id]
        ).map { row in
            EventRecord(
                at: row.instant("at"), what: row["what"], by: row["by"], detail: row["detail"])
        }
    }
}
