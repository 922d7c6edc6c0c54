/// A row of one of the office's registers: people, teams, clients, reasons, delegations, holidays,
/// targets.
///
/// Registers are small, read whole, and only ever change by a sheet or a command. They share one way
/// in and one table, so that a new register is a type that conforms to this and nothing else.
package protocol RegisterEntry: Codable, Hashable, Sendable {
    /// The sheet that carries this register.
    static var sheet: SheetKind { get }
    /// What tells two entries apart, compared without regard to case.
    var key: String { get }
    /// Reads an entry from a row whose required cells are known to be there.
    ///
    /// Returns nil only when a required cell is missing, which a checked reading rules out.
    init?(row: SheetRow)
    /// The row that says the same: what ``init(row:)`` reads, by column.
    var values: [String: SheetValue] { get }
    /// What of a row that was read is none of this register's: the column and what it should hold.
    static func faults(of row: SheetRow) -> [(column: String, expected: BilingualText)]
    /// The references it makes, for the cross-check on import.
    var references: [Reference] { get }
}

/// One code in one cell that must be known elsewhere.
package struct Reference: Hashable, Sendable {
    /// The column that holds the code, by its English name.
    package var column: String
    /// The registers in which the code may stand.
    package var targets: [SheetKind]
    package var code: String
    /// Whether an unknown code only warns: between people and teams either sheet may come first.
    package var isTolerated: Bool
    /// Whether whoever stands there is to do something: somebody who has left is warned of.
    package var isDuty: Bool

    package init(
        column: String, in targets: [SheetKind], code: String, isTolerated: Bool = false,
        isDuty: Bool = false
    ) {
        self.column = column
        self.targets = targets
        self.code = code
        self.isTolerated = isTolerated
        self.isDuty = isDuty
    }
}

extension RegisterEntry {
    /// Nothing, unless the register says otherwise.
    package static func faults(of row: SheetRow) -> [(column: String, expected: BilingualText)] {
        []
    }

    package var references: [Reference] { [] }
}
