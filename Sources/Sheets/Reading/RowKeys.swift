import Almanac
import Coordination

/// Tells apart rows that say the same twice from rows that contradict each other.
struct RowKeys {
    /// What a row is beside those before it.
    enum Verdict {
        case new
        /// An earlier row says the same, cell by cell.
        case repetition(SheetRow)
        /// An earlier row has the key with other values.
        case contradiction(SheetRow)
    }

    private let definition: SheetDefinition
    private let columns: [SheetColumn]
    /// Index of the first row with a key, among the kept ones.
    private var indexes: [String: Int] = [:]

    init(_ definition: SheetDefinition) {
        self.definition = definition
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
        let earlier = kept[index]
        return !isFaulty && isSame(row, as: earlier)
            ? .repetition(earlier) : .contradiction(earlier)
    }

    /// As an earlier row writes a key that this one writes otherwise: in other letters, or with marks that nobody
    /// sees, as neither counts; nil where both write it alike.
    func otherSpelling(of row: SheetRow, in earlier: SheetRow) -> (own: String, other: String)? {
        for column in columns {
            guard case .text(let one)? = row[column.name],
                case .text(let another)? = earlier[column.name]
            else { continue }
            let (raw, other) = (row.cell(column.name)?.raw, earlier.cell(column.name)?.raw)
            if one != another
                || CellText.invisible(in: raw ?? "") != CellText.invisible(in: other ?? "")
            {
                return (CellText.shown(raw ?? one), CellText.shown(other ?? another))
            }
        }
        return nil
    }

    /// What is wrong with a row that has the key of an earlier one: in what the two differ, `with another name
    /// (“Budi”)`, where that can be read.
    func fault(of row: SheetRow, beside earlier: SheetRow) -> CellFault {
        let key = columns.map(\.names).joined(en: " and ", id: " dan ")
        let column = row.columns.names.first { name in
            !definition.key.contains(name) && row[name] != earlier[name]
                && row.content(of: name) != .unreadable
        }
        var beside = BilingualText(en: "", id: "")
        if let column {
            let names = definition.names(of: column)
            let said = earlier.cell(column)?.raw.excerpt ?? ""
            beside =
                said.isEmpty
                ? BilingualText(en: ", without \(names.english)", id: ", tanpa \(names.indonesian)")
                : BilingualText(
                    en: ", with another \(names.english) (“\(said)”)",
                    id: ", dengan \(names.indonesian) lain (“\(said)”)")
        }
        let spelling = otherSpelling(of: row, in: earlier).map { own, other in
            BilingualText(
                en:
                    " (“\(own)” and “\(other)” are one code: neither capitals nor marks that cannot be "
                    + "seen count)",
                id:
                    " (“\(own)” dan “\(other)” adalah satu kode: huruf besar dan tanda yang tak terlihat "
                    + "tidak dihitung)")
        }
        return CellFault(
            code: .duplicateKey,
            expected: BilingualText(
                en: "one row for each \(key.english): row \(earlier.number) has the same"
                    + (spelling?.english ?? "") + beside.english,
                id: "satu baris saja untuk tiap \(key.indonesian): baris \(earlier.number) sudah "
                    + "memuatnya" + (spelling?.indonesian ?? "") + beside.indonesian))
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
