/// What sheets said of orders, cell by cell, as SHEETS' *What a cell says* remembers it: the judge of what an old
/// copy may change.
struct SaidCells {
    private struct Cell: Hashable {
        var row: String
        var column: String
    }

    private var said: [Cell: [String]] = [:]

    /// Columns of which a value that was said before and replaced since is not applied.
    static let columns: Set<String> = ["client", "quantity", "promised", "expected"]

    static func key(_ cells: some Sequence<String>) -> String { cells.joined(separator: "/") }

    /// Whether a cell says what was said before and replaced since.
    func isOld(_ value: String, in column: String, of row: String) -> Bool {
        let words = said[Cell(row: row, column: column)] ?? []
        return !value.isEmpty && words.last != value && words.contains(value)
    }

    /// Those of `cells` that nobody said before.
    func unsaid(_ cells: [String: String], of row: String) -> [String: String] {
        cells.filter { column, value in
            said[Cell(row: row, column: column)]?.contains(value) != true
        }
    }

    /// What an import that was undone said, nobody said.
    mutating func forget(_ cells: [String: String], of row: String) {
        for (column, value) in cells {
            said[Cell(row: row, column: column)]?.removeAll { $0 == value }
        }
    }

    /// An old copy's words are none.
    mutating func note(_ cells: [String: String], of row: String) {
        for (column, value) in cells where Self.columns.contains(column) {
            let cell = Cell(row: row, column: column)
            said[cell] = (said[cell] ?? []).filter { $0 != value } + [value]
        }
    }
}
