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
        SheetDefinition(figuresOf: .achievements, key: ["invoice", "product"]),
        SheetDefinition(figuresOf: .collections, key: ["invoice"]),
        SheetDefinition(figuresOf: .expenses, key: ["receipt"]),
    ]

    private init(figuresOf kind: SheetKind, key: [String]) {
        self.init(kind: kind, columns: kind.figureColumns.map(SheetColumn.init), key: key)
    }
}

extension SheetColumn {
    fileprivate init(_ figure: FigureColumn) {
        let column = { (type: CellType) in
            SheetColumn(
                figure.name, aliases: figure.aliases, type: type, isRequired: figure.isRequired)
        }
        self =
            switch figure.content {
            case .text: column(.text)
            case .code: column(.code)
            case .date: column(.date)
            case .period: column(.period)
            case .count: column(.count).atLeast(0)
            case .total: column(.money).summed
            case .deduction: column(.money).atMost(0).summed
            }
    }
}
