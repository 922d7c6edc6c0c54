package import Almanac

/// One line of what a client was promised.
package struct OrderLine: Hashable, Sendable {
    package var order: String
    /// The line's name within the order, as the sheet writes it (`1`).
    package var line: String
    /// The client's own purchase order number.
    package var purchaseOrder: String?
    package var client: String
    package var item: String
    package var quantity: Quantity
    package var unit: String?
    /// The date the sheet calls promised; the first one ever seen is the promise.
    package var promised: CivilDate
    /// When it is now expected to ship; nil means as promised.
    package var expected: CivilDate?
    package var delivered: Quantity
    package var deliveredOn: CivilDate?
    /// A reason's code or its wording, as the sheet writes it.
    package var reason: String?
    /// What is done about it, for its client to read; nil is what its reason says.
    package var action: String?
    package var isCancelled: Bool
    package var salesperson: String?
    /// The order's revision that last touched its dates, or had it open again.
    package var revision: Int
    /// The revision that needs no letter any more: one told it, or a person refused to have it told; 0
    /// for none.
    package var settledRevision: Int
    /// Whether it was late already when it was first seen, and neither told nor decided about since.
    package var isLateSinceFirstSeen: Bool
    /// Every date that the client was told, oldest first; the first is the promise.
    package var told: [ToldDate]
    /// What the order's earlier clients were told of it; nil where it was always this one's.
    package var formerClients: FormerClients?

    /// What is known of the clients whom an order was entered for before.
    package struct FormerClients: Hashable, Sendable {
        /// What each was told after the promise, oldest first, by code.
        package var told: [Code: [ToldDate]]
        /// When the order became its present client's.
        package var until: Instant

        package init(told: [Code: [ToldDate]] = [:], until: Instant) {
            self.told = told
            self.until = until
        }

        /// Whether any of them was ever told a date.
        package func wereTold(_ date: CivilDate) -> Bool {
            told.values.contains { $0.contains { $0.date == date } }
        }
    }

    /// One date that a client knows, and since when.
    package struct ToldDate: Hashable, Sendable, Codable {
        package var date: CivilDate
        package var at: Instant
        /// The letter that told it, and may be spoken of to its reader; nil for the promise and for what
        /// people told by themselves.
        package var notice: Int64?
        /// Whether it is theirs: they asked for it.
        package var isWish: Bool

        package init(
            date: CivilDate, at: Instant, notice: Int64? = nil, isWish: Bool = false
        ) {
            self.date = date
            self.at = at
            self.notice = notice
            self.isWish = isWish
        }
    }

    package init(
        order: String, line: String, purchaseOrder: String? = nil, client: String, item: String,
        quantity: Quantity, unit: String? = nil, promised: CivilDate, expected: CivilDate? = nil,
        delivered: Quantity = 0, deliveredOn: CivilDate? = nil, reason: String? = nil,
        action: String? = nil, isCancelled: Bool = false, salesperson: String? = nil,
        revision: Int = 1,
        settledRevision: Int = 0, isLateSinceFirstSeen: Bool = false, told: [ToldDate] = [],
        formerClients: FormerClients? = nil
    ) {
        self.order = order
        self.line = line
        self.purchaseOrder = purchaseOrder
        self.client = client
        self.item = item
        self.quantity = quantity
        self.unit = unit
        self.promised = promised
        self.expected = expected
        self.delivered = delivered
        self.deliveredOn = deliveredOn
        self.reason = reason
        self.action = action
        self.isCancelled = isCancelled
        self.salesperson = salesperson
        self.revision = revision
        self.settledRevision = settledRevision
        self.isLateSinceFirstSeen = isLateSinceFirstSeen
        self.told = told
        self.formerClients = formerClients
    }

    /// The date it ships as far as anybody knows.
    package var current: CivilDate { expected ?? promised }

    /// The last date the client was told, against which lateness is measured.
    package var lastTold: CivilDate { told.last?.date ?? promised }

    /// The first date the client was told, against which keeping a promise is measured.
    package var promise: CivilDate { told.first?.date ?? promised }

    /// Whether anything is still to be shipped.
    package var isOutstanding: Bool { !isCancelled && delivered < quantity }

    /// Whether all of it counts as shipped.
    package var isDelivered: Bool { !isCancelled && delivered >= quantity }

    package var remaining: Quantity { max(0, quantity - delivered) }

    /// Whether it ships later than its client was told.
    package var isLater: Bool { current > lastTold }

    /// Whether it ships earlier than its client was told after the promise.
    package var isEarlier: Bool { current < lastTold && told.count > 1 }

    /// The date last told, where it is one that we gave after the promise; nil where the client asked
    /// for it.
    package var lastGiven: ToldDate? { isAsWished ? nil : told.dropFirst().last }

    /// Whether the date last told is one that the client asked for.
    package var isAsWished: Bool { told.dropFirst().last?.isWish ?? false }

    /// Whether it breaks a date that we gave, having given a later one than before already: what the
    /// client asked for was no slip of ours.
    package var slipsAgain: Bool {
        isLater && lastGiven != nil
            && zip(told, told.dropFirst()).contains { !$1.isWish && $1.date > $0.date }
    }

    /// Whether its present dates need no letter any more.
    package var isSettled: Bool { settledRevision >= revision }
}
