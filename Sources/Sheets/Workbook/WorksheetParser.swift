import Almanac

/// Makes rows of a worksheet's XML (ECMA-376 part 1, 18.3.1) and queues them until somebody takes them.
final class WorksheetParser: XMLHandler {
    private let strings: [String]
    private let styles: CellStyles
    private let countsFrom1904: Bool

    /// Rows that hold something, in their order.
    private var ready: [GridRow] = []
    private var taken = 0
    private(set) var merges: [CellRange] = []
    /// Why the worksheet cannot be read on.
    private(set) var fault: GridFault?
    /// The first fault of a row, by its number.
    private var rowFaults: [Int: GridFault] = [:]

    private var row = GridRow()
    private var isInRows = false
    private var isFilled = false
    private var cell = Cell()
    private var text = RichText()
    private var value: [UInt8] = []
    private var isInValue = false

    /// The cell that is being read.
    private struct Cell {
        var column = -1
        var type: CellType = .number
        var style: Int?
        var hasFormula = false
        var hasValue = false
    }

    /// What `t` says of a cell (18.18.11).
    private enum CellType {
        case number, shared, inline, formulaText, boolean, error, date

        init(_ word: String?) {
            self =
                switch word {
                case "s": .shared
                case "inlineStr": .inline
                case "str": .formulaText
                case "b": .boolean
                case "e": .error
                case "d": .date
                default: .number
                }
        }
    }

    init(strings: [String], styles: CellStyles, countsFrom1904: Bool) {
        self.strings = strings
        self.styles = styles
        self.countsFrom1904 = countsFrom1904
    }

    var isDrained: Bool { taken == ready.count }

    func takeRow(_ row: inout GridRow) -> Bool {
        guard taken < ready.count else { return false }
        swap(&row, &ready[taken])
        taken += 1
        if taken == ready.count {
            ready.removeAll(keepingCapacity: true)
            taken = 0
        }
        return true
    }

    func takeFault(of row: Int) -> GridFault? { rowFaults.removeValue(forKey: row) }

    func clear() {
        ready = []
        taken = 0
    }

