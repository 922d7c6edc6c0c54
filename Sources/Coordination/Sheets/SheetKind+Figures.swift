/// What a column holds in a sheet that teams hand in, as far as the settings must know before any file
/// comes.
package enum FigureColumn: Hashable, Sendable {
    case text, date, period
    /// A number that no total of the sheet counts.
    case number
    /// An amount whose sum stands in the sheet's totals.
    case total

    package var isNumber: Bool { self == .number || self == .total }
}

extension SheetKind {
    /// The columns of a sheet that teams hand in, by their English names; none for any other sheet. The
    /// reader's definitions say the same: a test compares them.
    package var figureColumns: [String: FigureColumn] {
        switch self {
        case .achievements:
            [
                "period": .period, "salesperson": .text, "invoice": .text, "date": .date,
                "product": .text, "units": .number, "amount": .total, "returns": .total,
            ]
        case .collections:
            [
                "team": .text, "client": .text, "invoice": .text, "amount": .total, "due": .date,
                "paid": .total, "promise_date": .date, "updated": .date,
            ]
        case .expenses:
            [
                "period": .period, "team": .text, "category": .text, "date": .date,
                "amount": .total, "receipt": .text,
            ]
        default: [:]
        }
    }
}
