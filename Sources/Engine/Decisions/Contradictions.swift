import Coordination
import Ledger

/// Decisions of one import that cannot all be meant, whatever they call what they are about: `SO-3` and
/// `SO-3 1`, a letter's number and its order.
struct Contradictions {
    /// A row that decides something which is not so yet.
    struct Row {
        var row: SheetRow
        /// Of which other sheet of the import it is; nil of the one that is looked at.
        var file: String?
        var decision: Decision
        var target: any DecisionTarget

        /// Its own sheet's rows come first, in their order.
        fileprivate func precedes(_ other: Row) -> Bool {
            (file == nil ? 0 : 1, row.number) < (other.file == nil ? 0 : 1, other.row.number)
        }
    }

    /// By each row of the sheet that contradicts another: the first of those.
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
            for row in indexes.map({ rows[$0] }) where row.file == nil {
                for other in indexes.map({ rows[$0] }) where !Self.agrees(row, with: other) {
                    if opponents[row.row.number].map(other.precedes) ?? true {
                        opponents[row.row.number] = other
                    }
                }
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
        return Self.violation(of: code, beside: other.decision, in: other.row, of: other.file)
    }

    /// What is wrong with a row beside which another one says something else about the same.
    static func violation(
        of code: String, beside other: Decision, in row: SheetRow, of file: String?
    ) -> Violation {
        let word = other.word.words
        let row = "\(row.number)\(file.map { ", \($0)" } ?? "")"
        return Violation(
            of: "code", .duplicateKey, value: code,
            expected: BilingualText(
                en: "one decision about the same: row \(row) (\(other.code)) says "
                    + "“\(word.english)”",
                id: "satu keputusan tentang hal yang sama: baris \(row) (\(other.code)) "
                    + "berisi “\(word.indonesian)”"))
    }
}
