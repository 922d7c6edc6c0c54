package import Almanac
internal import GRDB

/// One transaction: everything it writes becomes durable together, or none of it ever was.
///
/// Its time is the caller's: whatever is stamped is stamped with `now`.
package struct LedgerTransaction {
    let database: Connection
    package let now: Instant

    /// Does something whole or not at all, within what the transaction does.
    package func attempt<Value>(_ body: () throws -> Value) throws -> Value {
        let sums = database.sums?.standing
        do {
            return try database.database.savepoint(body)
        } catch {
            // What it linked is undone with it.
            database.chainHead.hash = nil
            if let sums { database.sums?.standing = sums }
            throw error
        }
    }

    /// The tables that it has changed so far.
    package var written: Set<LedgerTable> { database.log.written }

    /// Gives the registers another version where the transaction changed them.
    func countRegisterChange() throws {
        guard written.contains(.register) else { return }
        try database.run("UPDATE identity SET register_version = register_version + 1")
        try keepRegisters()
    }

    /// What the ledger holds, this transaction's own writes included.
    package var view: LedgerView { LedgerView(database: database) }
}
