package import Almanac
package import Coordination

/// A workbook of the lists folder: what it is and for whom, then a header and rows, each worksheet a table.
package struct ListWorkbook: Hashable, Sendable {
    /// What it shows, and for whom.
    package var title: String
    /// What its readers may do with it.
    package var use: String
    package var worksheets: [Worksheet]

    package init(title: String, use: String, worksheets: [Worksheet]) {
        self.title = title
        self.use = use
        self.worksheets = worksheets
    }

    /// One table.
    package struct Worksheet: Hashable, Sendable {
        package var name: String
        package var columns: [Column]
        package var rows: [SheetRow]
        /// What cells of a column offer, by the column's key: one list a row.
        package var choices: [String: [[String]]]
        /// What cells of the header that nobody sees say.
        package var marks: [String]

        package init(
            name: String, columns: [Column], rows: [SheetRow],
            choices: [String: [[String]]] = [:], marks: [String]
        ) {
            self.name = name
            self.columns = columns
            self.rows = rows
            self.choices = choices
            self.marks = marks
        }
    }

    /// A column, by the key of its cells, and what it is called.
    package struct Column: Hashable, Sendable {
        package var key: String
        package var name: String

        package init(_ key: String, _ name: String) {
            self.key = key
            self.name = name
        }
    }

    /// The columns of a kind of sheet, as its reader calls them.
    package static func columns(
        of kind: SheetKind, _ keys: [String]? = nil, in language: String
    ) -> [Column] {
        let definition = SheetDefinition.of(kind)
        return (keys ?? definition.columnNames).map {
            Column($0, definition.names(of: $0).text(in: language))
        }
    }

    /// Below two lines of title and one that is blank.
    private static let headerRow = 3

    /// - Throws: an error in words when the temporary folder takes no file.
    package func write(createdAt: Instant) throws -> [UInt8] {
        let file = try WorkbookFile(in: WorkbookWriter.folder, createdAt: createdAt)
        for worksheet in worksheets {
            let sheet = try file.addWorksheet(WorksheetName.fitting(worksheet.name))
            try sheet.write(
                .text(title), row: 0, column: 0, style: WorkbookStyle(isTitle: true),
                isMeasured: false)
            try sheet.write(.text(use), row: 1, column: 0, isMeasured: false)
            try write(worksheet, to: sheet)
        }
        return try file.bytes()
    }

    private func write(_ worksheet: Worksheet, to sheet: WorksheetFile) throws {
        let header = Self.headerRow
        for (place, column) in worksheet.columns.enumerated() {
            try sheet.write(.text(column.name), row: header, column: place, style: .header)
        }
        for (index, mark) in worksheet.marks.enumerated() {
            try sheet.hide(.text(mark), row: header, inHeaderOf: worksheet.columns.count + index)
        }
        for (index, row) in worksheet.rows.enumerated() {
            for (place, column) in worksheet.columns.enumerated() {
                let value = row[column.key]
                let isLong: Bool =
                    if case .text(let text)? = value { text.utf8.count > 60 } else { false }
                try sheet.write(
                    value.map(WorkbookCell.init) ?? .blank, row: header + 1 + index, column: place,
                    style: isLong ? WorkbookStyle(isWrapped: true) : .plain)
                if let choices = worksheet.choices[column.key], index < choices.count {
                    try sheet.offer(choices[index], row: header + 1 + index, column: place)
                }
            }
        }
        try sheet.keepHeader(row: header, isFiltered: true, columns: worksheet.columns.count)
        try sheet.finish(widest: 60)
    }
}

extension SheetReader {
    /// Whether a file is a list of ours that is only to be read.
    package func isOnlyToBeRead(_ bytes: [UInt8], fileName: String) -> Bool {
        listMarks(in: bytes, fileName: fileName).contains { $0.kind == nil }
    }

    /// Whether a file is a list of ours.
    package func isList(_ bytes: [UInt8], fileName: String) -> Bool {
        !listMarks(in: bytes, fileName: fileName).isEmpty
    }

    private func listMarks(in bytes: [UInt8], fileName: String) -> [ListMark] {
        guard bytes.count <= SheetLimits.bytes else { return [] }
        var marks: [ListMark] = []
        do throws(WorkbookFault) {
            guard let book = try Self.book(of: bytes, name: fileName) else {
                guard let text = SheetText(bytes) else { return [] }
                return CSVSeparator.usual.flatMap {
                    Self.marks(atTopOf: CSVRecords(text.bytes, separator: $0))
                }
            }
            for index in book.sheets.indices {
                marks += Self.marks(atTopOf: try book.head(of: index))
            }
        } catch {
            // What is damaged is told by who reads it.
        }
        return marks
    }

    private static func marks(atTopOf head: some GridRows) -> [ListMark] {
        var rows = head
        var row = GridRow()
        var depth = 0
        var marks: [ListMark] = []
        while depth < SheetLimits.headerDepth, rows.next(&row) {
            depth += 1
            marks += row.cells.compactMap { ListMark($0.text) }
        }
        return marks
    }
}
