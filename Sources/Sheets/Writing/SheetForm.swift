package import Coordination

/// A sheet for a person to fill in and hand in: what they need to know first, then the cells that wait for
/// them, in their language.
package struct SheetForm: Sendable {
    package var kind: SheetKind
    /// `id` or `en`.
    package var language: String
    /// English names, from left to right: the sheet's columns and those that only help.
    package var columns: [String]
    package var rows: [SheetRow]
    /// What cells offer, by column: one list a row, in the reader's language.
    package var choices: [String: [[String]]]
    /// Which columns are filled in, where the sheet's own kind does not say so; in a hidden column.
    package var mark: FormMark?

    package init(
        kind: SheetKind, language: String, columns: [String], rows: [SheetRow],
        choices: [String: [[String]]] = [:], mark: FormMark? = nil
    ) {
        self.kind = kind
        self.language = language
        self.columns = columns
        self.rows = rows
        self.choices = choices
        self.mark = mark
    }
}

extension WorkbookWriter {
    /// A worksheet headed by the columns' names in its reader's language, which the reader of sheets
    /// takes as well.
    package func write(_ form: SheetForm) throws -> [UInt8] {
        let definition = SheetDefinition.of(form.kind)
        let file = try WorkbookFile(in: Self.folder, createdAt: createdAt)
        let sheet = try file.addWorksheet(form.kind.words.text(in: form.language))
        for (column, name) in form.columns.enumerated() {
            let words = definition.names(of: name)
            try sheet.write(
                .text(words.text(in: form.language)), row: 0, column: column, style: .header)
        }
        if let mark = form.mark {
            try sheet.hide(.text(mark.text), inHeaderOf: form.columns.count)
        }
        for (index, row) in form.rows.enumerated() {
            for (column, name) in form.columns.enumerated() {
                // Long texts are read within the sheet, beside what is decided about them.
                try sheet.write(
                    row[name].map(WorkbookCell.init) ?? .blank, row: index + 1, column: column,
                    style: WorkbookStyle(isWrapped: true))
                if let choices = form.choices[name], index < choices.count {
                    try sheet.offer(choices[index], row: index + 1, column: column)
                }
            }
        }
        try sheet.keepHeader(row: 0, isFiltered: true, columns: form.columns.count)
        try sheet.finish(widest: 60)
        return try file.bytes()
    }
}
