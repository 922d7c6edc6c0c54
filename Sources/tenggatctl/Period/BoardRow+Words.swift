import Control

extension BoardRow {
    /// The submission in one cell: `accepted ✓signed`, `rejected 6, 7h`, `missing 45m`, `nil`. The
    /// number counts what is to be corrected, the time is the working time that the team has left.
    var words: String {
        switch state {
        case "accepted", "nil": ([state + signature] + warnings).joined(separator: ", ")
        case "rejected": (["rejected \(blockers)"] + timeLeft).joined(separator: ", ")
        default: ([state] + timeLeft).joined(separator: " ")
        }
    }

    private var blockers: Int { findings.count { $0.severity == "blocker" } }

    private var signature: String {
        switch signOff {
        case "signed": " ✓signed"
        case "wanted": " (to sign)"
        case "suspended": " (to sign again)"
        case "unconfirmed": " (provisional)"
        default: ""
        }
    }

    private var warnings: [String] {
        findings.isEmpty ? [] : [Wording.counted(findings.count, "warning")]
    }

    /// Empty where no time is left, or nothing is asked.
    private var timeLeft: [String] {
        minutesLeft.map { [$0 < 60 ? "\($0)m" : "\($0 / 60)h"] } ?? []
    }

    /// The findings of its file, each with its cell.
    func printFindings() {
        if findings.isEmpty { return }
        print()
        let file = self.file ?? "no file"
        print("\(team) \(type), \(file): \(Wording.counted(findings.count, "finding"))")
        for finding in findings { print("- \(finding.words)") }
    }
}

extension Finding {
    /// `Capaian F11: error-value “#N/A”, expected a number (perhaps 1250)`.
    fileprivate var words: String {
        let place = [worksheet ?? "", cell].filter { !$0.isEmpty }.joined(separator: " ")
        return (place.isEmpty ? "" : "\(place): ") + code
            + (value.isEmpty ? "" : " “\(value)”") + ", expected \(expected)"
            + (suggestion.map { " (perhaps \($0))" } ?? "")
            + (severity == "warning" ? ", a warning" : "")
    }
}
