import Control

/// A period's board for people. It says what the answer says and nothing else, neither the time nor the
/// place of whoever asks, so that a closed period reads the same for ever.
extension Board {
    /// - Parameter allFindings: whether warnings about accepted files are told, too.
    func print(allFindings: Bool) {
        Swift.print(Terminal.bold(period.period) + headline)
        let provisional = period.provisional ?? 0
        Swift.print(
            "\(Wording.counted(rows.count, "submission")): \(period.accepted) accepted, "
                + (provisional > 0 ? "\(provisional) accepted provisionally, " : "")
                + "\(period.rejected) rejected, \(period.missing) missing, "
                + "\(period.expected) expected, \(period.waived) waived")
        Swift.print()
        printSubmissions()
        printWaivers()
        if let achieved {
            BoardFigures(rows: rows, achieved: achieved, decimals: decimals, style: numberStyle)
                .print()
        }
        Swift.print()
        printVerdict()
        for row in rows where allFindings || row.state == "rejected" { row.printFindings() }
    }

    /// What is left to do, in a line, after something has changed.
    func printOutlook() {
        if period.state == "closed" { return }
        Swift.print(
            blockers.isEmpty
                ? "It is ready to be closed."
                : "\(Wording.counted(blockers.count, "thing")) "
                    + "\(blockers.count == 1 ? "keeps" : "keep") \(period.period) from being "
                    + "closed: tenggatctl period show \(period.period)")
    }

    /// `: closed since 2026-12-04 02:00 UTC by K (all in); to be closed by …`.
    private var headline: String {
        var line = ": \(period.state)"
        if let movedAt { line += " since \(Wording.instant(movedAt))" }
        if let movedBy { line += " by \(movedBy)" }
        if let reason { line += " (\(reason))" }
        return "\(line); \(period.firstDay) to \(period.lastDay), "
            + "to be closed by \(Wording.instant(period.dueAt))"
    }

    /// A row for each team, a column for each type.
    private func printSubmissions() {
        let types = rows.map(\.type).uniqued
        var table = Table(columns: ["TEAM"] + types.map { $0.uppercased() }, flexible: 0)
        for team in rows.byTeam {
            table.add(
                row: [team.title]
                    + types.map { type in
                        team.rows.first { $0.type == type }?.words ?? "-"
                    })
        }
        table.print(whenEmpty: "No team owes anything for \(period.period).")
    }

    private func printWaivers() {
        for row in rows where row.state == "waived" {
            let by = row.waivedBy.map { " by \($0)" } ?? ""
            let why = row.reason.map { ": \($0)" } ?? ""
            Swift.print("\(row.team) \(row.type) waived\(by)\(why)")
        }
        for row in rows {
            guard let why = row.why else { continue }
            let by = row.signedBy.map { " by \($0)" } ?? ""
            Swift.print("\(row.team) \(row.type) signed\(by): \(why)")
        }
    }

    private func printVerdict() {
        if period.state == "closed" {
            Swift.print(Terminal.bold("CLOSED"))
        } else if blockers.isEmpty {
            Swift.print(Terminal.bold("READY TO CLOSE"))
        } else {
            Swift.print(Terminal.red("NOT READY TO CLOSE"))
            for blocker in blockers { Swift.print("- \(blocker)") }
        }
    }
}

extension [BoardRow] {
    /// The rows of each team, in the order in which teams come first.
    var byTeam: [(title: String, rows: [BoardRow])] {
        let grouped = Dictionary(grouping: self, by: \.team)
        return map(\.team).uniqued.compactMap { code in
            guard let rows = grouped[code], let name = rows.first?.teamName else { return nil }
            return (name == code ? code : "\(code) \(name)", rows)
        }
    }
}

extension [String] {
    /// Without repetitions, in their order.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
