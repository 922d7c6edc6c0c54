import Control

extension SheetReport {
    var isBlocked: Bool { findings.contains { $0.severity == "blocker" } }

    /// Whether it is a list whose columns have other names than ours.
    var isForeign: Bool {
        findings.contains {
            sheet == nil && $0.code == "unrecognised-sheet"
                || $0.code == "missing-columns" && $0.severity == "blocker"
        }
    }

    /// The report as a person reads it.
    ///
    /// - Parameter mapping: where the workbook lies that asks for the list's columns; nil where none was written.
    func print(mapping: String? = nil) {
        let what = sheet ?? "no known sheet"
        let whose = [team, period].compactMap { $0 }.joined(separator: " ")
        Swift.print(Terminal.bold("\(file): \(what)\(whose.isEmpty ? "" : " of \(whose)")"))
        if isBlocked, rowsLeft.isEmpty {
            let blockers = findings.count { $0.severity == "blocker" }
            Swift.print(Terminal.red("  not taken: \(blockers) to correct; nothing was changed"))
        } else if nilReport {
            Swift.print("  nil report\(version.map { ", version \($0)" } ?? "")")
        } else if let version {
            Swift.print("  \(accepted) rows, version \(version)")
        } else {
            let verb = dryRun ? "would take" : "took"
            Swift.print(
                "  \(verb) \(accepted) rows: \(added) added, \(changed) changed, \(unchanged) "
                    + "unchanged, \(absent) not in the file")
        }
        if !rowsLeft.isEmpty {
            let rows = rowsLeft.map(String.init).joined(separator: ", ")
            Swift.print(Terminal.red("  left out: \(rowsLeft.count) rows to correct: \(rows)"))
        }
        for (name, sum) in totals.sorted(by: { $0.key < $1.key }) where sum != 0 {
            let isAmount = !name.hasSuffix("units")
            let written = Wording.number(
                sum, decimals: isAmount ? decimals : nil, style: numberStyle)
            Swift.print("  \(name): \(written)")
        }
        for change in changes {
            Swift.print(
                "  \(change.key) \(change.column): \(change.old.map(Wording.excerpt) ?? "-") → "
                    + (change.new.map(Wording.excerpt) ?? "-"))
        }
        var counts: [String: Int] = [:]
        for finding in findings {
            if finding.severity != "blocker" {
                counts[finding.code, default: 0] += 1
                guard counts[finding.code, default: 0] <= Self.shownWarnings else { continue }
            }
            let mark = finding.severity == "blocker" ? Terminal.red("✗") : "!"
            let value = finding.value.isEmpty ? "" : " “\(Wording.excerpt(finding.value))”"
            let suggestion = finding.suggestion.map { "; \($0)?" } ?? ""
            Swift.print(
                "  \(mark) \(finding.cell) \(finding.code):\(value) expected \(finding.expected)"
                    + suggestion)
        }
        for (code, count) in counts.sorted(by: { $0.key < $1.key })
        where count > Self.shownWarnings {
            Swift.print(
                "  ! … \(count - Self.shownWarnings) more of \(code); --json lists them")
        }
        for text in remarks + effects { Swift.print("  · \(text)") }
        guard isForeign else { return }
        if let mapping {
            Swift.print(
                """
                  Nothing was taken. If this is a list of another program, fill in what its columns are in
                  “\(mapping)”, and import that: the list is taken at once, and so are later ones like it.
                    tenggatctl sheet import "\(mapping)"
                """)
        } else {
            Swift.print(
                """
                  Nothing was taken. If this is a list of another program, have a sheet made that asks what its
                  columns are, fill that in, and import it: the list is then taken at once, and so are later ones
                  like it.
                    tenggatctl mapping ask "\(file)" --output "\(file) (mapping).xlsx"
                    tenggatctl sheet import "\(file) (mapping).xlsx"
                """)
        }
    }

    /// Of one code.
    private static let shownWarnings = 50
}
