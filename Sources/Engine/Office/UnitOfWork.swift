package import Almanac
package import Coordination
package import Ledger

/// One change while it is being made: the transaction, and the office as that finds it.
package struct UnitOfWork {
    package let transaction: LedgerTransaction
    package let office: Office

    package var now: Instant { transaction.now }
    package var view: LedgerView { transaction.view }

    /// The office as the change leaves it.
    package func changedOffice() throws -> Office {
        guard transaction.written.contains(.register) else { return office }
        return Office(profile: office.profile, directory: try view.directory())
    }
}
