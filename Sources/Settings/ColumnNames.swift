import Coordination

/// The columns of a sheet that teams hand in, as rules of the settings name them.
struct ColumnNames {
    let sheet: SheetKind

    /// A column's English name.
    ///
    /// - Parameters:
    ///   - what: what the column must hold, for a message: `date`, `number`.
    ///   - fits: whether a column holds that.
    /// - Returns: nil, and a fault, when the sheet has no such column.
    func name(
        _ cursor: Cursor, of what: String? = nil, where fits: (FigureColumn) -> Bool = { _ in true }
    ) -> String? {
        guard let name = cursor.text(wanted: "a column's English name") else { return nil }
        let columns = sheet.figureColumns
        if columns[name].map(fits) == true { return name }
        let fitting = columns.filter { fits($0.value) }.keys.sorted()
        let kind = what.map { "\($0) column" } ?? "column"
        let hint =
            NearestName.find(name, among: fitting).map { "did you mean `\($0)`?" }
            ?? (fitting.isEmpty ? "it has none" : "it has: \(fitting.joined(separator: ", "))")
        cursor.fail("\(sheet.rawValue) has no \(kind) “\(name)”; \(hint)")
        return nil
    }
}
