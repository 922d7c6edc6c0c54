import Almanac

/// The worksheets of an OpenDocument spreadsheet (.ods), as LibreOffice saves it (OpenDocument 1.3 part 3,
/// 9.1). Rows and cells that it repeats, to the last row of the sheet, are read as often as they matter.
final class OpenDocumentTables: XMLHandler {
    private(set) var tables: [MemoryTable] = []
    /// Table styles that hide what has them, by name.
    private var hiding: Set<String> = []
    private var style: String?

    private var rowNumber = 0
    private var row = GridRow()
    private var rowRepeats = 1
    private var cell: Cell?
    private var text: [UInt8] = []
    private var paragraphs = 0
    private var isInParagraph = false
    /// How deep in notes and drawings, whose words are not their cell's.
    private var asides = 0
    /// Cells that may still be read: what a small file unpacks to has an end.
    private var room = 6_000_000

    private struct Cell {
        var type: String
        var value: String?
        var hasFormula: Bool
        var repeats: Int
        var across: Int
        var down: Int
        var isCovered: Bool
    }

    /// Whether a ZIP file says that it is such a spreadsheet: its first part names its type, as it is
    /// (OpenDocument 1.3 part 2, 3.3).
    static func isOne(_ bytes: [UInt8]) -> Bool {
        // A local file header (APPNOTE.TXT, 4.3.7): 30 bytes, a name, further fields, the content.
        guard bytes.count > 38, bytes[26] == 8, bytes[27] == 0 else { return false }
        let name = bytes[30..<38]
        let further = Int(bytes[28]) + Int(bytes[29]) << 8
        return name.elementsEqual("mimetype".utf8)
            && bytes.dropFirst(38 + further).starts(
                with: "application/vnd.oasis.opendocument.spreadsheet".utf8)
    }

