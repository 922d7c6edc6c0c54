import Foundation

/// Findings as a table for people.
enum FindingTable {
    static func text(of findings: [Finding]) -> String {
        let rows =
            [["work", "Tenggat", "bar", "ratio", ""]]
            + findings.map { finding in
                [
                    finding.work, finding.ours.text, text(of: finding.bar),
                    String(format: "%.2f", finding.ratio),
                    finding.isMet.map { $0 ? "met" : "missed" } ?? "no bar",
                ]
            }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                // Words begin at one place, numbers end at one.
                return column == 0 || column == 4 ? row[column] + space : space + row[column]
            }
            .joined(separator: "   ").trimmingCharacters(in: .whitespaces)
        }
        .joined(separator: "\n")
    }

    private static func text(of bar: Finding.Bar) -> String {
        switch bar {
        case .fixed(let limit): limit.text
        case .rival(let name, let limit), .remark(let name, let limit):
            "\(name) \(limit.text)"
        }
    }
}
