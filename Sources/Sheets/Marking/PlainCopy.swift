import Almanac
import Coordination

/// Writes what can be read of a file as a workbook: values alone, each in the cell where it was.
struct PlainCopy {
    let reading: SheetReading
    let createdAt: Instant

    /// - Parameters:
    ///   - tables: by worksheets.
    ///   - name: of the one worksheet, blank, of a workbook without any.
    /// - Returns: the workbook, and by the original's worksheets what they are called in it.
    func write(
        _ tables: [any GridRows], orOnly name: String
    ) throws -> ([UInt8], names: [String?: String]) {
        let file = try WorkbookFile(in: WorkbookWriter.folder, createdAt: createdAt)
        var names: [String?: String] = [:]
        for rows in tables {
            let name = WorksheetName.fitting(
                rows.worksheet ?? MarkedCopy.stem(of: reading.file))
            guard names.updateValue(name, forKey: rows.worksheet) == nil else { continue }
            try copy(rows, to: try file.addWorksheet(name))
        }
        if tables.isEmpty { _ = try file.addWorksheet(name) }
        return (try file.bytes(), names)
    }

    private func copy(_ rows: any GridRows, to sheet: WorksheetFile) throws {
        // The row above the data holds the columns' names.
        let header =
            reading.columnLetters.isEmpty || rows.worksheet != reading.worksheet
            ? nil : reading.rows.first.map { $0.number - 1 }
        var hasHeader = false
        var rows = rows
        var row = GridRow()
        let faulty = faultyRows(of: rows.worksheet)
        while rows.next(&row) {
            guard (1...WorksheetFile.rows).contains(row.number) else { break }
            if row.isHidden, !faulty.contains(row.number) { try sheet.hide(row: row.number - 1) }
            let isHeader = row.number == header && !row.cells.isEmpty
            hasHeader = hasHeader || isHeader
            for (column, cell) in row.cells.enumerated() {
                try sheet.write(
                    WorkbookCell(cell), row: row.number - 1, column: column,
                    style: WorkbookStyle(isHeader: isHeader),
                    // A title above the columns need not widen the first of them.
                    isMeasured: header.map { row.number >= $0 } ?? true)
            }
        }
        if hasHeader, let header { try sheet.keepHeader(row: header - 1, isFiltered: false) }
        try sheet.finish()
    }

    /// Rows that somebody has to see.
    private func faultyRows(of worksheet: String?) -> Set<Int> {
        Set(
            reading.findings.filter { ($0.worksheet ?? reading.worksheet) == worksheet }
                .compactMap(\.row))
    }
}
