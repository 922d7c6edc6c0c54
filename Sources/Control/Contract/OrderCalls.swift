/// Orders by their code.
package struct ListOrders: ControlCall {
    package static let method = "ListOrders"
    /// True lists only those that are late or need a date.
    package var late: Bool?
    package init(late: Bool? = nil) { self.late = late }

    package struct Reply: Codable, Sendable {
        package var orders: [Order]
        package init(orders: [Order]) { self.orders = orders }
    }
}

/// What a client was promised, and where it stands.
package struct Order: Codable, Sendable {
    package var order: String
    package var client: String
    package var clientName: String?
    package var clientPo: String?
    package var salesperson: String?
    /// `on-time`, `late`, `needs-date` or `finished`.
    package var state: String
    package var lines: [OrderLine]
    /// The notice that has not left yet, if there is one.
    package var notice: Int?

    package init(
        order: String, client: String, clientName: String?, clientPo: String?,
        salesperson: String?, state: String, lines: [OrderLine], notice: Int?
    ) {
        self.order = order
        self.client = client
        self.clientName = clientName
        self.clientPo = clientPo
        self.salesperson = salesperson
        self.state = state
        self.lines = lines
        self.notice = notice
    }
}

/// One line of an order. Dates are civil: `2026-12-10`.
package struct OrderLine: Codable, Sendable {
    package var line: String
    package var item: String
    /// In the line's unit, with up to three decimals.
    package var quantity: Double
    package var unit: String?
    package var promised: String
    package var expected: String?
    /// Every date the client was told, the promise first.
    package var told: [String]
    package var delivered: Double
    package var deliveredOn: String?
    package var reason: String?
    /// `open`, `late`, `needs-date`, `delivered` or `cancelled`.
    package var state: String

    package init(
        line: String, item: String, quantity: Double, unit: String?, promised: String,
        expected: String?, told: [String], delivered: Double, deliveredOn: String?, reason: String?,
        state: String
    ) {
        self.line = line
        self.item = item
        self.quantity = quantity
        self.unit = unit
        self.promised = promised
        self.expected = expected
        self.told = told
        self.delivered = delivered
        self.deliveredOn = deliveredOn
        self.reason = reason
        self.state = state
    }
}
