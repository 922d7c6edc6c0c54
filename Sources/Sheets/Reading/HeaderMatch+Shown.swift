import Coordination

extension HeaderMatch {
    /// What a row of a decisions sheet holds in the columns of a letter's words, by their English names.
    ///
    /// They are only to be read: whoever writes into them means something that no decision says.
    func shownCells(of row: GridRow) -> [String: String] {
        guard definition.kind == .decisions else { return [:] }
        var shown: [String: String] = [:]
        for (position, cell) in self.row.cells.enumerated() {
            let header = HeaderName.canonical(cell.text)
            guard let column = definition.shown.first(where: { $0.isHeaded(header) }) else {
                continue
            }
            let text = row.text(at: position)
            if !CellText.isBlank(text) { shown[column.name] = text }
        }
        return shown
    }
}
