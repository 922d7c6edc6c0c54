/// The tables of an HTML file, as far as a spreadsheet would show them: web programs call such a file
/// `.xls`, and Excel opens it (HTML Living Standard, 4.9 and 13.2).
///
/// Forgiving as browsers are: what is not closed ends where the next thing begins.
struct HTMLTables {
    private(set) var tables: [MemoryTable] = []
    /// Tables that are open, the innermost last.
    private var open: [Table] = []
    private var skipped: String?
    private var formats = HTMLNumberFormats()

    private struct Table {
        var rows = MemoryTable(worksheet: nil)
        var row = GridRow()
        var isInRow = false
        var cell: Cell?
        /// Cells of rows above that reach down: how many rows still, by column.
        var spans: [Int: Int] = [:]
    }

    private struct Cell {
        var column: Int
        var columns: Int
        var attributes: Substring
        var text = ""
    }

    /// - Parameter bytes: UTF-8.
    init(_ bytes: [UInt8]) {
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"), let end = markup(bytes, at: position) {
                position = end
            } else {
                let start = position
                position += 1
                while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
                text(bytes[start..<position])
            }
        }
        while !open.isEmpty { closeTable() }
    }

    // MARK: Markup

    /// Reads a tag or comment.
    ///
    /// - Returns: where it ends; nil where it is none, but a sign in a text.
    private mutating func markup(_ bytes: [UInt8], at start: Int) -> Int? {
        if bytes[start...].starts(with: Array("<!--".utf8)) {
            let end = bytes[(start + 4)...].firstRange(of: Array("-->".utf8))
            // Style sheets stand in comments for browsers that know none.
            if skipped == "style" {
                let rules = bytes[(start + 4)..<(end?.lowerBound ?? bytes.count)]
                formats.read(String(decoding: rules, as: UTF8.self))
            }
            return end.map(\.upperBound) ?? bytes.count
        }
        guard start + 1 < bytes.count else { return nil }
        let next = bytes[start + 1]
        let isClosing = next == UInt8(ascii: "/")
        let isLetter = { (byte: UInt8) in
            (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        let nameStart = start + (isClosing ? 2 : 1)
        guard nameStart < bytes.count,
            isLetter(bytes[nameStart]) || [UInt8(ascii: "!"), UInt8(ascii: "?")].contains(next)
        else { return nil }
        // A bracket in an attribute's quotation marks does not end the tag.
        var end = nameStart
        var quote: UInt8?
        while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
            if let open = quote {
                if bytes[end] == open { quote = nil }
            } else if bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
                quote = bytes[end]
            }
            end += 1
        }
        let content = String(decoding: bytes[nameStart..<end], as: UTF8.self)
        let name = content.prefix { $0.isLetter || $0.isNumber }.lowercased()
        if let skip = skipped {
            if isClosing, name == skip { skipped = nil }
        } else {
            isClosing ? close(name) : begin(name, attributes: content.dropFirst(name.count))
        }
        return min(end + 1, bytes.count)
    }

    private mutating func begin(_ name: String, attributes: Substring) {
        switch name {
        case "script", "style", "title", "template", "noscript": skipped = name
        case "table":
            guard open.count < 32 else { return }
            open.append(Table())
        case "tr":
            closeRow()
            openRow()
        case "td", "th": beginCell(attributes)
        case "br", "p", "div", "li": addText("\n")
        default: break
        }
    }

    private mutating func close(_ name: String) {
        switch name {
        case "table": closeTable()
        case "tr", "tbody", "thead", "tfoot": closeRow()
        case "td", "th": closeCell()
        default: break
        }
    }

    private mutating func beginCell(_ attributes: Substring) {
        closeCell()
        guard !open.isEmpty else { return }
        let columns = Self.number("colspan", in: attributes) ?? 1
        let rows = Self.number("rowspan", in: attributes) ?? 1
        let last = open.count - 1
        if !open[last].isInRow { openRow() }
        fillSpans()
        let column = open[last].row.cells.count
        open[last].cell = Cell(
            column: column, columns: min(max(columns, 1), SheetLimits.columns),
            attributes: attributes)
        guard rows > 1 else { return }
        for offset in 0..<min(max(columns, 1), SheetLimits.columns) {
            open[last].spans[column + offset] = min(rows, SheetLimits.rows)
        }
    }

    /// Leaves blank what cells from above reach into.
    private mutating func fillSpans() {
        let last = open.count - 1
        while let left = open[last].spans[open[last].row.cells.count], left > 0,
            open[last].row.cells.count <= SheetLimits.columns
        {
            open[last].row.cells.append(GridCell(text: ""))
        }
    }

    private mutating func closeCell() {
        guard let cell = open.last?.cell else { return }
        let last = open.count - 1
        open[last].cell = nil
        let lines = cell.text.split(whereSeparator: \.isNewline)
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty }
        guard open[last].row.cells.count < 4 * SheetLimits.columns else { return }
        open[last].row.cells.append(
            formats.cell(lines.joined(separator: "\n"), attributes: cell.attributes))
        for _ in 1..<cell.columns { open[last].row.cells.append(GridCell(text: "")) }
    }

    private mutating func openRow() {
        guard !open.isEmpty else { return }
        open[open.count - 1].row.number += 1
        open[open.count - 1].isInRow = true
    }

    private mutating func closeRow() {
        closeCell()
        guard open.last?.isInRow == true else { return }
        let last = open.count - 1
        open[last].isInRow = false
        open[last].rows.append(open[last].row)
        open[last].row.cells.removeAll(keepingCapacity: true)
        open[last].spans = open[last].spans.compactMapValues { $0 > 1 ? $0 - 1 : nil }
    }

    private mutating func closeTable() {
        closeRow()
        guard let table = open.popLast(), !table.rows.isEmpty else { return }
        tables.append(table.rows)
    }

    /// A number that an attribute gives; nil where there is none.
    private static func number(_ name: String, in attributes: Substring) -> Int? {
        let text = attributes.lowercased()
        guard let start = text.firstRange(of: name) else { return nil }
        let value = text[start.upperBound...].drop { " =\"'".contains($0) }
        return Int(value.prefix { $0.isASCII && $0.isNumber })
    }

    // MARK: Text

    private mutating func text(_ bytes: ArraySlice<UInt8>) {
        if skipped == "style" { formats.read(String(decoding: bytes, as: UTF8.self)) }
        guard skipped == nil, open.last?.cell != nil else { return }
        // Line ends of the source are spaces; only elements end lines.
        let plain = bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        addText(HTMLText.decoded(String(decoding: plain, as: UTF8.self)))
    }

    private mutating func addText(_ text: String) {
        guard let cell = open.last?.cell, cell.text.utf8.count <= SheetLimits.cellBytes else {
            return
        }
        open[open.count - 1].cell?.text += text
    }
}
