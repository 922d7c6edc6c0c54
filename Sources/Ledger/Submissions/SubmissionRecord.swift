package import Almanac
package import Coordination

/// One version of what a team handed in for a period.
package struct SubmissionRecord: Sendable {
    package var type: String
    package var team: String
    /// `2026-11` or `2026-Q4`.
    package var period: String
    /// 1 for the first file of that team, type and period.
    package var version: Int
    package var file: String
    /// SHA-256 of the file, under which it is kept.
    package var hash: String
    package var receivedAt: Instant
    package var by: String?
    package var state: State
    package var rows: Int
    package var totals: [String: Int64]
    package var findings: [Finding]
    /// Whether it waits for a person's word, why it changed so much, unless somebody has given it.
    package var isProvisional: Bool

    /// What became of a version when it arrived.
    package enum State: String, Codable, Sendable, Hashable, CaseIterable {
        case accepted
        /// The team declared that it has nothing to report.
        case nilReport = "nil"
        case rejected
    }

    package init(
        type: String, team: String, period: String, version: Int, file: String, hash: String,
        receivedAt: Instant, by: String?, state: State, rows: Int, totals: [String: Int64],
        findings: [Finding], isProvisional: Bool = false
    ) {
        self.type = type
        self.team = team
        self.period = period
        self.version = version
        self.file = file
        self.hash = hash
        self.receivedAt = receivedAt
        self.by = by
        self.state = state
        self.rows = rows
        self.totals = totals
        self.findings = findings
        self.isProvisional = isProvisional
    }

    init(_ row: LedgerRow) throws {
        try self.init(row, totals: row.json("totals"), findings: row.json("findings"))
    }

    init(_ row: LedgerRow, totals: [String: Int64], findings: [Finding]) throws {
        self.init(
            type: try row.get("type"), team: try row.get("team"), period: try row.get("period"),
            version: try row.get("version"),
            file: try row.get("file"), hash: try row.get("hash"),
            receivedAt: try row.instant("received_at"),
            by: try row.get("by"), state: try row.word("state"), rows: try row.get("rows"),
            totals: totals, findings: findings, isProvisional: try row.get("is_provisional"))
    }
}