    // MARK: Events

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        guard isInRows else {
            if element == "sheetData" { isInRows = true }
            if merges.count < SheetLimits.findings, element == "mergeCell",
                let range = attributes["ref"].flatMap(CellRange.init)
            {
                merges.append(range)
            }
            return
        }
        switch element {
        case "c": startCell(attributes)
        case "v":
            isInValue = true
            cell.hasValue = true
        case "f": cell.hasFormula = true
        case "is", "t", "rPh":
            cell.hasValue = true
            text.start(element)
        case "row": startRow(attributes)
        default: break
        }
    }

    func end(_ element: XMLName) {
        guard isInRows else { return }
        switch element {
        case "c": endCell()
        case "v": isInValue = false
        case "t", "rPh": text.end(element)
        case "sheetData":
            finishRow()
            isInRows = false
        default: break
        }
    }

    func text(_ bytes: UnsafeRawBufferPointer) {
        if isInValue {
            if value.count < SheetLimits.cellBytes { unsafe value.append(contentsOf: bytes) }
        } else {
            unsafe text.add(bytes)
        }
    }

    // MARK: Rows and cells

    /// Several elements may make one row, as some writers' pieces do.
    private func startRow(_ attributes: XMLAttributes) {
        let number = attributes.number("r") ?? row.number + 1
        cell.column = -1
        if number == row.number {
            row.isHidden = row.isHidden || attributes.isTrue("hidden")
            return
        }
        finishRow()
        if number < row.number || number > 1_048_576 { refuse(row: number) }
        row = GridRow(number: number)
        row.cells.reserveCapacity(16)
        row.isHidden = attributes.isTrue("hidden")
        isFilled = false
    }

    private func finishRow() {
        if isFilled, fault == nil { ready.append(row) }
        isFilled = false
    }

    private func startCell(_ attributes: XMLAttributes) {
        let column = attributes.column("r") ?? cell.column + 1
        cell = Cell(
            column: column, type: CellType(attributes["t"]), style: attributes.number("s"))
        value.removeAll(keepingCapacity: true)
        text.removeAll()
    }

    private func endCell() {
        guard let content, content.content != .text || !CellText.isBlank(content.text) else {
            return
        }
        // A row inside a cell leaves the cell without a place.
        guard cell.column >= 0 else { return refuse(row: row.number) }
        isFilled = true
        guard cell.column < SheetLimits.columns else {
            if rowFaults[row.number] == nil {
                rowFaults[row.number] = .tooManyColumns(
                    row: row.number, column: cell.column, value: content.text)
            }
            return
        }
        guard content.text.utf8.count <= SheetLimits.cellBytes else {
            rowFaults[row.number] = .tooLong(
                row: row.number, column: cell.column, value: content.text)
            return
        }
        if cell.column < row.cells.count {
            // The same cell twice: which of them somebody meant, the file does not say.
            guard row.cells[cell.column].isEmpty else { return refuse(row: row.number) }
            row.cells[cell.column] = content
            return
        }
        while row.cells.count < cell.column { row.cells.append(GridCell(text: "")) }
        row.cells.append(content)
    }

    /// The cell as the file holds it; nil when it holds nothing.
    private var content: GridCell? {
        guard cell.hasValue else { return cell.hasFormula ? Self.unstored : nil }
        switch cell.type {
        case .inline: return GridCell(text: text.string)
        case .formulaText: return GridCell(text: valueText)
        // A blank cell that some reporting tools write as a reference to nothing.
        case .shared where value.isEmpty: return nil
        case .shared:
            guard let index = Int(valueText), strings.indices.contains(index) else {
                refuse(row: row.number)
                return nil
            }
            return GridCell(text: strings[index])
        case .boolean, .error, .date:
            return value.isEmpty ? nil : typed
        case .number:
            guard !value.isEmpty else { return cell.hasFormula ? Self.unstored : nil }
            return number(valueText)
        }
    }

    /// A truth value, an error or a date in words.
    private var typed: GridCell {
        switch cell.type {
        case .boolean: GridCell(text: valueText == "1" ? "TRUE" : "FALSE")
        case .date: isoMoment(valueText)
        default: GridCell(text: valueText, content: .error)
        }
    }

    private static let unstored = GridCell(text: "", content: .formulaWithoutValue)

    private var valueText: String { RichText(value).string }

    private func number(_ text: String) -> GridCell {
        let meaning = styles.meaning(of: cell.style)
        if meaning != .number, let serial = Double(text),
            var (date, time) = SerialDate.moment(serial, countsFrom1904: countsFrom1904)
        {
            if meaning != .time, serial >= 1, SerialDate.isNearlyMidnight(time) {
                (date, time) = (date.adding(days: 1), CivilTime(secondOfDay: 0))
            }
            switch meaning {
            // A reference to a blank cell is stored as 0, which Excel shows as no day at all.
            case .date where serial < 1 && !countsFrom1904,
                .dateAndTime where serial < 1 && !countsFrom1904:
                return GridCell(text: text, content: .number)
            case .date where time.secondOfDay == 0:
                return GridCell(
                    text: date.description, content: .moment(date: date, time: nil))
            case .time where SerialDate.isDuration(serial):
                return GridCell(text: text, content: .number)
            case .time:
                return GridCell(
                    text: time.description, content: .moment(date: nil, time: time))
            case .dateAndTime where time.secondOfDay == 0:
                // Programs write a mere date so.
                return GridCell(
                    text: date.description, content: .moment(date: date, time: time))
            default:
                return GridCell(
                    text: "\(date) \(time)", content: .moment(date: date, time: time))
            }
        }
        return GridCell(
            text: Self.plain(text), content: .number, shape: styles.shape(of: cell.style))
    }

    /// A number as Excel shows it: `1001` for what a program wrote as `1001.0` or `1.001E3`.
    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { !(0x30...0x39).contains($0) }), let value = Double(text),
            value.magnitude < 1e15
        else { return text }
        return FifteenDigits.text(of: value)
    }

    /// ISO 8601, as strict writers store dates.
    private func isoMoment(_ text: String) -> GridCell {
        let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
        let date = parts.first.flatMap { CivilDate($0) }
        let clock = (date == nil ? parts.first : parts.count > 1 ? parts[1] : nil)?.prefix(8)
        let time = clock.flatMap { CivilTime(String($0)) }
        guard date != nil || time != nil else { return GridCell(text: text) }
        return GridCell(text: text, content: .moment(date: date, time: time))
    }

    private func refuse(row: Int) {
        if fault == nil { fault = GridFault(.damagedPart("row \(row)")) }
    }
}
