import Coordination

/// Why a cell cannot be taken as it stands.
struct CellFault: Error, Hashable {
    var code: Finding.Code
    var severity = Finding.Severity.blocker
    /// What was wanted, ready to show.
    var expected: BilingualText
    var suggestion: String?
    /// What could be read all the same; nil leaves the cell out of its row.
    var value: SheetValue?
}

extension CellFault {
    /// A number above what may be; `value` keeps it where it could be read.
    static func above(_ limit: Int64, value: SheetValue? = nil) -> CellFault {
        CellFault(
            code: .outOfRange,
            expected: BilingualText(
                en: "a number of at most \(limit)", id: "bilangan paling besar \(limit)"),
            value: value)
    }

    /// A number below what may be; `value` keeps it.
    static func below(_ limit: Int64, value: SheetValue) -> CellFault {
        CellFault(
            code: .outOfRange,
            expected: BilingualText(
                en: "a number of at least \(limit)", id: "bilangan paling kecil \(limit)"),
            value: value)
    }
}
