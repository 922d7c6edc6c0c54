/// A period in few words.
package struct Period: Codable, Sendable {
    /// `2026-11` or `2026-Q4`.
    package var period: String
    package var firstDay: String
    package var lastDay: String
    /// `open`, `locked` or `closed`.
    package var state: String
    /// When it is to be closed.
    package var dueAt: String
    /// How many submissions are in and right, nil reports included.
    package var accepted: Int
    package var rejected: Int
    /// Not here although the period has ended.
    package var missing: Int
    /// Not here, and not asked for yet.
    package var expected: Int
    package var waived: Int

    package init(
        period: String, firstDay: String, lastDay: String, state: String, dueAt: String,
        accepted: Int, rejected: Int, missing: Int, expected: Int, waived: Int
    ) {
        self.period = period
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.state = state
        self.dueAt = dueAt
        self.accepted = accepted
        self.rejected = rejected
        self.missing = missing
        self.expected = expected
        self.waived = waived
    }
}

/// Where a period stands.
package struct Board: Codable, Sendable {
    package var period: Period
    /// Who moved it to its state, when, and why; null for one that nobody moved.
    package var movedBy: String?
    package var movedAt: String?
    package var reason: String?
    package var rows: [BoardRow]
    /// Null where no submission of the period counts against targets.
    package var achieved: Achievement?
    /// How many digits of an amount stand behind its decimal mark; null where none do.
    package var decimals: Int?
    /// How the office writes numbers, by example: `1.250,50`.
    package var numberStyle: String?
    /// What keeps it from being closed, one sentence each; empty when nothing does.
    package var blockers: [String]

    package init(
        period: Period, movedBy: String?, movedAt: String?, reason: String?, rows: [BoardRow],
        achieved: Achievement?, blockers: [String], decimals: Int? = nil,
        numberStyle: String? = nil
    ) {
        self.period = period
        self.movedBy = movedBy
        self.movedAt = movedAt
        self.reason = reason
        self.rows = rows
        self.achieved = achieved
        self.blockers = blockers
        self.decimals = decimals
        self.numberStyle = numberStyle
    }
}

/// What teams whose figures are in and right have achieved, in the smallest unit of the currency used.
package struct Achievement: Codable, Sendable, Hashable {
    package var gross: Int
    /// Less returns.
    package var net: Int
    /// Of the teams whose figures are in and right; null where they have none.
    package var targetOfAccepted: Int?
    package var targetOfAll: Int?
    /// Whole percent that `net` is of the targets, cut off.
    package var percentOfAccepted: Int?
    package var percentOfAll: Int?

    package init(
        gross: Int, net: Int, targetOfAccepted: Int?, targetOfAll: Int?, percentOfAccepted: Int?,
        percentOfAll: Int?
    ) {
        self.gross = gross
        self.net = net
        self.targetOfAccepted = targetOfAccepted
        self.targetOfAll = targetOfAll
        self.percentOfAccepted = percentOfAccepted
        self.percentOfAll = percentOfAll
    }
}

/// One team's one submission.
package struct BoardRow: Codable, Sendable {
    package var team: String
    package var teamName: String
    package var type: String
    /// `accepted`, `nil`, `rejected`, `missing`, `expected` or `waived`.
    package var state: String
    package var version: Int?
    package var file: String?
    package var receivedAt: String?
    package var dueAt: String
    /// Working minutes that the team has left; null where nothing is asked of it, or no time is left.
    package var minutesLeft: Int?
    package var rows: Int
    package var totals: [String: Int]
    package var target: Int?
    package var gross: Int?
    package var net: Int?
    /// Who let the team off, and why; for what is waived.
    package var waivedBy: String?
    package var reason: String?
    /// `none`, `wanted`, `signed`, or `suspended` when the file has changed since.
    package var signOff: String
    package var signedBy: String?
    package var signedAt: String?
    package var findings: [Finding]

    package init(
        team: String, teamName: String, type: String, state: String, version: Int?,
        file: String?, receivedAt: String?, dueAt: String, minutesLeft: Int?, rows: Int,
        totals: [String: Int], target: Int?, gross: Int?, net: Int?, waivedBy: String?,
        reason: String?, signOff: String, signedBy: String?, signedAt: String?,
        findings: [Finding]
    ) {
        self.team = team
        self.teamName = teamName
        self.type = type
        self.state = state
        self.version = version
        self.file = file
        self.receivedAt = receivedAt
        self.dueAt = dueAt
        self.minutesLeft = minutesLeft
        self.rows = rows
        self.totals = totals
        self.target = target
        self.gross = gross
        self.net = net
        self.waivedBy = waivedBy
        self.reason = reason
        self.signOff = signOff
        self.signedBy = signedBy
        self.signedAt = signedAt
        self.findings = findings
    }
}
