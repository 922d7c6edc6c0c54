package import Almanac
internal import GRDB

/// One transaction: everything it writes becomes durable together, or none of it ever was.
///
/// Its time is the caller's: whatever is stamped is stamped with `now`.
package struct LedgerTransaction {
    let database: Database
    package let now: Instant

    /// What the ledger holds, this transaction's own writes included.
    package var view: LedgerView { LedgerView(database: database) }
}
