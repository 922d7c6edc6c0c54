internal import GRDB

/// One consistent state of the ledger, to ask. Lives only as long as the closure it was given to.
package struct LedgerView {
    let database: Database

    /// What tells this ledger from every other, 16 hexadecimal digits.
    package func identity() throws -> String {
        try String.fetchOne(database, sql: "SELECT id FROM identity") ?? ""
    }
}
