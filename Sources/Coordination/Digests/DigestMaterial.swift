package import Almanac

/// What digests are made of: what the ledger holds that may matter to any reader of a morning.
package struct DigestMaterial: Sendable {
    /// Open deadlines that are overdue or due before the next morning.
    package var deadlines: [Deadline]
    /// Open deadlines due within the days looked ahead, for what holidays do to them.
    package var ahead: [Deadline]
    package var orders: [OpenOrder]
    package var letters: [WaitingLetter]

    package init(
        deadlines: [Deadline] = [], ahead: [Deadline] = [], orders: [OpenOrder] = [],
        letters: [WaitingLetter] = []
    ) {
        self.deadlines = deadlines
        self.ahead = ahead
        self.orders = orders
        self.letters = letters
    }
}

/// An order with something still to deliver.
package struct OpenOrder: Hashable, Sendable {
    package var code: String
    package var client: String
    /// Everybody who sold a part of it.
    package var salespeople: [String]
    package var lines: [OrderLine]

    package init(code: String, client: String, salespeople: [String], lines: [OrderLine]) {
        self.code = code
        self.client = client
        self.salespeople = salespeople
        self.lines = lines
    }
}

/// A letter to a client that waits for a person.
package struct WaitingLetter: Hashable, Sendable {
    package var notice: Int64
    package var client: String
    /// The orders that it is about.
    package var orders: [String]
    /// Everybody who sold a part of those.
    package var salespeople: [String]
    package var reasons: [HoldReason]
    package var since: Instant

    package init(
        notice: Int64, client: String, orders: [String], salespeople: [String],
        reasons: [HoldReason], since: Instant
    ) {
        self.notice = notice
        self.client = client
        self.orders = orders
        self.salespeople = salespeople
        self.reasons = reasons
        self.since = since
    }
}
