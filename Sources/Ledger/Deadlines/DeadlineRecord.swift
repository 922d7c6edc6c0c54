package import Almanac
package import Coordination

/// A deadline with what the ledger derives and keeps beside it.
package struct DeadlineRecord: Sendable {
    package let id: Int64
    package var deadline: Deadline
    /// `deadline.due` as an instant, derived from its zone.
    package var dueAt: Instant
    /// The earliest instant at which its ladder has something to do; nil when nothing is left.
    package var nextAt: Instant?

    init(_ row: LedgerRow, dependencies: [String]) throws {
        id = try row.get("id")
        dueAt = try row.instant("due_at")
        nextAt = try row.instantIfAny("next_at")
        deadline = Deadline(
            code: try row.get("code"), occurrence: try row.get("occurrence"),
            title: try row.get("title"),
            owner: try row.get("owner"), due: try row.value("due", { CivilDateTime($0) }),
            zone: try row.get("zone"), roll: try Self.roll(row),
            kind: try row.get("kind"), ladder: try row.get("ladder"), client: try row.get("client"),
            note: try row.get("note"),
            evidence: try row.get("evidence"), dependencies: dependencies,
            state: try row.word("state"),
            isWaiting: try row.get("is_waiting"), revision: try row.get("revision"),
            armedAt: try row.instant("armed_at"),
            replannedAt: try row.instantIfAny("replanned_at"),
            createdAt: try row.instant("created_at"),
            acknowledgedUntil: try row.instantIfAny("acknowledged_until"),
            acknowledgedBy: try row.get("acknowledged_by"),
            snoozedUntil: try row.instantIfAny("snoozed_until"),
            finishedAt: try row.instantIfAny("finished_at"), finishedBy: try row.get("finished_by"),
            proof: try row.get("proof"), reason: try row.get("reason"))
    }

    private static func roll(_ row: LedgerRow) throws -> Deadline.Roll? {
        guard let origin = try row.valueIfAny("rolled_from", { CivilDateTime($0) }) else {
            return nil
        }
        return Deadline.Roll(try row.word("roll"), from: origin)
    }
}
