/// An order with what became of its promises.
package struct ShowOrder: ControlCall {
    package static let method = "ShowOrder"
    package var order: String
    package init(order: String) { self.order = order }

    package struct Reply: Codable, Sendable {
        package var order: Order
        /// Every date that the client was told, line by line, oldest first.
        package var told: [ToldDate]
        package var promises: Promises
        /// Change sets and commands, oldest first.
        package var events: [Event]

        package init(order: Order, told: [ToldDate], promises: Promises, events: [Event]) {
            self.order = order
            self.told = told
            self.promises = promises
            self.events = events
        }
    }
}

/// One date that a client was told of a line.
package struct ToldDate: Codable, Sendable {
    package var line: String
    package var date: String
    package var at: String
    /// The letter that told it; null for the promise and for what people told by themselves.
    package var notice: Int?

    package init(line: String, date: String, at: String, notice: Int?) {
        self.line = line
        self.date = date
        self.at = at
        self.notice = notice
    }
}

/// How a client's promises were kept, against the first date told of each line.
package struct Promises: Codable, Sendable {
    package var client: String
    /// Lines whose promise can be judged.
    package var promised: Int
    package var kept: Int
    /// Whole percent; null while nothing can be judged.
    package var percent: Int?
    /// Further lines, delivered on a day that nobody entered.
    package var undated: Int

    package init(client: String, promised: Int, kept: Int, percent: Int?, undated: Int) {
        self.client = client
        self.promised = promised
        self.kept = kept
        self.percent = percent
        self.undated = undated
    }
}

/// What happened to an order, as the orders sheet would say it.
package struct ChangeOrder: ControlCall {
    package static let method = "ChangeOrder"
    package var order: String
    /// `slip`, `recover`, `deliver`, `cancel` or `told`.
    package var change: String
    /// Nil is every line that is outstanding.
    package var lines: [String]?
    package var date: String?
    package var quantity: Double?
    package var reason: String?
    package var by: String?

    package init(
        order: String, change: String, lines: [String]? = nil, date: String? = nil,
        quantity: Double? = nil, reason: String? = nil, by: String? = nil
    ) {
        self.order = order
        self.change = change
        self.lines = lines
        self.date = date
        self.quantity = quantity
        self.reason = reason
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var order: Order
        /// What is possible and yet asks whether it is meant, in English.
        package var warnings: [String]

        package init(order: Order, warnings: [String] = []) {
            self.order = order
            self.warnings = warnings
        }
    }
}
