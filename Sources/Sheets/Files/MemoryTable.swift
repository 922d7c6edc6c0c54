/// Rows of a table that was read whole, as HTML and XML of one piece are.
struct MemoryTable: GridRows {
    let worksheet: String?
    var isHidden = false
    private(set) var faults: [GridFault] = []
    private(set) var merges: [CellRange] = []
    private var rows: [GridRow] = []
    private var position = 0

    init(worksheet: String?) { self.worksheet = worksheet }

    var isEmpty: Bool { rows.isEmpty }

    /// Adds a row that holds something, below those before it.
    mutating func append(_ row: GridRow) {
        guard row.cells.contains(where: { !$0.isEmpty }) else { return }
        guard rows.count < SheetLimits.rows else {
            if faults.isEmpty { faults.append(.tooManyRows(at: row.number)) }
            return
        }
        var row = row
        if let long = row.cells.firstIndex(where: { $0.text.utf8.count > SheetLimits.cellBytes }) {
            faults.append(.tooLong(row: row.number, column: long, value: row.cells[long].text))
            row.isDamaged = true
        }
        if row.cells.count > SheetLimits.columns {
            if let far = row.cells.indices.dropFirst(SheetLimits.columns)
                .first(where: { !row.cells[$0].isEmpty })
            {
                faults.append(
                    .tooManyColumns(row: row.number, column: far, value: row.cells[far].text))
                row.isDamaged = true
            }
            row.cells.removeLast(row.cells.count - SheetLimits.columns)
        }
        rows.append(row)
    }

    /// Takes no more rows, and says from which on.
    mutating func close(at row: Int) {
        if faults.isEmpty { faults.append(.tooManyRows(at: row)) }
    }

    mutating func merge(_ range: CellRange) {
        if merges.count < SheetLimits.findings { merges.append(range) }
    }

    mutating func next(_ row: inout GridRow) -> Bool {
        guard position < rows.count else { return false }
        row = rows[position]
        position += 1
        return true
    }
}
