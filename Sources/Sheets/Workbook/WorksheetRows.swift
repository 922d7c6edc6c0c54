/// The rows of a worksheet, unpacked and parsed as far as they are asked for.
final class WorksheetRows: GridRows {
    let worksheet: String?
    private(set) var faults: [GridFault] = []
    var merges: [CellRange] { parser.merges }
    private let stream: XMLStream
    private let parser: WorksheetParser
    private var filled = 0
    private let endsAtLimit: Bool

    init(worksheet: String, stream: XMLStream, parser: WorksheetParser, endsAtLimit: Bool) {
        self.endsAtLimit = endsAtLimit
        self.worksheet = worksheet
        self.stream = stream
        self.parser = parser
    }

    func next(_ row: inout GridRow) -> Bool {
        do throws(WorkbookFault) {
            while parser.isDrained, !stream.isAtEnd { try stream.advance() }
        } catch .partTooLarge(let part) where endsAtLimit {
            let fault = GridFault(.partTooLarge(part))
            if !faults.contains(fault) { faults.append(fault) }
            return parser.takeRow(&row)
        } catch {
            // Rows that came with the piece are of a file that is damaged: none is worth reading.
            parser.clear()
            faults.append(GridFault(error))
            return false
        }
        guard parser.takeRow(&row) else {
            if let fault = parser.fault { faults.append(fault) }
            return false
        }
        filled += 1
        guard filled <= SheetLimits.rows else {
            faults.append(.tooManyRows(at: row.number))
            row.isDamaged = true
            parser.clear()
            return false
        }
        if let fault = parser.takeFault(of: row.number) {
            faults.append(fault)
            row.isDamaged = true
        }
        return true
    }
}
