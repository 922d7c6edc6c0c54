package import Almanac
package import Coordination

/// A period that is looked after: from its first day until it is closed, and for the history's sake
/// after that.
package struct PeriodRecord: Sendable, Hashable {
    package var period: Period
    package var state: PeriodState
    /// When it came to its state, by whom, and why.
    package var movedAt: Instant
    package var movedBy: String?
    package var reason: String?
    /// When what came for it is checked next; nil when nothing more is planned.
    package var nextAt: Instant?
    /// A checksum of what the latest summary said.
    package var summary: String?

    package init(
        period: Period, state: PeriodState = .open, movedAt: Instant, movedBy: String? = nil,
        reason: String? = nil, nextAt: Instant? = nil, summary: String? = nil
    ) {
        self.period = period
        self.state = state
        self.movedAt = movedAt
        self.movedBy = movedBy
        self.reason = reason
        self.nextAt = nextAt
        self.summary = summary
    }

    init(_ row: LedgerRow) throws {
        self.init(
            period: try row.value("name", Period.init), state: try row.word("state"),
            movedAt: try row.instant("moved_at"), movedBy: try row.get("moved_by"),
            reason: try row.get("reason"),
            nextAt: try row.instantIfAny("next_at"), summary: try row.get("summary"))
    }
}

/// A manager's word that one file's figures are right.
package struct SignOffRecord: Sendable, Hashable {
    package var type: String
    package var team: String
    /// SHA-256 of the file: it holds for no other.
    package var hash: String
    package var at: Instant
    package var by: String
    /// Why figures that changed much are right, in their words.
    package var reason: String?

    package init(
        type: String, team: String, hash: String, at: Instant, by: String, reason: String? = nil
    ) {
        self.type = type
        self.team = team
        self.hash = hash
        self.at = at
        self.by = by
        self.reason = reason
    }

    init(_ row: LedgerRow) throws {
        self.init(
            type: try row.get("type"), team: try row.get("team"), hash: try row.get("hash"),
            at: try row.instant("at"),
            by: try row.get("by"), reason: try row.get("reason"))
    }
}
