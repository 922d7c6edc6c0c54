/// A worksheet's part by where the bytes of those rows and cells stand that are to be changed.
final class WorksheetMap: XMLHandler {
    /// A cell.
    struct Cell {
        /// From 0.
        var column: Int
        /// Its start tag.
        var head: Range<Int>
        var style: Int
    }

    /// A `row` element; several may make one row.
    struct Row {
        /// From 1.
        var number: Int
        var head: Range<Int>
        /// The end tag; nothing behind a tag that closes itself.
        var tail: Range<Int>
        /// The style of cells that are not there.
        var style: Int?
        var cells: [Cell] = []
    }

    /// A child of the root.
    struct Part {
        /// Its name, or what the alternatives in it are.
        var name: String
        var range: Range<Int>
    }

    let bytes: [UInt8]
    /// Rows that are asked for, those with cells of the styles that are asked for, and where every other begins.
    private(set) var rows: [Row] = []
    private(set) var parts: [Part] = []
    private(set) var prefix = ""
    /// The start tag of the rows' element, and its end tag.
    private(set) var data: (head: Range<Int>, tail: Range<Int>)?
    private var columnStyles: [(columns: ClosedRange<Int>, style: Int)] = []
    private let isWanted: (Int) -> Bool
    private let isStyleWanted: (Int) -> Bool
    private weak var stream: XMLStream?
    private var depth = 0
    private var row: Row?
    private var column = -1
    private var isInData = false
    /// Cells made one, of which only the first shows.
    private(set) var merges: [CellRange] = []
    /// How many rows, cells, parts and columns are still known.
    private var room: Int
    /// The identifier of what draws notes.
    private(set) var shapesRelation: String?

    /// - Parameters:
    ///   - isWanted: whether a row's cells are to be known.
    ///   - isStyleWanted: whether a cell of a style is to be known, wherever it is.
    ///   - limit: rows, cells, parts and columns that are known at most.
    /// - Throws: `SpliceRefusal.tooLarge` beyond the limit, and `.odd` of what is not well-formed.
    init(
        _ bytes: [UInt8], name: String, isWanted: @escaping (Int) -> Bool,
        isStyleWanted: @escaping (Int) -> Bool = { _ in false }, limit: Int = 2_000_000
    ) throws(SpliceRefusal) {
        self.bytes = bytes
        self.isWanted = isWanted
        self.isStyleWanted = isStyleWanted
        room = limit
        try XMLEncoding.check(bytes, name: name)
        let stream = XMLStream(MemoryBytes(bytes), name: name, handler: self)
        self.stream = stream
        do throws(WorkbookFault) {
            try stream.finish()
        } catch {
            throw .odd(name)
        }
        self.stream = nil
        guard room >= 0 else { throw .tooLarge }
        guard data != nil, zip(rows, rows.dropFirst()).allSatisfy({ $0.number <= $1.number }) else {
            throw .odd(name)
        }
    }

    /// The style of a cell that is not there.
    func style(of column: Int, in row: Row?) -> Int {
        row?.style ?? columnStyles.first { $0.columns.contains(column) }?.style ?? 0
    }

    /// What a child of a worksheet is: the first name of the schema in it, where it holds alternatives.
    static func meaning(of element: XMLMap.Element, in map: XMLMap) -> String {
        guard element.name == "AlternateContent" else { return element.name }
        let inner = map.inside(element).first {
            ElementOrder.worksheet.names.contains($0.name)
        }
        return inner?.name ?? element.name
    }

    // MARK: Events

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        guard let place = stream?.place else { return }
        depth += 1
        if isInData {
            if depth == 3, element == "row" { startRow(attributes, place) }
            if depth == 4, element == "c" { addCell(attributes, place) }
            return
        }
        switch depth {
        case 1: prefix = XMLTag.prefix(of: bytes[place])
        case 2: startPart(element, attributes, place)
        default:
            if element == "col" { addColumn(attributes) }
            if element == "mergeCell", merges.count < SheetLimits.findings,
                let range = attributes["ref"].flatMap(CellRange.init)
            {
                merges.append(range)
            }
            if let last = parts.indices.last, parts[last].name == "AlternateContent",
                ElementOrder.worksheet.names.contains(element.text)
            {
                parts[last].name = element.text
            }
        }
    }

    func end(_ element: XMLName) {
        guard let place = stream?.place else { return }
        if isInData {
            if depth == 3, element == "row" { endRow(place) }
            if depth == 2 {
                isInData = false
                data?.tail = place
            }
        }
        if depth == 2, let last = parts.indices.last {
            parts[last].range = parts[last].range.lowerBound..<place.upperBound
        }
        depth -= 1
    }

    /// Whether one thing more may be known.
    private func takesRoom() -> Bool {
        if room >= 0 { room -= 1 }
        return room >= 0
    }

    private func startPart(
        _ element: XMLName, _ attributes: XMLAttributes, _ place: Range<Int>
    ) {
        guard takesRoom() else { return }
        parts.append(Part(name: element.text, range: place))
        if element == "sheetData" {
            isInData = true
            data = (place, place.upperBound..<place.upperBound)
        }
        if element == "legacyDrawing" { shapesRelation = attributes["id"] }
    }

    private func startRow(_ attributes: XMLAttributes, _ place: Range<Int>) {
        let number = attributes.number("r") ?? (rows.last?.number ?? 0) + 1
        let style = attributes.isTrue("customFormat") ? attributes.number("s") : nil
        row = Row(
            number: number, head: place, tail: place.upperBound..<place.upperBound, style: style)
        column = -1
        if let before = rows.last, before.number == number {
            column = before.cells.last?.column ?? -1
        }
    }

    private func endRow(_ place: Range<Int>) {
        guard var row else { return }
        self.row = nil
        guard takesRoom() else { return }
        if !place.isEmpty { row.tail = place }
        rows.append(row)
    }

    private func addCell(_ attributes: XMLAttributes, _ place: Range<Int>) {
        guard let row else { return }
        column = attributes.column("r") ?? column + 1
        let style = attributes.number("s") ?? 0
        guard isWanted(row.number) || isStyleWanted(style), takesRoom() else { return }
        self.row?.cells.append(Cell(column: column, head: place, style: style))
    }

    private func addColumn(_ attributes: XMLAttributes) {
        guard let style = attributes.number("style"), let first = attributes.number("min"),
            let last = attributes.number("max"), first >= 1, first <= last, takesRoom()
        else { return }
        columnStyles.append(((first - 1)...(last - 1), style))
    }
}
