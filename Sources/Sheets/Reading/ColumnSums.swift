import Coordination

/// Adds up number columns, and compares them with what a total row declares.
struct ColumnSums {
    private let recognition: Recognition
    private var sums: [String: Int64] = [:]
    /// The first cell of a column that could not be read: its total cannot be checked.
    private var spoilt: [String: String] = [:]

    init(recognition: Recognition) {
        self.recognition = recognition
    }

    /// Sums of the amount columns, by their English names.
    var totals: [String: Int64] {
        var totals: [String: Int64] = [:]
        for case let column? in recognition.columns where column.isSummed {
            totals[column.name] = sums[column.name] ?? 0
        }
        return totals
    }

    mutating func add(_ row: SheetRow) {
        for (name, cell) in row.cells {
            if case .number(let number) = cell.value { sums[name, default: 0] += number }
        }
    }

    mutating func spoil(_ column: String, at address: String) {
        spoilt[column] = spoilt[column] ?? address
    }

    func check(
        _ texts: [String], number: Int, cells: CellReader, findings reading: inout SheetReading
    ) {
        for (index, column) in recognition.columns.enumerated() {
            guard var column, index < texts.count, !texts[index].isEmpty, column.isNumber else {
                continue
            }
            let address = Grid.address(column: index, row: number)
            column.range = nil
            let sum = sums[column.name] ?? 0
            var finding = Finding(
                file: reading.file, cell: address, code: .totalMismatch, value: texts[index],
                expected: "the rows' sum, \(sum)")
            do throws(CellReader.Fault) {
                let declared = try cells.read(texts[index], of: column)
                if let faulty = spoilt[column.name] {
                    finding.severity = .warning
                    finding.expected = "a sum that can be checked: \(faulty) cannot be read"
                } else if declared == .number(sum) {
                    continue
                }
            } catch {
                finding.code = error.code
                finding.expected = error.expected
            }
            reading.findings.append(finding)
        }
    }
}

extension SheetColumn {
    var isNumber: Bool {
        switch type {
        case .count, .money: true
        default: false
        }
    }
}
