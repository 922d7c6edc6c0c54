import Control

/// What teams have achieved against their targets, with bars.
struct BoardFigures {
    var rows: [BoardRow]
    var achieved: Achievement
    var decimals: Int?
    var style: String?

    func print() {
        Swift.print()
        var table = Table(
            columns: ["TEAM", "TARGET", "ACHIEVED", "%", ""], flexible: 0, numbers: [1, 2, 3])
        for team in rows.byTeam {
            // The same target stands in each row of the team.
            let target = team.rows.lazy.compactMap(\.target).first
            let amounts = team.rows.compactMap(\.net)
            let net = amounts.isEmpty ? nil : amounts.reduce(0, +)
            if net == nil, target == nil { continue }
            // It is among no sum before somebody has said why it changed so much.
            let isProvisional = team.rows.contains { $0.net != nil && $0.signOff == "unconfirmed" }
            let title = team.title + (isProvisional ? " (provisional)" : "")
            table.add(row: row(title, target, net, Self.percent(net, of: target)))
        }
        table.add(
            row: row(
                "accepted teams", achieved.targetOfAccepted, achieved.net,
                achieved.percentOfAccepted))
        table.add(
            row: row("all teams", achieved.targetOfAll, achieved.net, achieved.percentOfAll))
        table.print(whenEmpty: "")
        if achieved.gross != achieved.net {
            Swift.print("before returns \(amount(achieved.gross))")
        }
    }

    private func row(_ title: String, _ target: Int?, _ net: Int?, _ percent: Int?) -> [String] {
        [
            title, target.map(amount) ?? "-", net.map(amount) ?? "-",
            percent.map(String.init) ?? "-", percent.map(Self.bar) ?? "",
        ]
    }

    private func amount(_ amount: Int) -> String {
        Wording.number(amount, decimals: decimals, style: style)
    }

    /// Whole percent, cut off; nil where there is nothing to compare.
    private static func percent(_ part: Int?, of whole: Int?) -> Int? {
        guard let part, let whole, whole > 0 else { return nil }
        return Int(clamping: Int128(part) * 100 / Int128(whole))
    }

    /// Twelve cells are the whole target, and more than that.
    private static func bar(_ percent: Int) -> String {
        let full = min(max(percent, 0), 100) * 12 / 100
        return String(repeating: "█", count: full) + String(repeating: "░", count: 12 - full)
    }
}
