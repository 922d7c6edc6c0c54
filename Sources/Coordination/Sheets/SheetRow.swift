package import Almanac

/// One row of a recognised sheet: typed cells by the column's English name.
package struct SheetRow: Hashable, Sendable {
    /// The row as Excel numbers it; in CSV the record number, the header being record 1.
    package var number: Int
    /// Cells that hold something, by the column's English name. A blank cell is absent.
    package var cells: [String: SheetCell]

    package init(number: Int, cells: [String: SheetCell]) {
        self.number = number
        self.cells = cells
    }

    package subscript(column: String) -> SheetValue? { cells[column]?.value }
}

/// One cell that holds something: what it means, what it says, and where it stands.
package struct SheetCell: Hashable, Sendable {
    package var value: SheetValue
    /// The text as the sender typed it.
    package var raw: String
    /// The cell as Excel names it: `F11`.
    package var address: String

    package init(value: SheetValue, raw: String, address: String) {
        self.value = value
        self.raw = raw
        self.address = address
    }
}

/// What a cell means once read by its column's type.
package enum SheetValue: Hashable, Sendable {
    /// Trimmed text; codes keep the sender's letters, keys are matched without regard to case.
    case text(String)
    case date(CivilDate)
    /// A time of day, and the zone where one was written beside it (`15.00 WITA`).
    case time(CivilTime, zone: String?)
    /// A whole number of the smallest unit used: Rupiah, pieces.
    case number(Int64)
    /// A month or quarter, `2026-11` or `2026-Q4`.
    case period(String)
    /// One of the column's allowed words, by its English name (`coordinator`, `yes`).
    case word(String)
}

extension SheetRow {
    /// The text of a cell: text, word or period as written in the ledger; nil when blank.
    package func text(_ column: String) -> String? {
        switch self[column] {
        case .text(let text), .word(let text), .period(let text): text
        default: nil
        }
    }
    package func date(_ column: String) -> CivilDate? {
        if case .date(let date) = self[column] { date } else { nil }
    }
    package func time(_ column: String) -> CivilTime? {
        if case .time(let time, zone: _) = self[column] { time } else { nil }
    }
    package func number(_ column: String) -> Int64? {
        if case .number(let number) = self[column] { number } else { nil }
    }
}
