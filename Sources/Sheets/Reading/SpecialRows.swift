import Coordination

/// Tells the rows that are no data: those that declare sums, those that say there is nothing, and those
/// that nobody has filled in.
struct SpecialRows {
    private let match: HeaderMatch
    /// The columns that a person fills in; nil where every row says something.
    private let answers: [String]?

    init(_ match: HeaderMatch) {
        self.match = match
        let form = match.row.cells.lazy.compactMap { FormMark($0.text) }.first
        answers = form?.columns ?? match.definition.answers
    }

    /// What a row's sums are of.
    enum Total {
        /// The label is a total's own word; of several, each may be of its part.
        case whole
        /// `Sub Total`, `Jumlah S-1`: of the rows above it.
        case part
    }

    /// Which sums a row declares; nil of a row that declares none.
    func total(in row: GridRow) -> Total? {
        guard let label = row.cells.firstIndex(where: { !CellText.isBlank($0.text) }),
            Self.beginsLikeTotal(row.cells[label].text)
        else { return nil }
        let others = match.columns.filter { bound in
            bound.position != label && !bound.column.isNumber
                && !CellText.isBlank(row.text(at: bound.position))
        }
        if others.isEmpty, Self.isTotalWord(row.cells[label].text) { return .whole }
        // Its label may stand in any column, and one more may say of how many rows it is; a row of data has
        // what is required.
        let required = match.columns.filter {
            $0.column.isRequired && !$0.column.isNumber && $0.position != label
                && $0.constant == nil
        }
        guard match.definition.kind.isSubmission, others.count <= 1, required.count > 1,
            Self.beginsWithTotal(row.cells[label].text),
            match.columns.contains(where: {
                $0.column.isNumber && !CellText.isBlank(row.text(at: $0.position))
            })
        else { return nil }
        return Self.isTotalWord(row.cells[label].text) ? .whole : .part
    }

    /// Whether a row waits to be filled in.
    func isUnanswered(_ row: GridRow) -> Bool {
        guard let answers else { return false }
        return match.columns.allSatisfy { bound in
            !answers.contains(bound.column.name)
                || CellText.isBlank(row.text(at: bound.position))
        }
    }

    /// Whether a text begins as the label of a sum does: `Total PT Sinar Baru`.
    static func beginsWithTotal(_ text: String) -> Bool {
        let words = text.split(maxSplits: 2, whereSeparator: { !$0.isLetter && $0 != "-" })
            .map { HeaderName.canonical(String($0)) }
        guard let first = words.first else { return false }
        // A client may be called Grand Hotel.
        let isPair =
            ["sub", "grand"].contains(first) && words.count > 1
            && ["total", "jumlah"].contains(words[1])
        return isPair || ["total", "subtotal", "jumlah", "grandtotal", "saldo"].contains(first)
    }

    private static func isTotalWord(_ text: String) -> Bool {
        totalWords.contains(HeaderName.canonical(text))
    }

    private static func beginsLikeTotal(_ text: String) -> Bool {
        // Nearly every row ends here.
        text.utf8.count < 60 && text.utf8.contains(where: isInTotalWord)
            && (isTotalWord(text) || beginsWithTotal(text))
    }

    /// One of the letters `t`, `j`, `g` and `s`, of which each such word has one.
    private static func isInTotalWord(_ byte: UInt8) -> Bool {
        let small = byte | 0x20
        return [0x74, 0x6A, 0x67, 0x73].contains(small)
    }

    private static let totalWords: Set<String> = [
        "total", "jumlah", "grandtotal", "jumlahtotal", "totaljumlah", "totalkeseluruhan",
        "jumlahkeseluruhan",
    ]

    /// Where a row says that there is nothing to report, and nothing else: beside it only the period
    /// and the team for which it says so, and numbers of nothing. Any column will do, one that has no
    /// meaning here, too: which of them it belongs into, nobody can know.
    func nilPosition(in row: GridRow) -> Int? {
        guard match.definition.kind.isSubmission,
            let position = row.cells.firstIndex(where: { Self.isNil($0.text) })
        else { return nil }
        let framing = match.columns.filter { ["period", "team"].contains($0.column.name) }
            .map(\.position)
        let isAlone = row.cells.indices.allSatisfy { other in
            let cell = row.cells[other]
            return other == position || framing.contains(other) || cell.isEmpty
                || Self.isNil(cell.text)
                || ["0", "-", "–"].contains(cell.text.filter { $0 != " " })
        }
        return isAlone ? position : nil
    }

    private static func isNil(_ text: String) -> Bool {
        // Nearly every cell ends here.
        guard text.utf8.count < 16, let first = text.first(where: { $0.isLetter }),
            first == "n" || first == "N"
        else { return false }
        return ["nihil", "nil"].contains(HeaderName.canonical(text))
    }
}
