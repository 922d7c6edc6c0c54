/// Which register or list a sheet belongs to (SHEETS, *Columns*); the raw value is its name there.
package enum SheetKind: String, Hashable, Sendable, CaseIterable {
    case people, teams, clients, deadlines, orders, reasons, delegations, holidays
}

/// Rows of one file, read: columns by their English names, dates as ISO 8601, blank cells as "".
package struct Sheet: Hashable, Sendable {
    package var kind: SheetKind
    package var rows: [[String: String]]
    /// Whether it is our last export of that kind with some cells edited (SHEETS, *What a cell says*): the
    /// rows then hold the edited cells and the key alone.
    package var isEditedExport: Bool

    package init(_ kind: SheetKind, rows: [[String: String]], isEditedExport: Bool = false) {
        self.kind = kind
        self.rows = rows
        self.isEditedExport = isEditedExport
    }

    /// The columns that say which thing a row is about.
    static func keyColumns(of kind: SheetKind) -> [String] {
        switch kind {
        case .people, .clients, .deadlines, .reasons: ["code"]
        case .teams: ["team_code"]
        case .orders: ["order", "line"]
        case .delegations: ["person", "from"]
        case .holidays: ["date", "scope"]
        }
    }

    static func key(of row: [String: String], _ kind: SheetKind) -> String {
        keyColumns(of: kind).map { (row[$0] ?? "").uppercased() }.joined(separator: "/")
    }
}
