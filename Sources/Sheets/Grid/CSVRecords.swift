import Coordination

/// The records of a CSV text (RFC 4180), with any separator and any line end, within bounds.
///
/// Beyond the RFC it reads as Excel does: a quotation mark inside a bare field is a letter
/// (`Katup 3"`), and what follows a closing one belongs to the cell.
struct CSVRecords: GridRows {
    let worksheet: String? = nil
    private(set) var faults: [GridFault] = []
    private let bytes: [UInt8]
    private let separator: UInt8
    private var position: Int
    private var number = 0
    /// Records so far that hold something.
    private var filled = 0

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - start: where the first record begins, behind a `sep=` line.
    init(_ bytes: [UInt8], from start: Int = 0, separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
        position = start
    }

    mutating func next(_ row: inout GridRow) -> Bool {
        guard position < bytes.count else { return false }
        number += 1
        row.number = number
        row.isDamaged = false
        row.cells.removeAll(keepingCapacity: true)
        var isFilled = false
        var column = 0
        repeat {
            let text = field(column: column, isDamaged: &row.isDamaged)
            isFilled = isFilled || !CellText.isBlank(text)
            if column < SheetLimits.columns {
                row.cells.append(GridCell(text: text))
            } else if !row.isDamaged, !CellText.isBlank(text) {
                row.isDamaged = true
                faults.append(.tooManyColumns(row: number, column: column, value: text))
            }
            column += 1
        } while skipSeparator()
        skipLineEnd()
        if isFilled { filled += 1 }
        guard filled <= SheetLimits.rows else {
            row.isDamaged = true
            position = bytes.count
            faults.append(.tooManyRows(at: number))
            return true
        }
        return true
    }

    private mutating func skipSeparator() -> Bool {
        guard position < bytes.count, bytes[position] == separator else { return false }
        position += 1
        return true
    }

    private mutating func skipLineEnd() {
        guard position < bytes.count else { return }
        if bytes[position] == Self.carriageReturn {
            position += 1
            guard position < bytes.count, bytes[position] == Self.lineFeed else { return }
        }
        position += 1
    }

    private mutating func field(column: Int, isDamaged: inout Bool) -> String {
        let start = position
        let text: String
        if position < bytes.count, bytes[position] == Self.quote {
            text = quoted(column: column, isDamaged: &isDamaged)
        } else {
            skipBare()
            text = String(decoding: bytes[start..<position], as: UTF8.self)
        }
        guard position - start > SheetLimits.cellBytes, !isDamaged else { return text }
        isDamaged = true
        faults.append(.tooLong(row: number, column: column, value: text))
        return ""
    }

    /// Goes to the next separator or line end.
    private mutating func skipBare() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { return }
            position += 1
        }
    }

    private mutating func quoted(column: Int, isDamaged: inout Bool) -> String {
        let start = position
        var content: [UInt8] = []
        position += 1
        var isClosed = false
        while position < bytes.count, !isClosed {
            let from = position
            while position < bytes.count, bytes[position] != Self.quote { position += 1 }
            content += bytes[from..<position]
            guard position < bytes.count else { break }
            position += 1
            if position < bytes.count, bytes[position] == Self.quote {
                content.append(Self.quote)
                position += 1
            } else {
                isClosed = true
            }
        }
        let hasLines = content.contains(Self.lineFeed) || content.contains(Self.carriageReturn)
        let from = position
        skipBare()
        // A stray mark swallows rows up to the next one, behind which a word goes on.
        if !isClosed || hasLines && from < position {
            isDamaged = true
            let line = bytes[start..<position].prefix {
                $0 != Self.lineFeed && $0 != Self.carriageReturn
            }
            fault(
                .unclosedQuote, column: column,
                value: String(String(decoding: line, as: UTF8.self).prefix(60)),
                expected: BilingualText(
                    en: "a closing quotation mark: what follows was swallowed",
                    id: "tanda kutip penutup: teks sesudahnya ikut masuk ke sel ini"))
        }
        content += bytes[from..<position]
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func fault(
        _ code: Finding.Code, column: Int, value: String, expected: BilingualText
    ) {
        faults.append(
            GridFault(code: code, row: number, column: column, value: value, expected: expected))
    }
}
