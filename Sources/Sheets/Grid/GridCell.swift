import Almanac

/// One cell as the file holds it, before anybody knows what it means.
struct GridCell: Hashable, Sendable {
    /// What it says: a number by its digits.
    var text: String
    var content = Content.text
    /// How a number is shown, where that is not by its digits.
    var shape: NumberShape?

    /// What stands there for a person's eyes: `0004711` for a 4711 under the format `0000000`.
    var shown: String { shape?.text(of: text) ?? text }

    /// Whether there is nothing in it for anybody to see.
    var isEmpty: Bool { content == .text && CellText.isBlank(text) }

    /// What the file itself says that a cell is. CSV only knows text; a workbook knows more, and what
    /// it knows need not be guessed from the text.
    enum Content: Hashable, Sendable {
        case text
        /// A number; the text writes it with a point and without grouping (`1250`, `1.25E+3`).
        case number
        /// A real date, a real time of day, or both.
        case moment(date: CivilDate?, time: CivilTime?)
        /// An error such as `#N/A`.
        case error
        /// A formula whose value nobody stored.
        case formulaWithoutValue
    }
}

/// One row of a grid.
struct GridRow: Hashable, Sendable {
    /// The row as Excel numbers it.
    var number = 0
    var cells: [GridCell] = []
    var isHidden = false
    /// Whether a fault of the file itself spoilt it: a fault says so, its cells are not to be read.
    var isDamaged = false

    /// The text of a cell, empty where the row is shorter.
    func text(at column: Int) -> String {
        column < cells.count ? cells[column].text : ""
    }
}