    /// - Throws: `WorkbookFault` when the file is damaged, encrypted or too large.
    static func tables(of bytes: [UInt8]) throws(WorkbookFault) -> [MemoryTable] {
        let archive = try ZipArchive(bytes)
        if let manifest = try archive.content(of: "META-INF/manifest.xml", limit: 4 << 20),
            manifest.firstRange(of: Array("encryption-data".utf8)) != nil
        {
            throw .encrypted
        }
        guard let part = try archive.part("content.xml", limit: Workbook.worksheetLimit) else {
            throw .openDocument
        }
        let handler = OpenDocumentTables()
        try XMLStream(part, name: "content.xml", handler: handler).finish()
        guard !handler.tables.isEmpty else { throw .noWorksheet }
        return handler.tables
    }

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        switch element {
        case "style": style = attributes["name"]
        case "table-properties":
            if let style, attributes["display"] == "false" { hiding.insert(style) }
        case "table":
            var table = MemoryTable(worksheet: attributes["name"] ?? "\(tables.count + 1)")
            table.isHidden = attributes["style-name"].map(hiding.contains) ?? false
            tables.append(table)
            rowNumber = 0
        case "table-row":
            rowNumber += 1
            rowRepeats = max(1, attributes.number("number-rows-repeated") ?? 1)
            row = GridRow(number: rowNumber)
            row.isHidden = ["collapse", "filter"].contains(attributes["visibility"] ?? "")
        case "table-cell", "covered-table-cell":
            cell = Cell(
                type: attributes["value-type"] ?? "",
                value: attributes["value"] ?? attributes["date-value"]
                    ?? attributes["time-value"] ?? attributes["boolean-value"],
                hasFormula: attributes["formula"] != nil,
                repeats: max(1, attributes.number("number-columns-repeated") ?? 1),
                across: max(1, attributes.number("number-columns-spanned") ?? 1),
                down: max(1, attributes.number("number-rows-spanned") ?? 1),
                isCovered: element == "covered-table-cell")
            text.removeAll(keepingCapacity: true)
            paragraphs = 0
        case "annotation", "frame", "custom-shape", "g": asides += 1
        case "p" where asides == 0:
            if paragraphs > 0 { add("\n") }
            paragraphs += 1
            isInParagraph = true
        case "s" where isInParagraph:
            add(String(repeating: " ", count: min(attributes.number("c") ?? 1, 1_000)))
        case "tab" where isInParagraph: add("\t")
        case "line-break" where isInParagraph: add("\n")
        default: break
        }
    }

    func end(_ element: XMLName) {
        switch element {
        case "style": style = nil
        case "annotation", "frame", "custom-shape", "g": asides -= 1
        case "p" where asides == 0: isInParagraph = false
        case "table-cell", "covered-table-cell": endCell()
        case "table-row": endRow()
        default: break
        }
    }

    func text(_ bytes: UnsafeRawBufferPointer) {
        guard isInParagraph, asides == 0, text.count < 8 * SheetLimits.cellBytes else { return }
        unsafe text.append(contentsOf: bytes)
    }

    private func add(_ words: String) {
        if cell != nil, text.count < 8 * SheetLimits.cellBytes { text += Array(words.utf8) }
    }

    // MARK: Rows

    private func endRow() {
        defer { rowNumber += rowRepeats - 1 }
        guard !tables.isEmpty, row.cells.contains(where: { !$0.isEmpty }) else { return }
        // One more than may be, so that it is said.
        for repetition in 0..<min(rowRepeats, SheetLimits.rows + 1)
        where tables[tables.count - 1].faults.isEmpty {
            row.number = rowNumber + repetition
            guard row.number <= 1_048_576 else { return }
            tables[tables.count - 1].append(row)
        }
    }

    private func endCell() {
        guard let cell, !tables.isEmpty else { return }
        self.cell = nil
        let column = row.cells.count
        let content = cell.isCovered ? GridCell(text: "") : content(of: cell)
        if !cell.isCovered, cell.across > 1 || cell.down > 1, cell.across < 16_384,
            cell.down < 1_048_576
        {
            tables[tables.count - 1].merge(
                CellRange(
                    rows: rowNumber...(rowNumber + cell.down - 1),
                    columns: column...(column + cell.across - 1)))
        }
        // What is blank to the last column of the sheet is nothing.
        let most = SheetLimits.columns + 1 - column
        let count = min(cell.repeats, most, room)
        guard count > 0 else { return }
        room -= count
        if room == 0 { tables[tables.count - 1].close(at: rowNumber) }
        row.cells.append(contentsOf: repeatElement(content, count: count))
    }

    // MARK: Cells

    private func content(of cell: Cell) -> GridCell {
        let shown = String(decoding: text, as: UTF8.self)
        switch cell.type {
        case "float", "percentage", "currency":
            guard let value = cell.value, let number = Double(value), number.isFinite else {
                return GridCell(text: shown)
            }
            return GridCell(
                text: number.magnitude < 1e15 ? FifteenDigits.text(of: number) : value,
                content: .number, shape: Self.shape(of: shown, number))
        case "date":
            guard let value = cell.value else { return GridCell(text: shown) }
            let parts = value.split(separator: "T", maxSplits: 1).map(String.init)
            guard let date = parts.first.flatMap({ CivilDate($0) }) else {
                return GridCell(text: shown)
            }
            let time = parts.count > 1 ? CivilTime(String(parts[1].prefix(8))) : nil
            let hasTime = (time?.secondOfDay ?? 0) > 0
            return GridCell(
                text: hasTime ? "\(date) \(time?.description ?? "")" : date.description,
                content: .moment(date: date, time: hasTime ? time : nil))
        case "time":
            guard let time = cell.value.flatMap(Self.time) else { return GridCell(text: shown) }
            return GridCell(text: time.description, content: .moment(date: nil, time: time))
        case "boolean": return GridCell(text: cell.value == "true" ? "TRUE" : "FALSE")
        default:
            if cell.hasFormula, shown.isEmpty, cell.type.isEmpty {
                return GridCell(text: "", content: .formulaWithoutValue)
            }
            if cell.hasFormula, shown.hasPrefix("Err:") || shown.hasPrefix("#") {
                return GridCell(text: shown, content: .error)
            }
            return GridCell(text: shown)
        }
    }

    /// A code whose noughts its format shows: 0004711.
    private static func shape(of shown: String, _ number: Double) -> NumberShape? {
        guard shown.utf8.count < 40, shown.hasPrefix("0"), shown.count > 1,
            shown.utf8.allSatisfy({ (0x30...0x39).contains($0) }), Double(shown) == number
        else { return nil }
        return NumberShape(code: String(repeating: "0", count: shown.count))
    }

    /// `PT15H30M00S` (XML Schema's duration), within a day.
    private static func time(_ duration: String) -> CivilTime? {
        guard duration.hasPrefix("PT"), duration.utf8.count < 40 else { return nil }
        var seconds = 0
        var digits = ""
        for letter in duration.dropFirst(2) {
            if letter.isNumber || letter == "." {
                digits.append(letter)
                continue
            }
            guard let number = Double(digits), let unit = ["H": 3_600, "M": 60, "S": 1][letter]
            else { return nil }
            seconds += Int((number * Double(unit)).rounded())
            digits = ""
        }
        return (0..<86_400).contains(seconds) ? CivilTime(secondOfDay: seconds) : nil
    }
}
