import Coordination

/// A worksheet's rows, one after another, whatever file they come from: the seam between file formats
/// and everything that reads meaning into cells.
///
/// Rows are lent, not collected: 100,000 of them need no more memory than one. A copy of a value of
/// this type goes on reading by itself from where it was copied.
protocol GridRows {
    /// Nil in a CSV file.
    var worksheet: String? { get }
    /// What is wrong with the file as a file, so far.
    var faults: [GridFault] { get }
    /// Puts the next row into `row`, whose storage is used again; false at the end.
    mutating func next(_ row: inout GridRow) -> Bool
}

/// Something wrong with a file's form, at a cell.
struct GridFault: Hashable, Sendable {
    var code: Finding.Code
    /// From 1, as Excel counts.
    var row: Int
    /// From 0.
    var column: Int
    var value: String
    var expected: BilingualText
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

    /// `F11` for column 5 of row 11.
    static func address(column: Int, row: Int) -> String { letters(column) + String(row) }
}
