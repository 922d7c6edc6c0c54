package import Coordination

/// One kind of sheet, as data: its columns, and what holds between its cells and rows.
package struct SheetDefinition: Sendable {
    package let kind: SheetKind
    let columns: [SheetColumn]
    /// The columns that together tell two rows apart.
    let key: [String]
    /// The columns that tell what a row is part of and is only taken together with; nil where each row
    /// stands for itself.
    var whole: [String]?
    /// The columns that a person fills in; a row in which all are blank says nothing. Nil where every
    /// row says something.
    var answers: [String]?
    /// The column in which `NIHIL` alone means that there is nothing to report; nil where a sheet
    /// always has something to say.
    var nilColumn: String?
    /// Two dates of which the second may not lie before the first.
    var span: (from: String, until: String)?
    /// The date that gets a warning when it is past, unless the row is finished.
    var dueColumn: String?

    /// Whether rows belong together, as an order's lines do.
    package var isTakenInWholes: Bool { whole != nil }

    /// What two rows that belong together have in common.
    package var wholeColumns: [String] { whole ?? key }

    /// The columns of the key, in its order.
    var keyColumns: [SheetColumn] {
        key.compactMap { name in columns.first { $0.name == name } }
    }

    /// The columns' English names in the order of SHEETS: how an export heads its columns.
    package var columnNames: [String] { columns.map(\.name) }

    package static func of(_ kind: SheetKind) -> SheetDefinition {
        guard let definition = all.first(where: { $0.kind == kind }) else {
            preconditionFailure("every kind has its columns; a test goes through them")
        }
        return definition
    }

    /// All sheets that the office knows: a new one is an entry here and whoever takes its rows.
    static let all = people + promises + figures
}
