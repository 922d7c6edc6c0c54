/// What a submission's file name says of it: `achievement-JKT-2026-11.csv`, `Capaian Jakarta November
/// 2026.csv`, in any order.
package struct FileNameHints: Hashable, Sendable {
    /// The team's code.
    package let team: String?
    /// `2026-11` or `2026-Q4`.
    package let period: String?

    /// - Parameter teams: the codes and names that a name may hold.
    package init(fileName: String, teams: [(code: String, name: String)]) {
        let stem = fileName.split(separator: ".").dropLast().joined(separator: " ")
        let words = stem.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        period =
            zip(words, words.dropFirst()).lazy
            .compactMap { PeriodReader.find(in: [$0, $1]) }.first
        let matches = teams.filter { team in
            Self.holds(team.code, in: words) || Self.holds(team.name, in: words)
        }
        team = matches.count == 1 ? matches[0].code : nil
    }

    /// Whether the words of `name` stand in `words`, side by side.
    private static func holds(_ name: String, in words: [String]) -> Bool {
        let wanted = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard !wanted.isEmpty, wanted.count <= words.count else { return false }
        return (0...(words.count - wanted.count)).contains { start in
            words[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}
