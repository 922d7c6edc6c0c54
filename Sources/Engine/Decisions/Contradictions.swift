import Coordination
import Ledger

/// Decisions of one sheet that cannot all be meant, whatever they call what they are about: `SO-3` and
/// `SO-3 1`, a letter's number and its order.
struct Contradictions {
    /// A row that decides something which is not so yet.
    struct Row {
        var number: Int
        var decision: Decision
        var target: any DecisionTarget
    }

    /// By each row that contradicts another: the first of those.
    let opponents: [Int: Row]

    init(among rows: [Row]) {
        var byMatter: [String: [Int]] = [:]
        for (index, row) in rows.enumerated() {
            for matter in row.target.matters(of: row.decision) {
                byMatter[matter, default: []].append(index)
            }
        }
        var opponents: [Int: Row] = [:]
        for indexes in byMatter.values where indexes.count > 1 {
            for index in indexes {
                let row = rows[index]
                guard
                    let other = indexes.first(where: { !Self.agrees(row, with: rows[$0]) })
                else { continue }
                if let known = opponents[row.number], known.number <= rows[other].number {
                    continue
                }
                opponents[row.number] = rows[other]
            }
        }
        self.opponents = opponents
    }

    private static func agrees(_ one: Row, with other: Row) -> Bool {
        let (a, b) = (one.decision, other.decision)
        guard one.target.subject == other.target.subject else {
            // That the client knows is the same, whichever way it is said; a date of its own is not.
            let knows: Set<DecisionWord> = [.told, .done]
            return knows.contains(a.word) && knows.contains(b.word)
                && [one, other].allSatisfy {
                    $0.target.subject != .order || $0.decision.date == nil
                }
        }
        return a.word == b.word && a.date == b.date && a.amount == b.amount
            && a.reason?.foldedCode == b.reason?.foldedCode
    }

    /// What is wrong with a row; nil where it contradicts none.
    func violation(of number: Int, code: String) -> Violation? {
        guard let other = opponents[number] else { return nil }
        return Self.violation(of: code, beside: other.decision, inRow: other.number)
    }

    /// What is wrong with a row beside which another one says something else about the same.
    static func violation(of code: String, beside other: Decision, inRow row: Int) -> Violation {
        let word = other.word.words
        return Violation(
            of: "code", .duplicateKey, value: code,
            expected: BilingualText(
                en: "one decision about the same: row \(row) (\(other.code)) says "
                    + "“\(word.english)”",
                id: "satu keputusan tentang hal yang sama: baris \(row) (\(other.code)) "
                    + "berisi “\(word.indonesian)”"))
    }
}
