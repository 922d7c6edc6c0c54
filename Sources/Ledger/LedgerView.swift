/// One consistent state of the ledger, to ask. Lives only as long as the closure it was given to.
package struct LedgerView {
    let database: Connection

    /// What tells this ledger from every other, 16 hexadecimal digits.
    package func identity() throws -> String {
        try database.value("SELECT id FROM identity") ?? ""
    }

    /// Another number after every change of a register: what was derived from them is good until then.
    package func registerVersion() throws -> Int64 {
        try database.value("SELECT register_version FROM identity") ?? 0
    }
}
