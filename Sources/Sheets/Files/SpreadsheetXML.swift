import Almanac

/// Excel's XML of 2003 (the SpreadsheetML of its XML Spreadsheet Reference), which reporting tools
/// still write and call `.xls`.
final class SpreadsheetXML: XMLHandler {
    private(set) var tables: [MemoryTable] = []
    /// What styles make of numbers, by their names.
    private var shapes: [String: NumberShape] = [:]
    private var style: String?

    private var row = GridRow()
    private var cell = Cell()
    private var value: [UInt8] = []
    private var isInData = false
    private var isInComment = false
    private var isInVisible = false

    private struct Cell {
        var column = -1
        var type = ""
        var style: String?
        var hasFormula = false
        var across = 0
        var down = 0
    }

    /// - Throws: `WorkbookFault` when the file is damaged.
    static func tables(of bytes: [UInt8]) throws(WorkbookFault) -> [MemoryTable] {
        let handler = SpreadsheetXML()
        try XMLStream(MemoryBytes(bytes), name: "XML", handler: handler).finish()
        guard !handler.tables.isEmpty else { throw .noWorksheet }
        return handler.tables
    }

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        switch element {
        case "Style": style = attributes["ID"]
        case "NumberFormat":
            if let style, let code = attributes["Format"] {
                shapes[style] = NumberShape(code: code)
            }
        case "Worksheet":
            tables.append(MemoryTable(worksheet: attributes["Name"] ?? "\(tables.count + 1)"))
            row = GridRow()
        case "Row":
            row = GridRow(number: attributes.number("Index") ?? row.number + 1)
            row.isHidden = attributes.isTrue("Hidden")
            cell = Cell()
        case "Cell":
            let column = attributes.number("Index").map { $0 - 1 } ?? cell.column + 1 + cell.across
            cell = Cell(
                column: column, style: attributes["StyleID"],
                hasFormula: attributes["Formula"] != nil,
                across: attributes.number("MergeAcross") ?? 0,
                down: attributes.number("MergeDown") ?? 0)
            value.removeAll(keepingCapacity: true)
        case "Comment": isInComment = true
        case "Data" where !isInComment:
            isInData = true
            cell.type = attributes["Type"] ?? "String"
        case "Visible": isInVisible = true
        default: break
        }
    }

    func end(_ element: XMLName) {
        switch element {
        case "Style": style = nil
        case "Comment": isInComment = false
        case "Data": isInData = false
        case "Cell": endCell()
        case "Row":
            if !tables.isEmpty { tables[tables.count - 1].append(row) }
        case "Visible": isInVisible = false
        default: break
        }
    }

    func text(_ bytes: UnsafeRawBufferPointer) {
        if isInData, value.count < 8 * SheetLimits.cellBytes {
            unsafe value.append(contentsOf: bytes)
        } else if isInVisible, unsafe bytes.starts(with: Array("SheetHidden".utf8)),
            !tables.isEmpty
        {
            tables[tables.count - 1].isHidden = true
        }
    }

    private func endCell() {
        guard (0..<16_384).contains(cell.column), row.number <= 1_048_576 else { return }
        if cell.across > 0 || cell.down > 0, !tables.isEmpty, cell.across < 16_384,
            cell.down < 1_048_576
        {
            tables[tables.count - 1].merge(
                CellRange(
                    rows: row.number...(row.number + cell.down),
                    columns: cell.column...(cell.column + cell.across)))
        }
        let content = content
        guard !content.isEmpty else { return }
        while row.cells.count < cell.column { row.cells.append(GridCell(text: "")) }
        if row.cells.count == cell.column { row.cells.append(content) }
    }

    private var content: GridCell {
        let text = String(decoding: value, as: UTF8.self)
        switch cell.type {
        case "Number":
            guard let number = Double(text) else { return GridCell(text: text) }
            return GridCell(
                text: number.magnitude < 1e15 ? FifteenDigits.text(of: number) : text,
                content: .number, shape: cell.style.flatMap { shapes[$0] })
        case "DateTime":
            let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
            guard let date = parts.first.flatMap({ CivilDate($0) }) else {
                return GridCell(text: text)
            }
            let time = parts.count > 1 ? CivilTime(String(parts[1].prefix(8))) : nil
            // A time of day alone stands on the day before the first.
            guard date.year > 1900 || date.month > 1 || date.day > 1 else {
                return GridCell(
                    text: time?.description ?? text, content: .moment(date: nil, time: time))
            }
            let hasTime = (time?.secondOfDay ?? 0) > 0
            return GridCell(
                text: hasTime ? "\(date) \(time?.description ?? "")" : date.description,
                content: .moment(date: date, time: hasTime ? time : nil))
        case "Boolean": return GridCell(text: text == "1" ? "TRUE" : "FALSE")
        case "Error": return GridCell(text: text, content: .error)
        default:
            return text.isEmpty && cell.hasFormula
                ? GridCell(text: "", content: .formulaWithoutValue) : GridCell(text: text)
        }
    }
}
