package import Almanac

/// One row of a recognised sheet: typed cells by the column's English name.
///
/// A file's rows share their columns, and keep beside them only what each cell means and says: a
/// hundred thousand rows fit into some tens of megabytes.
package struct SheetRow: Hashable, Sendable {
    /// The row as Excel numbers it; in CSV the record number, the header being record 1.
    package var number: Int
    package let columns: RowColumns
    /// By the columns' order. A blank cell is nil.
    private var contents: [SheetValue?]
    /// What cells say, by the columns' order, where it is not what their value is written as.
    private var raws: [Raw] = []
    /// The columns, by their order, whose cells say something that could not be read.
    private var unreadable: [Int] = []

    /// What cells hold that the sheet only shows, by the column's English name; kept of decisions, whose
    /// readers may have written into them.
    package var shown: [String: String] = [:]

    private struct Raw: Hashable {
        var column: Int
        var text: String
    }

    package init(number: Int, columns: RowColumns) {
        self.number = number
        self.columns = columns
        contents = Array(repeating: nil, count: columns.names.count)
    }

    /// A row that stands in no file, its columns in the order of their names.
    package init(number: Int, values: [String: SheetValue]) {
        let names = values.keys.sorted()
        self.init(number: number, columns: RowColumns(names: names, letters: names))
        for (index, name) in names.enumerated() {
            contents[index] = values[name]
        }
    }

    /// The value in a column, by its English name; nil where there is none.
    package subscript(column: String) -> SheetValue? {
        columns.index(of: column).flatMap { contents[$0] }
    }

    /// A cell that holds something; nil when it is blank or there is no such column.
    package func cell(_ column: String) -> SheetCell? {
        columns.index(of: column).flatMap { cell(at: $0) }
    }

    /// Where a column's cell stands, be it blank; of a column that does not stand in the sheet, the row's
    /// first cell that does.
    package func address(of column: String) -> String {
        let own = columns.index(of: column).map { columns.letters[$0] } ?? ""
        let letters = own.isEmpty ? columns.letters.first { !$0.isEmpty } ?? "" : own
        return letters.isEmpty ? "" : "\(letters)\(number)"
    }

    private func cell(at index: Int) -> SheetCell? {
        guard !columns.letters[index].isEmpty else { return nil }
        return contents[index].map { value in
            SheetCell(
                value: value,
                raw: raws.first { $0.column == index }?.text ?? value.written,
                address: "\(columns.letters[index])\(number)")
        }
    }

    /// What the cell of a column says, be there such a column or not.
    package func content(of column: String) -> SheetContent {
        columns.index(of: column).map(content(at:)) ?? .absent
    }

    /// What a cell says, by the columns' order.
    package func content(at index: Int) -> SheetContent {
        if unreadable.contains(index) { return .unreadable }
        return contents[index].map { .value($0) } ?? .blank
    }

    /// Notes that the cell of a column, by the columns' order, says something that nobody can read.
    package mutating func spoil(at index: Int) { unreadable.append(index) }

    /// The row with other values in its cells, and in columns that its sheet does not have; what stands in
    /// the sheet is shown as before.
    ///
    /// - Parameters:
    ///   - wider: this row's columns and further ones behind them.
    ///   - value: what a column holds.
    package func taking(
        _ value: (String) -> SheetValue?, in wider: RowColumns
    ) -> SheetRow {
        var row = SheetRow(number: number, columns: wider)
        row.shown = shown
        for (index, name) in wider.names.enumerated() {
            guard let value = value(name) else { continue }
            row.contents[index] = value
            // It need not be the value that the cell was read as.
            let raw = index < contents.count ? cell(at: index)?.raw ?? "" : ""
            if value.written != raw { row.raws.append(Raw(column: index, text: raw)) }
        }
        return row
    }

    /// Has the cell of a column mean something else than it says; it is shown as it stands.
    package mutating func take(_ value: SheetValue, for column: String) {
        guard let index = columns.index(of: column), let cell = cell(at: index) else { return }
        contents[index] = value
        raws.removeAll { $0.column == index }
        if value.written != cell.raw { raws.append(Raw(column: index, text: cell.raw)) }
    }

    /// Sets, once, what the cell of a column, by the columns' order, means and says.
    package mutating func set(_ value: SheetValue, raw: String, at index: Int) {
        contents[index] = value
        if !value.isWritten(raw) { raws.append(Raw(column: index, text: raw)) }
    }

    /// What each column means that holds something, by the column's English name.
    package var values: [String: SheetValue] {
        var values: [String: SheetValue] = [:]
        for (index, value) in contents.enumerated() where value != nil {
            values[columns.names[index]] = value
        }
        return values
    }
}

