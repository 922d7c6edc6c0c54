package import Almanac
package import Coordination

/// An order as the ledger holds it, with its lines and everything its client was told of them.
package struct OrderRecord: Sendable {
    package let code: String
    package var client: String
    package var purchaseOrder: String?
    package var salesperson: String?
    package let firstSeenAt: Instant
    /// One more with each committed change of any line's promised or expected date.
    package var revision: Int
    /// When it must be looked at next; nil when nothing about it depends on time.
    package var nextAt: Instant?
    /// In the sheet's order.
    package var lines: [OrderLine]

    package init(
        code: String, client: String, purchaseOrder: String?, salesperson: String?,
        firstSeenAt: Instant, revision: Int = 1, nextAt: Instant?, lines: [OrderLine]
    ) {
        self.code = code
        self.client = client
        self.purchaseOrder = purchaseOrder
        self.salesperson = salesperson
        self.firstSeenAt = firstSeenAt
        self.revision = revision
        self.nextAt = nextAt
        self.lines = lines
    }
}
