/// A column of a sheet that teams hand in: what the settings' rules name and what the reader reads.
package struct FigureColumn: Hashable, Sendable {
    /// The English name, by which rules and rows name it.
    package let name: String
    /// What else headers call it, Indonesian first.
    package let aliases: [String]
    package let content: Content
    package let isRequired: Bool

    /// What stands in a column of figures.
    package enum Content: Hashable, Sendable {
        case text, code, date, period
        /// A number of pieces, which no total of the sheet counts.
        case count
        /// An amount whose sum stands in the sheet's totals.
        case total
        /// An amount that is taken off another, 0 or negative; its sum stands in the totals, too.
        case deduction
    }

    /// - Parameter name: with a `*` behind it where it is required, as SHEETS writes it.
    fileprivate init(_ name: String, _ aliases: String..., content: Content) {
        isRequired = name.hasSuffix("*")
        self.name = isRequired ? String(name.dropLast()) : name
        self.aliases = aliases
        self.content = content
    }

    /// What messages call it: each name is one that a header may use.
    package var words: BilingualText { BilingualText(en: name, id: aliases.first ?? name) }

    /// Whether its sum stands in the sheet's totals.
    package var isTotal: Bool { content == .total || content == .deduction }

    package var isNumber: Bool { content == .count || isTotal }

    /// Whether it says when something happened, which lies not ahead.
    package var isOfWhatHappened: Bool {
        content == .date && !["due", "promise_date"].contains(name)
    }

    package var isText: Bool { content == .text || content == .code }
}

extension SheetKind {
    /// The columns of a sheet that teams hand in, in their order; none for any other sheet.
    package var figureColumns: [FigureColumn] {
        switch self {
        case .achievements:
            [
                FigureColumn("period*", "periode", content: .period),
                FigureColumn("salesperson*", "kode_sales", content: .code),
                FigureColumn("invoice*", "no_faktur", "no_invoice", content: .code),
                FigureColumn("date", "tanggal", content: .date),
                FigureColumn("product*", "produk", content: .code),
                FigureColumn("units*", "unit", content: .count),
                FigureColumn("amount*", "nilai", "omzet", "realisasi", content: .total),
                FigureColumn("returns", "retur", content: .deduction),
            ]
        case .collections:
            [
                FigureColumn("team*", "tim", content: .code),
                FigureColumn("client*", "klien", content: .code),
                FigureColumn("invoice*", "no_faktur", content: .code),
                FigureColumn("amount*", "nilai", content: .total),
                FigureColumn("due*", "jatuh_tempo", content: .date),
                FigureColumn("paid", "dibayar", content: .total),
                FigureColumn("promise_date", "janji_bayar", content: .date),
                FigureColumn("updated*", "diperbarui", content: .date),
            ]
        case .expenses:
            [
                FigureColumn("period*", "periode", content: .period),
                FigureColumn("team*", "tim", content: .code),
                FigureColumn("category*", "kategori", content: .text),
                FigureColumn("date*", "tanggal", content: .date),
                FigureColumn("amount*", "nilai", content: .total),
                FigureColumn("receipt*", "no_bukti", content: .code),
            ]
        default: []
        }
    }

    /// A column of figures by its English name.
    package func figureColumn(_ name: String) -> FigureColumn? {
        figureColumns.first { $0.name == name }
    }
}
