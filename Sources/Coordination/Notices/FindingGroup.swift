/// Findings that say the same of cells of one column, told as one: `A2:A13`, or `A2, A4, A6`.
package struct FindingGroup: Hashable, Sendable {
    package var first: Finding
    package var count: Int
    /// Cells below each other, by their rows; empty for what is about the whole file.
    private var ranges: [ClosedRange<Int>]
    private let column: Substring

    private static let shownRanges = 5

    private init(_ finding: Finding) {
        first = finding
        count = 1
        let address = CellAddress(finding.cell)
        column = address?.column ?? ""
        ranges = address.map { [$0.row...$0.row] } ?? []
    }

    /// `A2`, `A2:A13`, `A2, A4:A6`, or empty for the whole file.
    package var cells: String {
        guard !ranges.isEmpty else { return first.cell }
        let shown = ranges.prefix(Self.shownRanges).map { rows in
            rows.count == 1
                ? "\(column)\(rows.lowerBound)"
                : "\(column)\(rows.lowerBound):\(column)\(rows.upperBound)"
        }
        let hidden = ranges.dropFirst(Self.shownRanges).reduce(0) { $0 + $1.count }
        return (shown + (hidden > 0 ? ["… (+\(hidden))"] : [])).joined(separator: ", ")
    }

    /// Groups a fault that repeats down a column, be there others between; each stands where it is first
    /// found.
    package static func groups(of findings: [Finding]) -> [FindingGroup] {
        var groups: [FindingGroup] = []
        var places: [Finding: Int] = [:]
        for finding in findings {
            guard let address = CellAddress(finding.cell) else {
                groups.append(FindingGroup(finding))
                continue
            }
            var fault = finding
            fault.cell = String(address.column)
            if let place = places[fault] {
                groups[place].add(address.row)
            } else {
                places[fault] = groups.count
                groups.append(FindingGroup(finding))
            }
        }
        return groups
    }

    private mutating func add(_ row: Int) {
        count += 1
        if let last = ranges.last, last.upperBound + 1 == row {
            ranges[ranges.count - 1] = last.lowerBound...row
        } else {
            ranges.append(row...row)
        }
    }

    /// What a message states of findings: how many must be mended and how many are worth a look, as many as a
    /// person corrects in one go, what must be mended first, and how many more there are.
    package static func facts(of findings: [Finding], shown: Int = 20) -> Facts {
        let blockers = findings.filter { $0.severity == .blocker }
        let warnings = findings.filter { $0.severity == .warning }
        let marked = groups(of: warnings).map { group in
            blockers.isEmpty ? group.facts : group.facts.merging(["is_warning": .flag(true)]) { $1 }
        }
        let groups = groups(of: blockers) + groups(of: warnings)
        var facts: Facts = [
            "count": .number(Int64(blockers.isEmpty ? findings.count : blockers.count)),
            "findings": .list(
                Array((self.groups(of: blockers).map(\.facts) + marked).prefix(shown))),
        ]
        if !blockers.isEmpty, !warnings.isEmpty {
            facts["warnings"] = .number(Int64(warnings.count))
        }
        let hidden = groups.dropFirst(shown).reduce(0) { $0 + $1.count }
        if hidden > 0 { facts["more"] = .number(Int64(hidden)) }
        return facts
    }

    /// The facts of one line in a message.
    package var facts: Facts {
        var facts: Facts = ["expected": .texts(first.expected.texts)]
        if !cells.isEmpty { facts["cell"] = .text(cells) }
        if let worksheet = first.worksheet { facts["worksheet"] = .text(worksheet.excerpt) }
        if !first.value.isEmpty { facts["value"] = .text(first.value.excerpt) }
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
