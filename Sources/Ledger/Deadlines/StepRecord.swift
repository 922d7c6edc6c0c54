package import Almanac
package import Coordination

/// A step whose moment was reached, and what became of it.
package struct StepRecord: Sendable, Hashable {
    package var identity: StepIdentity
    package var outcome: StepOutcome
    package var plannedAt: Instant
    package var settledAt: Instant
}

extension LedgerView {
    /// The settled steps of a revision in the order of their moments.
    package func steps(of id: Int64, revision: Int) throws -> [StepRecord] {
        try database.rows(
            "SELECT * FROM step WHERE deadline = ? AND revision = ? ORDER BY planned_at",
            [id, revision]
        ).map { row in
            StepRecord(
                identity: StepIdentity(
                    when: try row.value("when", { try Offset($0) }),
                    repetition: try row.get("repetition"), role: Role(try row.get("role"))),
                outcome: try row.word("outcome"), plannedAt: try row.instant("planned_at"),
                settledAt: try row.instant("settled_at"))
        }
    }
}
