package import Coordination

/// One kind of sheet, as data: its columns, and what holds between its cells and rows.
package struct SheetDefinition: Sendable {
    package let kind: SheetKind
    let columns: [SheetColumn]
    /// The columns that together tell two rows apart.
    package let key: [String]
    /// The columns that tell what a row is part of and is only taken together with; nil where each row
    /// stands for itself.
    var whole: [String]?
    /// The columns that a person fills in; a row in which all are blank says nothing. Nil where every
    /// row says something.
    var answers: [String]?
    /// Columns that only help whoever fills the sheet in: they are not read.
    var shown: [SheetColumn] = []
    /// Two dates of which the second may not lie before the first.
    var span: (from: String, until: String)?
    /// The date that gets a warning when it is past, unless the row is finished.
    var dueColumn: String?

    /// The number that a row promises, which is nothing only where the row is cancelled.
    var amountColumn: String?

    /// The column that lists of the kind are read for, though it may be left out.
    package var newsColumn: String? { kind == .orders ? "expected" : nil }

    /// A fault as heavy as it is in this sheet.
    ///
    /// In a register, what cannot be read of a field that may be blank stays as it is known, and the
    /// rest of the sheet is taken. Dates and times, and the zone of a due moment, decide when somebody hears of something, and what
    /// tells rows apart decides whom a row is about: those are never passed over.
    func weighed(_ fault: CellFault, in column: SheetColumn) -> CellFault {
        guard isRegister, fault.isUnreadable, fault.severity == .blocker, !column.isRequired,
            !key.contains(column.name), !column.isMoment, dueColumn == nil || !column.isZone
        else { return fault }
        var warning = fault
        warning.severity = .warning
        warning.expected = fault.expected.followed(
            en: "; what is known stays", id: "; yang sudah tercatat tetap berlaku")
        return warning
    }

    /// Whether its rows say what holds until further notice, and not what a team or a person states
    /// once.
    private var isRegister: Bool {
        switch kind {
        case .people, .teams, .clients, .deadlines, .reasons, .delegations, .holidays, .targets:
            true
        case .orders, .decisions, .achievements, .collections, .expenses: false
        }
    }

    /// Whether rows belong together, as an order's lines do.
    package var isTakenInWholes: Bool { whole != nil }

    /// What two rows that belong together have in common.
    package var wholeColumns: [String] { whole ?? key }

    /// The columns of the key, in its order.
    var keyColumns: [SheetColumn] {
        key.compactMap { name in columns.first { $0.name == name } }
    }

    /// Columns that may not be blank, by their English names.
    package var requiredNames: [String] { columns.filter(\.isRequired).map(\.name) }

    /// The columns' English names in the order of SHEETS: how an export heads its columns.
    package var columnNames: [String] { columns.map(\.name) }

    /// What messages call a column: each name is one that a header may use.
    package func names(of column: String) -> BilingualText {
        (columns + shown).first { $0.name == column }?.names
            ?? BilingualText(en: column, id: column)
    }

    /// What a column says, as a reader of a language writes it: its words are theirs.
    package func wording(of text: String, in column: String, language: String) -> String {
        guard let type = columns.first(where: { $0.name == column })?.type else { return text }
        return switch type {
        case .word(let words), .wordOrText(let words): words.written(text, in: language)
        default: text
        }
    }

    /// The columns of a kind of sheet.
    package static func of(_ kind: SheetKind) -> SheetDefinition {
        guard let definition = all.first(where: { $0.kind == kind }) else {
            preconditionFailure("every kind has its columns; a test goes through them")
        }
        return definition
    }

    /// Whether a header names one of the columns that only help whoever fills the sheet in.
    ///
    /// - Parameter name: canonical.
    func isShown(_ name: String) -> Bool {
        shown.contains { $0.isHeaded(name) }
    }

    /// All sheets that the office knows: a new one is an entry here and whoever takes its rows.
    static let all = people + promises + figures
}

extension SheetColumn {
    /// Whether a heading, canonical, is one of its names.
    func isHeaded(_ heading: String) -> Bool {
        ([name] + aliases).contains { HeaderName.canonical($0) == heading }
    }
}
