package import Almanac
package import Coordination

/// How a period's deadline stands, as far as a board tells of it.
package struct DeadlineStatus: Sendable {
    package var code: String
    package var dueAt: Instant
    package var state: Deadline.State
    /// Who ended it, and why.
    package var finishedBy: String?
    package var reason: String?
}

extension LedgerView {
    /// How the deadlines of one occurrence stand, such as a period's.
    package func deadlineStatuses(occurrence: String) throws -> [DeadlineStatus] {
        try database.rows(
            """
            SELECT code, due_at, state, finished_by, reason FROM deadline WHERE occurrence = ?
            """, [occurrence]
        ).map { row in
            DeadlineStatus(
                code: try row.get("code"), dueAt: try row.instant("due_at"),
                state: try row.word("state"),
                finishedBy: try row.get("finished_by"), reason: try row.get("reason"))
        }
    }
}