/// The columns that a file's rows share.
package final class RowColumns: Hashable, Sendable {
    /// English names, from left to right.
    package let names: [String]
    /// As Excel names the columns; as many. Empty for one that does not stand in the sheet.
    package let letters: [String]
    private let places: NameIndex

    package init(names: [String], letters: [String]) {
        precondition(names.count == letters.count)
        self.names = names
        self.letters = letters
        places = NameIndex(names)
    }

    /// Where a column stands; nil where the sheet has none of that name.
    package func index(of name: String) -> Int? { places.place(of: name) }

    package static func == (left: RowColumns, right: RowColumns) -> Bool {
        left === right || left.names == right.names && left.letters == right.letters
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(names)
        hasher.combine(letters)
    }
}

/// One cell that holds something: what it means, what it says, and where it stands.
package struct SheetCell: Hashable, Sendable {
    package var value: SheetValue
    /// The text as the sender typed it.
    package var raw: String
    /// The cell as Excel names it: `F11`.
    package var address: String
}

/// What a cell of a row says, as whoever compares it with what is known must tell apart.
package enum SheetContent: Hashable, Sendable {
    /// The sheet has no such column: it says nothing.
    case absent
    case blank
    /// Something stands there; its finding says why it cannot be read. What is known stays. The part
    /// of it that could be read, if any, is the row's value all the same: good for an entry of which
    /// nothing is known yet.
    case unreadable
    case value(SheetValue)
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
    /// What was ordered or delivered, in the row's unit.
    case quantity(Quantity)
    /// A month or quarter, `2026-11` or `2026-Q4`.
    case period(String)
    /// One of the column's allowed words, by its English name (`coordinator`, `yes`).
    case word(String)
}

extension SheetValue {
    /// As the reader would read it again: `2026-12-04`, `15:00`, `1250000`.
    package var written: String {
        switch self {
        case .text(let text), .word(let text), .period(let text): text
        case .date(let date): date.description
        case .time(let time, zone: nil): time.description
        case .time(let time, let zone?): "\(time) \(zone)"
        case .number(let number): String(number)
        case .quantity(let quantity): quantity.description
        }
    }

    /// Whether a cell that was read as this says it just as ``written`` does.
    fileprivate func isWritten(_ raw: String) -> Bool {
        let bytes = raw.utf8
        switch self {
        case .text(let text), .word(let text), .period(let text): return text == raw
        case .date:
            guard bytes.count == 10 else { return false }
            var place = 0
            for byte in bytes {
                let isMark = place == 4 || place == 7
                guard isMark ? byte == UInt8(ascii: "-") : Self.isDigit(byte) else { return false }
                place += 1
            }
            return true
        case .number, .quantity:
            let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
            return raw == "0"
                || !digits.isEmpty && digits.first != UInt8(ascii: "0")
                    && digits.allSatisfy(Self.isDigit)
        case .time: return false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension SheetRow {
    /// The text of a cell: text, word or period as written in the ledger; nil when blank.
    package func text(_ column: String) -> String? {
        switch self[column] {
        case .text(let text), .word(let text), .period(let text): text
        default: nil
        }
    }
    /// The date in a column; nil where there is none.
    package func date(_ column: String) -> CivilDate? {
        if case .date(let date) = self[column] { date } else { nil }
    }
    /// The time of day in a column; nil where there is none.
    package func time(_ column: String) -> CivilTime? {
        if case .time(let time, zone: _) = self[column] { time } else { nil }
    }
    /// The whole number in a column; nil where there is none.
    package func number(_ column: String) -> Int64? {
        if case .number(let number) = self[column] { number } else { nil }
    }
    /// The quantity in a column; nil where there is none.
    package func quantity(_ column: String) -> Quantity? {
        if case .quantity(let quantity) = self[column] { quantity } else { nil }
    }
}
