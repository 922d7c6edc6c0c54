/// Tells the rows that are no data: those that declare sums, those that say there is nothing, and those
/// that nobody has filled in.
struct SpecialRows {
    private let match: HeaderMatch

    init(_ match: HeaderMatch) {
        self.match = match
    }

    /// Whether a row declares sums: its first word says so, and beside it there are only numbers.
    func isTotal(_ row: GridRow) -> Bool {
        guard let label = row.cells.firstIndex(where: { !CellText.isBlank($0.text) }),
            Self.isTotalWord(row.cells[label].text)
        else { return false }
        return match.columns.allSatisfy { bound in
            bound.position == label || bound.column.isNumber
                || CellText.isBlank(row.text(at: bound.position))
        }
    }

    /// Whether a row waits to be filled in.
    func isUnanswered(_ row: GridRow) -> Bool {
        guard let answers = match.definition.answers else { return false }
        return match.columns.allSatisfy { bound in
            !answers.contains(bound.column.name)
                || CellText.isBlank(row.text(at: bound.position))
        }
    }

    private static func isTotalWord(_ text: String) -> Bool {
        // Nearly every row ends here.
        guard text.utf8.count < 40, text.contains(where: { "tTjJgG".contains($0) }) else {
            return false
        }
        return totalWords.contains(HeaderName.canonical(text))
    }

    private static let totalWords: Set<String> = [
        "total", "jumlah", "grandtotal", "jumlahtotal", "totaljumlah", "totalkeseluruhan",
        "jumlahkeseluruhan",
    ]

    /// The column in which a row says that there is nothing to report, and nothing else: only the
    /// period and the team for which it says so.
    func nilColumn(in row: GridRow) -> HeaderMatch.Column? {
        guard let name = match.definition.nilColumn,
            let bound = match.columns.first(where: { $0.column.name == name })
        else { return nil }
        let text = row.text(at: bound.position)
        guard text.utf8.count < 12,
            ["nihil", "nil"].contains(HeaderName.canonical(text))
        else { return nil }
        let isAlone = match.columns.allSatisfy { other in
            let text = row.text(at: other.position)
            return other.position == bound.position
                || ["period", "team"].contains(other.column.name)
                || CellText.isBlank(text)
                || other.column.isNumber && ["0", "-"].contains(text.filter { $0 != " " })
        }
        return isAlone ? bound : nil
    }
}
