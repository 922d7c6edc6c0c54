import Coordination

/// Why a cell cannot be taken as it stands.
struct CellFault: Error, Hashable {
    var code: Finding.Code
    var severity = Finding.Severity.blocker
    /// What was wanted, ready to show.
    var expected: String
    var suggestion: String?
    /// What could be read all the same; nil leaves the cell out of its row.
    var value: SheetValue?
}
