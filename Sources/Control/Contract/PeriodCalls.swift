/// The periods that are looked after, the latest first.
package struct ListPeriods: ControlCall {
    package static let method = "ListPeriods"
    package init() {}

    package struct Reply: Codable, Sendable {
        package var periods: [Period]
        package init(periods: [Period]) { self.periods = periods }
    }
}

/// A period's board: what each team owes and what came of it. Of a closed one, as it was closed.
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

/// Judges anew what came for a period, and tells whoever is to know when anything changed.
package struct CheckPeriod: ControlCall {
    package static let method = "CheckPeriod"
    package var period: String

    package init(period: String) { self.period = period }

    package typealias Reply = ShowPeriod.Reply
}

/// Has a period take no more files, as `locked` or, once nothing is open any more, as `closed`; or has
/// it take files again, as `open`.
package struct MovePeriod: ControlCall {
    package static let method = "MovePeriod"
    package var period: String
    /// `open`, `locked` or `closed`.
    package var state: String
    /// Needed for `open`.
    package var reason: String?
    package var by: String?

    package init(period: String, state: String, reason: String? = nil, by: String? = nil) {
        self.period = period
        self.state = state
        self.reason = reason
        self.by = by
    }

    package typealias Reply = ShowPeriod.Reply
}

/// Lets a team off one submission, or asks for it again.
package struct WaiveSubmission: ControlCall {
    package static let method = "WaiveSubmission"
    package var period: String
    package var type: String
    package var team: String
    package var reason: String
    /// Asks for it again.
    package var withdraw: Bool?
    package var by: String?

    package init(
        period: String, type: String, team: String, reason: String, withdraw: Bool? = nil,
        by: String? = nil
    ) {
        self.period = period
        self.type = type
        self.team = team
        self.reason = reason
        self.withdraw = withdraw
        self.by = by
    }

    package typealias Reply = ShowPeriod.Reply
}

/// A manager's word that a team's accepted figures are right.
package struct SignSubmission: ControlCall {
    package static let method = "SignSubmission"
    package var period: String
    package var type: String
    package var team: String
    /// The version that was read; nil is the latest.
    package var version: Int?
    /// The code of the person who signs: the team's manager, or who stands in.
    package var by: String?

    package init(
        period: String, type: String, team: String, version: Int? = nil, by: String? = nil
    ) {
        self.period = period
        self.type = type
        self.team = team
        self.version = version
        self.by = by
    }

    package typealias Reply = ShowPeriod.Reply
}
