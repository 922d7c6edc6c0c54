import Coordination

/// Adds up number columns, and compares them with what total rows declare.
struct ColumnSums {
    private let columns: [HeaderMatch.Column]
    /// By index in `columns`.
    private var sums: [Int64]
    /// The first cell that could not be read: its column's total cannot be checked.
    private var faulty: [String?]
    private var declared: [Declared] = []
    /// The sums up to the last row that declared any.
    private var reached: [Int64]
    /// How many rows declare the sum of everything, or of a part of it under the same word.
    private var wholes = 0
    /// Whether rows came behind the last of them.
    private var hasRowsBehind = false

    /// A cell of a total row.
    private struct Declared {
        var column: Int
        var row: Int
        var cell: GridCell
        var total: SpecialRows.Total
        /// Which of those that declare the sum of everything it is, from 1.
        var number: Int
        /// The sum of all rows above it, and of those since the row before that declared any.
        var above: Int64
        var part: Int64
    }

    init(_ match: HeaderMatch) {
        columns = match.columns.filter(\.column.isNumber)
        sums = Array(repeating: 0, count: columns.count)
        faulty = Array(repeating: nil, count: columns.count)
        reached = sums
    }

    /// Sums of the amount columns by their English names.
    var totals: [String: Int64] {
        var totals: [String: Int64] = [:]
        for (index, bound) in columns.enumerated() where bound.column.isSummed {
            totals[bound.column.name] = sums[index]
        }
        return totals
    }

    /// English names of the columns whose sum a total row declares.
    var declaredColumns: Set<String> {
        Set(declared.filter { $0.total == .whole }.map { columns[$0.column].column.name })
    }

    mutating func add(_ row: SheetRow) {
        hasRowsBehind = true
        for (index, bound) in columns.enumerated() {
            // Numbers beyond a column's bounds are kept, too; their file is blocked, whatever the sum.
            switch row[bound.column.name] {
            case .number(let number)?: sums[index] &+= number
            case .quantity(let quantity)?: sums[index] &+= quantity.thousandths
            default: break
            }
        }
    }

    /// Notes a cell that belongs into the sum and has no readable number.
    mutating func spoil(position: Int, row: Int) {
        guard let index = columns.firstIndex(where: { $0.position == position }) else { return }
        faulty[index] = faulty[index] ?? "\(columns[index].letters)\(row)"
    }

    mutating func declare(_ row: GridRow, _ total: SpecialRows.Total) {
        if total == .whole {
            wholes += 1
            hasRowsBehind = false
        }
        for (index, bound) in columns.enumerated()
        where !CellText.isBlank(row.text(at: bound.position)) {
            declared.append(
                Declared(
                    column: index, row: row.number, cell: row.cells[bound.position], total: total,
                    number: wholes, above: sums[index], part: sums[index] &- reached[index]))
        }
        reached = sums
    }

    /// What a declared sum may be. The only one of its kind is of all rows, as is the last with rows behind it:
    /// of these nobody would say whether they belong to it. Others may be of their part, or of what is above.
    private func rightSums(of total: Declared) -> [Int64] {
        let all = sums[total.column]
        let isOpen =
            total.total == .whole && (wholes == 1 || total.number == wholes && hasRowsBehind)
        if isOpen { return [all] }
        return (total.part == 0 ? [] : [total.part]) + [total.above, all]
    }

    /// Compares what was declared with the sums of all rows.
    func check(with cells: CellReader, into findings: inout FindingList) {
        for total in declared {
            guard let fault = fault(of: total, cells: cells) else { continue }
            findings.add(
                fault, row: total.row, column: columns[total.column].position,
                value: total.cell.text)
        }
    }

    private func fault(of total: Declared, cells: CellReader) -> CellFault? {
        let column = columns[total.column].column
        let value: SheetValue?
        do {
            value = try cells.read(total.cell, of: column.withoutBounds)
        } catch {
            return error
        }
        if let cell = faulty[total.column] {
            return CellFault(
                code: .totalMismatch, severity: .warning,
                expected: BilingualText(
                    en: "a sum that can be checked: \(cell) cannot be read",
                    id: "jumlah yang dapat diperiksa: sel \(cell) tidak terbaca"))
        }
        let sums = rightSums(of: total)
        let right = sums.map { sum in
            column.isQuantity ? SheetValue.quantity(Quantity(thousandths: sum)) : .number(sum)
        }
        guard let value, !right.contains(value) else { return nil }
        let written = cells.written(sums[0], column)
        if total.total == .part {
            return CellFault(
                code: .totalMismatch, severity: .warning,
                expected: BilingualText(
                    en: "the sum of the rows above it, \(written); this row is not taken",
                    id: "jumlah baris di atasnya, yaitu \(written); baris ini tidak diambil"))
        }
        return CellFault(
            code: .totalMismatch,
            expected: BilingualText(
                en: "the sum of the rows that count, \(written)",
                id: "jumlah semua baris yang dihitung, yaitu \(written)"))
    }
}

extension SheetColumn {
    /// The same column for a total, which may be beyond what one row may hold.
    fileprivate var withoutBounds: SheetColumn { within(Int64.min...Int64.max) }
}
