/// A column of a sheet that teams hand in, as far as settings and rules must know before any file comes.
package struct FigureColumn: Hashable, Sendable {
    package var content: Content
    /// What messages call it: each name is one that a header may use.
    package var words: BilingualText

    package enum Content: Hashable, Sendable {
        case text, date, period
        /// A number that no total of the sheet counts.
        case number
        /// An amount whose sum stands in the sheet's totals.
        case total
    }

    package init(_ content: Content, words: BilingualText) {
        self.content = content
        self.words = words
    }

    package var isNumber: Bool { content == .number || content == .total }
}

extension SheetKind {
    /// The columns of a sheet that teams hand in, by their English names; none for any other sheet. The
    /// reader's definitions say the same: a test compares them.
    package var figureColumns: [String: FigureColumn] {
        let columns: [(String, String, FigureColumn.Content)]
        switch self {
        case .achievements:
            columns = [
                ("period", "periode", .period), ("salesperson", "kode_sales", .text),
                ("invoice", "no_faktur", .text), ("date", "tanggal", .date),
                ("product", "produk", .text), ("units", "unit", .number),
                ("amount", "nilai", .total), ("returns", "retur", .total),
            ]
        case .collections:
            columns = [
                ("team", "tim", .text), ("client", "klien", .text), ("invoice", "no_faktur", .text),
                ("amount", "nilai", .total), ("due", "jatuh_tempo", .date),
                ("paid", "dibayar", .total), ("promise_date", "janji_bayar", .date),
                ("updated", "diperbarui", .date),
            ]
        case .expenses:
            columns = [
                ("period", "periode", .period), ("team", "tim", .text),
                ("category", "kategori", .text), ("date", "tanggal", .date),
                ("amount", "nilai", .total), ("receipt", "no_bukti", .text),
            ]
        default: columns = []
        }
        return Dictionary(
            uniqueKeysWithValues: columns.map { name, indonesian, content in
                (name, FigureColumn(content, words: BilingualText(en: name, id: indonesian)))
            })
    }
}
