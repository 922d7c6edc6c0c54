/// Findings that say the same of neighbouring cells of one column, told as one: `A2:A13`.
package struct FindingGroup: Hashable, Sendable {
    package var first: Finding
    package var last: Finding
    package var count: Int

    /// `A2`, `A2:A13`, or empty for the whole file.
    package var cells: String {
        count == 1 ? first.cell : "\(first.cell):\(last.cell)"
    }

    /// Groups a fault that repeats down a column; the order stays.
    package static func groups(of findings: [Finding]) -> [FindingGroup] {
        var groups: [FindingGroup] = []
        for finding in findings {
            if var group = groups.last, group.isContinued(by: finding) {
                group.last = finding
                group.count += 1
                groups[groups.count - 1] = group
            } else {
                groups.append(FindingGroup(first: finding, last: finding, count: 1))
            }
        }
        return groups
    }

    private func isContinued(by finding: Finding) -> Bool {
        guard let here = CellAddress(last.cell), let there = CellAddress(finding.cell) else {
            return false
        }
        return here.column == there.column && there.row == here.row + 1
            && finding.code == first.code && finding.value == first.value
            && finding.expected == first.expected && finding.worksheet == first.worksheet
    }

    /// What a message states of findings: their count, as many as a person corrects in one go, and how
    /// many more there are.
    package static func facts(of findings: [Finding], shown: Int = 20) -> Facts {
        let groups = groups(of: findings)
        var facts: Facts = [
            "count": .number(Int64(findings.count)),
            "findings": .list(groups.prefix(shown).map(\.facts)),
        ]
        let hidden = groups.dropFirst(shown).reduce(0) { $0 + $1.count }
        if hidden > 0 { facts["more"] = .number(Int64(hidden)) }
        return facts
    }

    /// The facts of one line in a message.
    package var facts: Facts {
        var facts: Facts = ["expected": .texts(first.expected.texts)]
        if !cells.isEmpty { facts["cell"] = .text(cells) }
        if let worksheet = first.worksheet { facts["worksheet"] = .text(worksheet) }
        if !first.value.isEmpty { facts["value"] = .text(first.value) }
        if let suggestion = first.suggestion { facts["suggestion"] = .text(suggestion) }
        return facts
    }
}

/// A cell's name taken apart: `F11` is column F, row 11.
private struct CellAddress {
    var column: Substring
    var row: Int

    init?(_ text: String) {
        column = text.prefix { $0.isLetter }
        guard !column.isEmpty, let row = Int(text.dropFirst(column.count)) else { return nil }
        self.row = row
    }
}
