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

    init(_ row: Row, dependencies: [String]) throws {
        id = row["id"]
        dueAt = row.instant("due_at")
        nextAt = row.instantIfAny("next_at")
        deadline = Deadline(
            code: row["code"], occurrence: row["occurrence"], title: row["title"],
            owner: row["owner"], due: try row.value("due", { CivilDateTime($0) }),
            zone: row["zone"],
            kind: row["kind"], ladder: row["ladder"], client: row["client"], note: row["note"],
            evidence: row["evidence"], dependencies: dependencies, state: try row.word("state"),
            isWaiting: row["is_waiting"], revision: row["revision"],
            armedAt: row.instant("armed_at"), createdAt: row.instant("created_at"),
            acknowledgedUntil: row.instantIfAny("acknowledged_until"),
            acknowledgedBy: row["acknowledged_by"],
            snoozedUntil: row.instantIfAny("snoozed_until"),
            finishedAt: row.instantIfAny("finished_at"), finishedBy: row["finished_by"],
            proof: row["proof"], reason: row["reason"])
    }
}
