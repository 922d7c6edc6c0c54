import Almanac
import Coordination

extension SettingsReader {
    /// `{at: "08:00", to: [coordinator, manager], look_ahead: 21d, reassure: true}`.
    func digest(_ cursor: Cursor) {
        var rule = digest ?? DigestRule()
        cursor.read([
            "at": { rule.at = $0.value("a time such as 08:00") { CivilTime($0) } },
            "to": { rule.to = $0.elements.compactMap { $0.word(DigestRule.Post.self) } },
            "look_ahead": { rule.lookAhead = $0.duration() ?? rule.lookAhead },
            "reassure": { rule.isReassuring = $0.flag() ?? rule.isReassuring },
        ])
        digest = rule
    }

    /// `[sales, manager]`: posts of the people sheet.
    func weeklyDigest(_ cursor: Cursor) {
        let posts = Person.Post.allCases.filter { $0 != .coordinator }.map(\.rawValue)
        weeklyDigest = cursor.elements.compactMap {
            $0.value(
                "roles of the people sheet: " + posts.joined(separator: ", ")
                    + " (the coordinator reads a digest each morning)"
            ) { posts.contains($0) ? Person.Post(rawValue: $0) : nil }
        }
    }
}
