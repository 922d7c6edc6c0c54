/// Gives cells of a worksheet other styles, and puts in those that are not there yet.
struct WorksheetSplice {
    let map: WorksheetMap
    /// What is wrong with which cell: by row from 1, then by column from 0.
    let shades: [Int: [Int: FindingShade]]
    private var edits = ByteEdits()
    /// Rows of a worksheet that has none.
    private var bareRows = ""

    init(_ map: WorksheetMap, shades: [Int: [Int: FindingShade]]) {
        self.map = map
        self.shades = shades
    }

    /// The changed part.
    ///
    /// - Parameter notes: the relation to what draws notes, where the worksheet has none yet.
    mutating func spliced(
        styles: inout StyleSplice, notes: String?
    ) throws(SpliceRefusal) -> [UInt8] {
        var waiting = shades
        for row in map.rows {
            var wanted = waiting[row.number] ?? [:]
            if shades[row.number] != nil { unhide(row) }
            for cell in row.cells {
                let shade = wanted.removeValue(forKey: cell.column)
                let style = styles.style(cell.style, as: shade)
                guard style != cell.style else { continue }
                edits.set("s", String(style), in: XMLTag(map.bytes, at: cell.head))
            }
            waiting[row.number] = wanted
        }
        for (number, cells) in waiting.sorted(by: { $0.key < $1.key }) where !cells.isEmpty {
            let cells = cells.sorted { $0.key < $1.key }
            try insert(cells.map { ($0.key, $0.value) }, row: number, styles: &styles)
        }
        if !bareRows.isEmpty, let end = map.data?.head.upperBound {
            edits.replace((end - 2)..<end, with: ">\(bareRows)</\(map.prefix)sheetData>")
        }
        if let notes { try draw(notes) }
        return edits.applied(to: map.bytes)
    }

    /// Somebody has to see a faulty row.
    private mutating func unhide(_ row: WorksheetMap.Row) {
        let tag = XMLTag(map.bytes, at: row.head)
        guard let hidden = tag["hidden"] else { return }
        if ["1", "true"].contains(tag.text("hidden")) { edits.remove(hidden.whole) }
    }

    /// Puts blank cells into a row.
    private mutating func insert(
        _ cells: [(column: Int, shade: FindingShade)], row number: Int, styles: inout StyleSplice
    ) throws(SpliceRefusal) {
        let prefix = map.prefix
        let first = map.rows.firstPlace { $0.number >= number }
        let pieces = map.rows[first...].prefix { $0.number == number }
        guard let last = pieces.last else {
            let text = cells.map { cell($0.column, number, $0.shade, in: nil, &styles) }.joined()
            return try insertRow("<\(prefix)row r=\"\(number)\">\(text)</\(prefix)row>", number)
        }
        var behind = ""
        for (column, shade) in cells {
            let text = cell(column, number, shade, in: last, &styles)
            let next = pieces.lazy.flatMap(\.cells).first { $0.column > column }
            if let next {
                edits.insert(text, at: next.head.lowerBound)
            } else {
                behind += text
            }
        }
        // What a row says of its width is only a hint, and would be wrong.
        for piece in pieces {
            if let spans = XMLTag(map.bytes, at: piece.head)["spans"] { edits.remove(spans.whole) }
        }
        guard !behind.isEmpty else { return }
        if last.tail.isEmpty {
            let end = last.head.upperBound
            edits.replace((end - 2)..<end, with: ">\(behind)</\(prefix)row>")
        } else {
            edits.insert(behind, at: last.tail.lowerBound)
        }
    }

    private func cell(
        _ column: Int, _ row: Int, _ shade: FindingShade, in element: WorksheetMap.Row?,
        _ styles: inout StyleSplice
    ) -> String {
        let style = styles.style(map.style(of: column, in: element), as: shade)
        let address = CellName.address(column: column, row: row)
        return "<\(map.prefix)c r=\"\(address)\" s=\"\(style)\"/>"
    }

    private mutating func insertRow(_ text: String, _ number: Int) throws(SpliceRefusal) {
        guard let data = map.data else { throw .odd("sheetData") }
        let next = map.rows.firstPlace { $0.number > number }
        if next < map.rows.count {
            edits.insert(text, at: map.rows[next].head.lowerBound)
        } else if data.tail.isEmpty {
            bareRows += text
        } else {
            edits.insert(text, at: data.tail.lowerBound)
        }
    }

    private mutating func draw(_ relation: String) throws(SpliceRefusal) {
        guard let root = map.parts.last, map.bytes.count >= root.range.upperBound else {
            throw .odd("worksheet")
        }
        let place = ElementOrder.worksheet.place(
            of: "legacyDrawing", among: map.parts.map { ($0.name, $0.range.lowerBound) })
        edits.insert(
            "<\(map.prefix)legacyDrawing xmlns:r=\"\(Self.relations)\" r:id=\"\(relation)\"/>",
            at: place ?? root.range.upperBound)
    }

    private static let relations =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}
