import Coordination

/// The columns of a sheet that teams hand in, as rules of the settings name them.
struct ColumnNames {
    let sheet: SheetKind

    /// What a column must hold.
    enum Content: String {
        case any = "column"
        case text = "text column"
        case date = "date column"
        case period = "period column"
        case number = "number column"
        case total = "total column"

        func fits(_ column: FigureColumn) -> Bool {
            switch self {
            case .any: true
            case .text: column.isText
            case .date: column.content == .date
            case .period: column.content == .period
            case .number: column.isNumber
            case .total: column.isTotal
            }
        }
    }

    /// A column's English name; nil, and a fault, when the sheet has no such column.
    func name(_ cursor: Cursor, _ content: Content) -> String? {
        guard let name = cursor.text(wanted: "a column's English name") else { return nil }
        return check(name, content, at: cursor) ? name : nil
    }

    func check(_ name: String, _ content: Content, at cursor: Cursor) -> Bool {
        let fitting = sheet.figureColumns.filter(content.fits).map(\.name).sorted()
        if fitting.contains(name) { return true }
        let hint =
            NearestName.find(name, among: fitting).map { "did you mean `\($0)`?" }
            ?? (fitting.isEmpty ? "it has none" : "it has: \(fitting.joined(separator: ", "))")
        cursor.fail("\(sheet.rawValue) has no \(content.rawValue) “\(name)”; \(hint)")
        return false
    }
}
