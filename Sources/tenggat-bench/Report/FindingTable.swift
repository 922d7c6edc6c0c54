import Foundation

/// Findings as a table for people.
enum FindingTable {
    static func text(of findings: [Finding]) -> String {
        let rows =
            [["work", "Tenggat", "bar", "ratio", ""]]
            + findings.map { finding in
                [
                    finding.work, text(of: finding.ours), text(of: finding.bar),
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
        case .fixed(let limit): text(of: limit)
        case .rival(let name, let limit), .remark(let name, let limit):
            "\(name) \(text(of: limit))"
        }
    }

    /// `640 ns`, `1.9 µs`, `12.5 ms`.
    private static func text(of duration: Duration) -> String {
        let nanoseconds = duration / .nanoseconds(1)
        switch nanoseconds {
        case ..<1_000: return String(format: "%.0f ns", nanoseconds)
        case ..<1_000_000: return String(format: "%.1f µs", nanoseconds / 1_000)
        default: return String(format: "%.1f ms", nanoseconds / 1_000_000)
        }
    }
}
