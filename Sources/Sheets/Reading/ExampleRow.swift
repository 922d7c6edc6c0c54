import Coordination

/// The row by which the starter workbook shows what a sheet holds. It is never taken, wherever it has been
/// copied to: the code in it is nobody's.
enum ExampleRow {
    static let code = BilingualText(en: "EXAMPLE-1", id: "CONTOH-1")

    /// The column that says so.
    static func column(of kind: SheetKind) -> String {
        switch kind {
        case .people, .clients, .deadlines, .reasons, .decisions: "code"
        case .teams: "team_code"
        case .orders: "order"
        case .delegations: "person"
        case .holidays: "name"
        case .targets: "salesperson"
        case .achievements, .collections: "invoice"
        case .expenses: "receipt"
        }
    }

    /// Where a row of a sheet would say so; nil where the sheet has no such column.
    static func position(in match: HeaderMatch) -> Int? {
        let name = column(of: match.definition.kind)
        return match.columns.first { $0.column.name == name && $0.constant == nil }?.position
    }

    static func isCode(_ text: String) -> Bool {
        // Nearly every row ends here.
        guard text.utf8.count < 60, text.utf8.count >= 8, let first = text.utf8.first,
            [0x20, 0x43, 0x45, 0x63, 0x65].contains(first)
        else { return false }
        let folded = text.drop(while: \.isWhitespace).lowercased()
        return [code.english, code.indonesian].map { $0.lowercased() }.contains { code in
            folded.hasPrefix(code) && folded.dropFirst(code.count).first?.isNumber != true
        }
    }
}
