import Coordination

/// Looks for dates in columns that nobody knows, where a sheet lacks the column that lists of its kind are read for.
struct StrangeDates {
    private let column: SheetColumn
    private let headings: [Int: StrangeColumn]
    private var dated: Set<Int> = []
    private var others: Set<Int> = []

    /// - Parameter positions: of the columns that are not read.
    /// - Returns: nil where there is none of them, or the sheet has its column.
    init?(_ match: HeaderMatch, at positions: [Int]) {
        guard !positions.isEmpty, match.mapping == nil,
            let name = match.definition.newsColumn,
            !match.columns.contains(where: { $0.column.name == name }),
            let column = match.definition.columns.first(where: { $0.name == name })
        else { return nil }
        self.column = column
        headings = Dictionary(
            uniqueKeysWithValues: positions.map { position in
                (
                    position,
                    StrangeColumn(
                        cell: CellName.address(column: position, row: match.row.number),
                        heading: match.row.text(at: position))
                )
            })
    }

    mutating func note(_ row: GridRow, _ cells: CellReader) {
        for position in headings.keys where !others.contains(position) {
            guard position < row.cells.count, !CellText.isBlank(row.cells[position].text) else {
                continue
            }
            // What is no date says that it is no column of them.
            if (try? cells.read(row.cells[position], of: column)) != nil {
                dated.insert(position)
            } else {
                others.insert(position)
            }
        }
    }

    /// Those in which dates stand and nothing else, from left to right.
    var columns: [StrangeColumn] {
        dated.subtracting(others).sorted().compactMap { headings[$0] }
    }
}
