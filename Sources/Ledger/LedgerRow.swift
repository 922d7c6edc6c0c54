internal import Coordination
internal import Foundation

/// One row that a statement answered.
struct LedgerRow {
    /// As SQLite keeps it.
    enum Value {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
        case blob(Data)
    }

    let columns: Columns
    /// By the columns' order.
    let values: [Value]

    /// The columns that a statement's rows share.
    final class Columns {
        let names: [String]
        let places: NameIndex

        init(_ names: [String]) {
            self.names = names
            places = NameIndex(names)
        }
    }

    /// A column's value; nil where the row has no such column, or another kind of value in it.
    func read<Value: SQLValue>(_ column: String) -> Value? {
        columns.places.place(of: column).flatMap { Value.read(values[$0]) }
    }
}
