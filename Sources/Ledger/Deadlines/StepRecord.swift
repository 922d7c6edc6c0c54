package import Almanac
package import Coordination

/// A step whose moment was reached, and what became of it.
package struct StepRecord: Sendable, Hashable {
    package var identity: StepIdentity
    package var outcome: StepOutcome
    package var plannedAt: Instant
    package var settledAt: Instant
    /// When its ladder said; nil of what was settled before that was remembered.
    package var nominalAt: Instant?
    package var reasons: [StepReason]

    init(_ row: LedgerRow) throws {
        identity = StepIdentity(
            when: try row.value("when", { try Offset($0) }),
            repetition: try row.get("repetition"), role: Role(try row.get("role")))
        outcome = try row.word("outcome")
        plannedAt = try row.instant("planned_at")
        settledAt = try row.instant("settled_at")
        nominalAt = try row.instantIfAny("nominal_at")
        reasons = StepReason.list(from: try row.get("because"))
    }
}

extension LedgerView {
    /// The settled steps of a revision in the order of their moments.
    package func steps(of id: Int64, revision: Int) throws -> [StepRecord] {
        try database.rows(
            "SELECT * FROM step WHERE deadline = ? AND revision = ? ORDER BY planned_at",
            [id, revision]
        ).map(StepRecord.init)
    }

    /// The settled steps of every revision, by its number, in the order of their moments.
    package func steps(of id: Int64) throws -> [(revision: Int, step: StepRecord)] {
        try database.rows(
            "SELECT * FROM step WHERE deadline = ? ORDER BY revision, planned_at, settled_at",
            [id]
        ).map { (try $0.get("revision"), try StepRecord($0)) }
    }
}
