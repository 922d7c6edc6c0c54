import Coordination

/// A worksheet's rows, one after another, whatever file they come from: the seam between file formats
/// and everything that reads meaning into cells.
///
/// Rows are lent, not collected: 100,000 of them need no more memory than one.
protocol GridRows {
    /// Nil in a CSV file.
    var worksheet: String? { get }
    /// What is wrong with the file as a file, so far.
    var faults: [GridFault] { get }
    /// Cells that are one, as far as has been read; a worksheet names them behind its rows.
    var merges: [CellRange] { get }
    /// Puts the next row into `row`, whose storage is used again; false at the end.
    mutating func next(_ row: inout GridRow) -> Bool
}

extension GridRows {
    var merges: [CellRange] { [] }
}

/// Something wrong with a file's form, at a cell.
struct GridFault: Hashable, Sendable {
    var code: Finding.Code
    /// From 1, as Excel counts; 0 for the whole file.
    var row: Int
    /// From 0.
    var column: Int
    var value: String
    var expected: BilingualText
}

extension GridFault {
    init(_ fault: WorkbookFault) {
        self.init(code: fault.code, row: 0, column: 0, value: "", expected: fault.expected)
    }

    static func tooManyRows(at row: Int) -> GridFault {
        GridFault(
            code: .tooLarge, row: row, column: 0, value: "",
            expected: BilingualText(
                en: "at most \(SheetLimits.rows) rows",
                id: "paling banyak \(SheetLimits.rows) baris"))
    }

    static func tooManyColumns(row: Int, column: Int, value: String) -> GridFault {
        GridFault(
            code: .tooLarge, row: row, column: column, value: String(value.prefix(60)),
            expected: BilingualText(
                en: "at most \(SheetLimits.columns) columns",
                id: "paling banyak \(SheetLimits.columns) kolom"))
    }

    static func tooLong(row: Int, column: Int, value: String) -> GridFault {
        GridFault(
            code: .tooLarge, row: row, column: column, value: String(value.prefix(60)),
            expected: BilingualText(
                en: "at most \(SheetLimits.cellBytes) characters in a cell",
                id: "paling banyak \(SheetLimits.cellBytes) karakter dalam satu sel"))
    }
}

/// A block of cells, both corners included.
struct CellRange: Hashable, Sendable {
    /// From 1.
    var rows: ClosedRange<Int>
    /// From 0.
    var columns: ClosedRange<Int>

    init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }

    /// Reads `A2:F2`; nil when it is no such text.
    init?(_ text: String) {
        let corners = text.split(separator: ":").compactMap { CellName.parts(String($0)) }
        guard corners.count == 2, corners[0].row <= corners[1].row,
            corners[0].column <= corners[1].column
        else { return nil }
        rows = corners[0].row...corners[1].row
        columns = corners[0].column...corners[1].column
    }
}

/// A cell's name.
enum CellName {
    /// `A` for 0, `Z` for 25, `AA` for 26.
    static func letters(_ column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        repeat {
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// Column 5 and row 11 for `F11`; nil when it is no such name.
    static func parts(_ name: String) -> (column: Int, row: Int)? {
        let letters = name.utf8.prefix { (0x41...0x5A).contains($0) }
        guard (1...3).contains(letters.count), let row = Int(name.dropFirst(letters.count)),
            (1...1_048_576).contains(row)
        else { return nil }
        let column = letters.reduce(0) { $0 * 26 + Int($1) - 0x40 }
        return (column - 1, row)
    }

    /// `F11` for column 5 of row 11.
    static func address(column: Int, row: Int) -> String { letters(column) + String(row) }
}
