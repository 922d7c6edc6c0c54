package import Almanac

/// What teams hand in for a period, as data: who owes it, by when, and what must be right about it.
package struct SubmissionType: Hashable, Sendable {
    package var name: String
    /// The sheet that carries it.
    package var sheet: SheetKind
    /// What people call it, by language code.
    package var words: [String: String]
    /// Codes of the teams that owe it; nil is every team.
    package var owedBy: [String]?
    /// `month` or `quarter`.
    package var every: PeriodKind
    /// Relative to the period's last day: `WD+2 15:00`.
    package var cutOff: Offset
    package var ladder: String
    /// Whether the team's manager must sign before the period closes.
    package var signOff: SignOff
    /// What counts against the team's target; nil when nothing does.
    package var figures: Figures?
    package var rules: [SubmissionRule]
    /// Whether a team whose file was taken is told its figures.
    package var isAnswered: Bool
    /// Whether a payment that was promised and did not come is followed up.
    package var followsPromises: Bool
    /// Beyond which change somebody who answers for the team has to say why; nil asks nothing.
    package var confirmBeyond: Percentage?

    /// Whether a manager must sign for the figures before the period closes.
    package enum SignOff: String, Hashable, Sendable, CaseIterable {
        case optional, required
    }

    package init(
        name: String, sheet: SheetKind, words: [String: String] = [:], owedBy: [String]? = nil,
        every: PeriodKind = .month, cutOff: Offset, ladder: String, signOff: SignOff = .optional,
        figures: Figures? = nil, rules: [SubmissionRule], isAnswered: Bool = false,
        followsPromises: Bool = false, confirmBeyond: Percentage? = nil
    ) {
        self.name = name
        self.sheet = sheet
        self.words = words
        self.owedBy = owedBy
        self.every = every
        self.cutOff = cutOff
        self.ladder = ladder
        self.signOff = signOff
        self.figures = figures
        self.rules = rules
        self.isAnswered = isAnswered
        self.followsPromises = followsPromises
        self.confirmBeyond = confirmBeyond
    }

    /// Whether some team may owe both.
    package func sharesTeams(with other: SubmissionType) -> Bool {
        guard let owedBy, let others = other.owedBy else { return true }
        return owedBy.contains { code in
            others.contains { $0.isCode(code) }
        }
    }

    /// Whether a team, by its code, hands this in.
    package func isOwed(by team: String) -> Bool {
        guard let owedBy else { return true }
        return owedBy.contains { $0.isCode(team) }
    }
}

extension SubmissionType {
    /// Which totals of a sheet are achieved.
    package struct Figures: Hashable, Sendable {
        /// The column whose total is what was sold.
        package var gross: String
        /// Columns whose totals together are what remains of it: returns are 0 or negative.
        package var net: [String]

        package init(gross: String, net: [String]) {
            self.gross = gross
            self.net = net
        }

        /// In the currency's smallest unit used.
        package func gross(in totals: [String: Int64]) -> Int64 { totals[gross] ?? 0 }

        /// In the currency's smallest unit used.
        package func net(in totals: [String: Int64]) -> Int64 {
            net.reduce(0) { $0 + (totals[$1] ?? 0) }
        }
    }
}
