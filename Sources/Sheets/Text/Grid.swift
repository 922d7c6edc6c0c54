/// A worksheet's cells as text, whatever file they came from.
struct Grid: Sendable {
    /// Records in the file's order, the first being record 1.
    var records: [[String]]

    /// Counts records from here: 1, unless a `sep=` line stands before the header.
    var firstNumber = 1

    func number(ofRecord index: Int) -> Int { index + firstNumber }

    /// A cell as Excel names it.
    static func address(column: Int, row: Int) -> String { "\(letters(column))\(row)" }

    /// `A` for 0, `Z` for 25, `AA` for 26.
    static func letters(_ column: Int) -> String {
        var rest = column
        var text = ""
        repeat {
            // 65 is A.
            text.insert(Character(Unicode.Scalar(UInt8(65 + rest % 26))), at: text.startIndex)
            rest = rest / 26 - 1
        } while rest >= 0
        return text
    }
}
