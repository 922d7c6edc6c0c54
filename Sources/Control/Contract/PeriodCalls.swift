/// A period's board: what each team owes and what came of it.
package struct ShowPeriod: ControlCall {
    package static let method = "ShowPeriod"
    /// `2026-11` or `2026-Q4`; nil is the month that today lies in.
    package var period: String?
    package init(period: String? = nil) { self.period = period }

    package struct Reply: Codable, Sendable {
        package var board: Board
        package init(board: Board) { self.board = board }
    }
}

/// Where a period stands.
package struct Board: Codable, Sendable {
    package var period: String
    package var firstDay: String
    package var lastDay: String
    package var rows: [BoardRow]
    /// How many submissions are in and right, nil reports included.
    package var accepted: Int
    package var rejected: Int
    /// Not here although the period has ended.
    package var missing: Int
    /// Not here, and not asked for yet.
    package var expected: Int

    package init(
        period: String, firstDay: String, lastDay: String, rows: [BoardRow], accepted: Int,
        rejected: Int, missing: Int, expected: Int
    ) {
        self.period = period
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.rows = rows
        self.accepted = accepted
        self.rejected = rejected
        self.missing = missing
        self.expected = expected
    }
}

/// One team's one submission.
package struct BoardRow: Codable, Sendable {
    package var team: String
    package var teamName: String
    package var type: String
    /// `accepted`, `nil`, `rejected`, `missing` or `expected`.
    package var state: String
    package var version: Int?
    package var file: String?
    package var receivedAt: String?
    package var dueAt: String
    package var rows: Int
    package var totals: [String: Int]
    package var target: Int?
    package var findings: [Finding]

    package init(
        team: String, teamName: String, type: String, state: String, version: Int?,
        file: String?, receivedAt: String?, dueAt: String, rows: Int, totals: [String: Int],
        target: Int?, findings: [Finding]
    ) {
        self.team = team
        self.teamName = teamName
        self.type = type
        self.state = state
        self.version = version
        self.file = file
        self.receivedAt = receivedAt
        self.dueAt = dueAt
        self.rows = rows
        self.totals = totals
        self.target = target
        self.findings = findings
    }
}
