package import Almanac
package import Coordination
internal import GRDB

/// A deadline with what the ledger derives and keeps beside it.
package struct DeadlineRecord: Sendable {
    package let id: Int64
    package var deadline: Deadline
    /// `deadline.due` as an instant, derived from its zone.
    package var dueAt: Instant
    /// The earliest instant at which its ladder has something to do; nil when nothing is left.
    package var nextAt: Instant?

    init(_ row: Row) throws {
        id = row["id"]
        dueAt = row.instant("due_at")
        nextAt = row.instantIfAny("next_at")
        deadline = Deadline(
            code: row["code"], occurrence: row["occurrence"], title: row["title"],
            owner: row["owner"], due: try row.value("due", { CivilDateTime($0) }),
            zone: row["zone"],
            kind: row["kind"], ladder: row["ladder"], recurrence: row["recurrence"],
            client: row["client"], note: row["note"], state: try row.word("state"),
            revision: row["revision"], armedAt: row.instant("armed_at"),
            createdAt: row.instant("created_at"), finishedAt: row.instantIfAny("finished_at"),
            finishedBy: row["finished_by"], reason: row["reason"])
    }
}
