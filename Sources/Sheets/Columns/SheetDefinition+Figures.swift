import Coordination

extension SheetDefinition {
    /// What is to be achieved, and what teams hand in.
    static let figures: [SheetDefinition] = [
        SheetDefinition(
            kind: .targets,
            columns: [
                SheetColumn("period*", "periode", type: .period),
                SheetColumn("salesperson*", "kode_sales", type: .code),
                SheetColumn("target_amount*", "target_nilai", type: .money).atLeast(0).summed,
                SheetColumn("target_units", "target_unit", type: .count).atLeast(0).summed,
            ],
            key: ["period", "salesperson"]),
        SheetDefinition(
            kind: .achievements,
            columns: [
                SheetColumn("period*", "periode", type: .period),
                SheetColumn("salesperson*", "kode_sales", type: .code),
                SheetColumn("invoice*", "no_faktur", "no_invoice", type: .code),
                SheetColumn("date", "tanggal", type: .date),
                SheetColumn("product*", "produk", type: .code),
                SheetColumn("units*", "unit", type: .count).atLeast(0),
                SheetColumn("amount*", "nilai", "omzet", "realisasi", type: .money).summed,
                SheetColumn("returns", "retur", type: .money).atMost(0).summed,
            ],
            key: ["invoice", "product"]),
        SheetDefinition(
            kind: .collections,
            columns: [
                SheetColumn("team*", "tim", type: .code),
                SheetColumn("client*", "klien", type: .code),
                SheetColumn("invoice*", "no_faktur", type: .code),
                SheetColumn("amount*", "nilai", type: .money).summed,
                SheetColumn("due*", "jatuh_tempo", type: .date),
                SheetColumn("paid", "dibayar", type: .money).summed,
                SheetColumn("promise_date", "janji_bayar", type: .date),
                SheetColumn("updated*", "diperbarui", type: .date),
            ],
            key: ["invoice"]),
        SheetDefinition(
            kind: .expenses,
            columns: [
                SheetColumn("period*", "periode", type: .period),
                SheetColumn("team*", "tim", type: .code),
                SheetColumn("category*", "kategori"),
                SheetColumn("date*", "tanggal", type: .date),
                SheetColumn("amount*", "nilai", type: .money).summed,
                SheetColumn("receipt*", "no_bukti", type: .code),
            ],
            key: ["receipt"]),
    ]
}
