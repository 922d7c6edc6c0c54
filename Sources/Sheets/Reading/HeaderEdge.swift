import Coordination

/// Watches for cells that hold something under no column's name: none of it is read, and nobody shall
/// have to find that out.
struct HeaderEdge {
    /// Columns up to the last that has a name.
    private let width: Int
    /// Columns between named ones without a name.
    private let gaps: [Int]
    /// In a text a row with more cells has most likely been torn apart by its own separators
    /// (`1,250,000` without quotation marks), so that what it says is wrong; in a workbook somebody
    /// has noted something beside the table.
    private let isText: Bool
    private let headerRow: Int
    private var nameless: [Int: Nameless] = [:]

    /// A column without a name.
    private struct Nameless {
        var firstRow: Int
        var value: String
        var count = 1
    }

    init(_ match: HeaderMatch, isText: Bool) {
        let names = match.row.cells
        let isNamed = { (index: Int) in !CellText.isBlank(names[index].text) }
        width = names.indices.last(where: isNamed).map { $0 + 1 } ?? 0
        gaps = (0..<width).filter { !isNamed($0) }
        self.isText = isText
        headerRow = match.row.number
    }

    mutating func check(_ row: GridRow, into findings: inout FindingList) {
        for column in gaps { note(column, of: row) }
        guard row.cells.count > width else { return }
        for column in width..<row.cells.count where !row.cells[column].isEmpty {
            guard isText else {
                note(column, of: row)
                continue
            }
            return findings.add(
                CellFault(
                    code: .beyondHeader,
                    expected: BilingualText(
                        en: "no cell beyond \(CellName.letters(width - 1)), the header's last: "
                            + "the row has more cells than the header has columns; does an amount "
                            + "have separators and no quotation marks?",
                        id: "tidak ada sel setelah \(CellName.letters(width - 1)), kolom judul "
                            + "terakhir: baris ini mempunyai lebih banyak sel daripada judulnya; "
                            + "apakah ada nominal berpemisah tanpa tanda kutip?")),
                row: row.number, column: column, value: row.cells[column].text)
        }
    }

    /// A row that holds nothing else: nothing of it can have been torn apart.
    mutating func noteAlone(_ row: GridRow) {
        for column in gaps { note(column, of: row) }
        for column in width..<max(width, row.cells.count) { note(column, of: row) }
    }

    private mutating func note(_ column: Int, of row: GridRow) {
        guard column < row.cells.count, !row.cells[column].isEmpty else { return }
        if nameless[column] == nil {
            nameless[column] = Nameless(firstRow: row.number, value: row.cells[column].text)
        } else {
            nameless[column]?.count += 1
        }
    }

    /// A warning for each column without a name, at its first cell.
    func finish(into findings: inout FindingList) {
        for (column, found) in nameless {
            let others = found.count - 1
            let name = CellName.address(column: column, row: headerRow)
            findings.add(
                CellFault(
                    code: .beyondHeader, severity: .warning,
                    expected: BilingualText(
                        en: "a column's name in \(name): what stands in its column is not read"
                            + (others > 0 ? ", \(others) more cells included" : ""),
                        id: "nama kolom di \(name): isi kolom ini tidak dibaca"
                            + (others > 0 ? ", termasuk \(others) sel lainnya" : ""))),
                row: found.firstRow, column: column, value: found.value)
        }
    }
}
