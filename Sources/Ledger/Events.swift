package import Almanac
package import Coordination

/// A line of the append-only history: what happened, by whom, why.
package struct EventRecord: Sendable, Hashable {
    package var at: Instant
    package var what: String
    /// Nil for the service itself.
    package var by: String?
    package var detail: String?
}

extension EventRecord {
    init(_ row: LedgerRow) throws {
        self.init(
            at: try row.instant("at"), what: try row.get("what"), by: try row.get("by"),
            detail: try row.get("detail"))
    }
}

extension LedgerView {
    /// The number of the history's last line; 0 when it is empty.
    package func lastEvent() throws -> Int64 {
        try database.row("SELECT max(id) AS id FROM event")
            .flatMap { try $0.get("id", as: Int64?.self) } ?? 0
    }

    /// When something happened last; nil of a history that has no line.
    package func lastEventInstant() throws -> Instant? {
        try database.instant("SELECT at FROM event WHERE id = (SELECT max(id) FROM event)")
    }

    /// How often each thing happened to subjects of a kind since a line of the history.
    package func eventCounts(of kind: Subject.Kind, after id: Int64) throws -> [String: Int] {
        let rows = try database.rows(
            """
            SELECT what, count(*) AS count FROM event WHERE id > ? AND subject_kind = ?
            GROUP BY what
            """, [id, kind.rawValue])
        return Dictionary(
            try rows.map { (try $0.get("what"), try $0.get("count")) }, uniquingKeysWith: +)
    }

    /// The history of one subject, oldest first.
    package func events(of subject: Subject) throws -> [EventRecord] {
        try database.rows(
            "SELECT * FROM event WHERE subject_kind = ? AND subject_id = ? ORDER BY id",
            [subject.kind.rawValue, subject.id]
        ).map(EventRecord.init)
    }
}
