import Coordination
import Ledger

extension Board {
    /// What teams have achieved against their targets, in the currency's smallest unit used. Only what
    /// is in and right counts as achieved.
    struct Achievement: Hashable, Sendable {
        var gross: Int64
        /// Less returns.
        var net: Int64
        /// The same of teams that have a target: what others sold reaches nobody's.
        var netAgainstTarget: Int64
        /// Of the teams whose figures are in and right; nil where none has one.
        var targetOfAccepted: Int64?
        var targetOfAll: Int64?

        var percentOfAccepted: Int? { Self.percent(netAgainstTarget, of: targetOfAccepted) }
        var percentOfAll: Int? { Self.percent(netAgainstTarget, of: targetOfAll) }

        /// Whole percent, cut off: 99.9 % is not all of it.
        static func percent(_ part: Int64, of whole: Int64?) -> Int? {
            guard let whole, whole > 0 else { return nil }
            return Int(clamping: Int128(part) * 100 / Int128(whole))
        }
    }

    /// Nil when no submission of the period counts against targets.
    var achievement: Achievement? {
        let rows = rows.filter { $0.expected.type.figures != nil }
        guard !rows.isEmpty else { return nil }
        let accepted = rows.filter { $0.net != nil && !$0.isProvisional }
        return Achievement(
            gross: Self.sum(accepted.compactMap(\.gross)) ?? 0,
            net: Self.sum(accepted.compactMap(\.net)) ?? 0,
            netAgainstTarget: Self.sum(
                accepted.filter { $0.target ?? 0 > 0 }.compactMap(\.net)) ?? 0,
            targetOfAccepted: Self.targets(accepted),
            targetOfAll: Self.targets(rows))
    }

    /// Each team's target once, also where several of its submissions count against it.
    private static func targets(_ rows: [Row]) -> Int64? {
        let byTeam = Dictionary(
            rows.map { (Code($0.expected.team.code), $0.target) },
            uniquingKeysWith: { first, _ in first })
        return sum(byTeam.values.compactMap { $0 })
    }

    private static func sum(_ amounts: [Int64]) -> Int64? {
        amounts.isEmpty ? nil : Int64(clamping: amounts.reduce(Int128(0)) { $0 + Int128($1) })
    }
}

extension Board.Row {
    /// Whether its figures count only once somebody has said why they changed so much.
    var isProvisional: Bool { signOff == .unconfirmed }

    /// What the team sold, before returns; nil when that is not known, or does not count.
    var gross: Int64? { figures.map { $0.figures.gross(in: $0.totals) } }

    var net: Int64? { figures.map { $0.figures.net(in: $0.totals) } }

    private var figures: (figures: SubmissionType.Figures, totals: [String: Int64])? {
        guard let figures = expected.type.figures, let submission,
            state == .accepted || state == .nilReport
        else { return nil }
        return (figures, submission.totals)
    }
}
