extension [WorkbookSplice.Mark] {
    /// The marks where somebody sees them: those of cells that a merge covers on the merge's first cell, each
    /// saying of which cell it is; what they all say, once. Nil where no merge covers any.
    func shown(in merges: [CellRange]) -> [WorkbookSplice.Mark]? {
        guard !merges.isEmpty else { return nil }
        var isMoved = false
        var said: Set<String> = []
        var shown: [WorkbookSplice.Mark] = []
        for mark in self {
            guard
                let merge = merges.first(where: {
                    $0.rows.contains(mark.row) && $0.columns.contains(mark.column)
                })
            else {
                shown.append(mark)
                continue
            }
            let (row, column) = (merge.rows.lowerBound, merge.columns.lowerBound)
            let isFirst = said.insert("\(row) \(column) \(mark.text)").inserted
            if mark.row == row, mark.column == column {
                shown.append(mark)
                continue
            }
            isMoved = true
            guard isFirst else { continue }
            var moved = mark
            (moved.row, moved.column) = (row, column)
            moved.text = CellName.address(column: mark.column, row: mark.row) + ": " + mark.text
            shown.append(moved)
        }
        return isMoved ? shown : nil
    }
}
