import Almanac
import Coordination

/// Tells apart rows that say the same twice from rows that contradict each other.
struct RowKeys {
    /// What a row is beside those before it.
    enum Verdict {
        case new
        /// An earlier row says the same, cell by cell.
        case repetition
        /// An earlier row has the key with other values.
        case contradiction(SheetRow)
    }

    private let columns: [SheetColumn]
    /// Index of the first row with a key, among the kept ones.
    private var indexes: [String: Int] = [:]

    init(_ definition: SheetDefinition) {
        columns = definition.keyColumns
    }

    /// - Parameters:
    ///   - kept: the rows taken so far; a new or contradicting one is to be appended.
    ///   - isFaulty: whether the row has cells that could not be read.
    mutating func judge(_ row: SheetRow, kept: [SheetRow], isFaulty: Bool) -> Verdict {
        guard let key = key(of: row) else { return .new }
        guard let index = indexes[key] else {
            indexes[key] = kept.count
            return .new
        }
        return !isFaulty && isSame(row, as: kept[index]) ? .repetition : .contradiction(kept[index])
    }

    /// Nil when a required part of it is missing: that is a finding of its own.
    private func key(of row: SheetRow) -> String? {
        var key = ""
        for (index, column) in columns.enumerated() {
            let part = row[column.name]
            if part == nil, column.isRequired { return nil }
            if index > 0 { key += "\u{1F}" }
            if let part { key += Self.folded(part) }
        }
        return key
    }

    private func isSame(_ row: SheetRow, as other: SheetRow) -> Bool {
        row.columns.names.allSatisfy { name in
            row[name] == other[name] || columns.contains { $0.name == name }
        }
    }

    /// Keys match without regard to case and surrounding space.
    private static func folded(_ value: SheetValue) -> String {
        switch value {
        case .text(let text), .word(let text), .period(let text): text.foldedCode
        case .date(let date): date.description
        case .time(let time, _): time.description
        case .number(let number): String(number)
        case .quantity(let quantity): quantity.description
        }
    }
}
