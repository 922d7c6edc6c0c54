package import Almanac
package import Coordination

extension LedgerView {
    /// An order with its lines and what its client was told, by its code.
    package func order(_ code: String) throws -> OrderRecord? {
        try database.row("SELECT * FROM client_order WHERE code = ?", [code]).map(withLines)
    }

    /// The codes of all orders.
    package func orderCodes() throws -> [String] {
        try database.rows("SELECT code FROM client_order ORDER BY code").map { try $0.get("code") }
    }

    /// All orders by code.
    package func orders() throws -> [OrderRecord] {
        try database.rows("SELECT * FROM client_order ORDER BY code").map(withLines)
    }

    /// Orders that must be looked at by `moment`.
    package func ordersDue(by moment: Instant) throws -> [OrderRecord] {
        try database.rows(
            """
            SELECT * FROM client_order WHERE next_at IS NOT NULL AND next_at <= ?
            ORDER BY next_at, code
            """, [moment.microseconds]
        ).map(withLines)
    }

    /// Orders that may be at risk: with a line whose date lies before `date`, or that will be later
    /// than its client was told.
    package func ordersAtRisk(before date: CivilDate) throws -> [OrderRecord] {
        try database.rows(Self.ordersAtRisk, [date.description]).map(withLines)
    }

    /// How many orders have something still to deliver.
    package func openOrderCount() throws -> Int {
        try database.value(
            """
            SELECT count(DISTINCT client_order) FROM order_line
            WHERE is_cancelled = 0 AND delivered < quantity
            """) ?? 0
    }

    /// Each half is a partial index of its own (`order_line_open`, `order_line_late`).
    static let ordersAtRisk = """
        SELECT * FROM client_order WHERE code IN (
            SELECT client_order FROM order_line
            WHERE is_cancelled = 0 AND delivered < quantity AND coalesce(expected, promised) < ?
            UNION
            SELECT client_order FROM order_line
            WHERE is_cancelled = 0 AND delivered < quantity
                AND coalesce(expected, promised) > last_told)
        ORDER BY code
        """

    /// Orders of one client, by code.
    package func orders(of client: String) throws -> [OrderRecord] {
        try database.rows("SELECT * FROM client_order WHERE client = ? ORDER BY code", [client])
            .map(withLines)
    }

    /// What of their orders a client was told by no letter, or asked for, the latest first: the order, the line, and the
    /// date.
    package func tellingsWithoutLetter(
        to client: String, limit: Int
    ) throws -> [(order: String, line: String, telling: OrderLine.ToldDate)] {
        try database.rows(
            """
            SELECT told_date.* FROM client_order
            CROSS JOIN told_date ON told_date.client_order = client_order.code
            WHERE client_order.client = ? AND told_date.ordinal > 0 AND told_date.notice IS NULL
            ORDER BY told_date.at DESC LIMIT ?
            """, [client, limit]
        ).map { (try $0.get("client_order"), try $0.get("line"), try toldDate($0)) }
    }

    /// Orders with a line whose first promise fell between two days, both included.
    package func orders(
        promisedFrom first: CivilDate, through last: CivilDate
    ) throws -> [OrderRecord] {
        try database.rows(
            """
            SELECT * FROM client_order WHERE code IN (
                SELECT client_order FROM told_date
                WHERE ordinal = 0 AND date >= ? AND date <= ?)
            ORDER BY code
            """, [first.description, last.description]
        ).map(withLines)
    }

    /// What outstanding lines say in a column, each word once with an order that says it.
    package func openLines(by column: LineWord) throws -> [(word: String, order: String)] {
        try database.rows(
            """
            SELECT \(column.rawValue) AS word, min(client_order) AS client_order FROM order_line
            WHERE is_cancelled = 0 AND delivered < quantity AND \(column.rawValue) IS NOT NULL
            GROUP BY 1 ORDER BY 1
            """
        ).map { (try $0.get("word"), try $0.get("client_order")) }
    }

    /// An order's committed change sets, oldest first: when, by whom, what.
    package func revisions(ofOrder code: String) throws -> [EventRecord] {
        try database.rows(
            "SELECT * FROM order_revision WHERE client_order = ? ORDER BY revision", [code]
        ).map { row in
            let revision: Int = try row.get("revision")
            return EventRecord(
                at: try row.instant("at"), what: "revision \(revision)", by: try row.get("by"),
                detail: try row.get("changes"))
        }
    }

    /// When the earliest order must be looked at again.
    package func nextOrderInstant() throws -> Instant? {
        try database.instant(
            "SELECT next_at FROM client_order WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1")
    }

    private func withLines(_ row: LedgerRow) throws -> OrderRecord {
        let code: String = try row.get("code")
        let client: String = try row.get("client")
        let told = try toldDates(of: code)
        let clientSince = try row.instantIfAny("client_since")
        let former = try clientSince.map { _ in try formerTellings(of: code) }
        let lines = try database.rows(
            "SELECT * FROM order_line WHERE client_order = ? ORDER BY ordinal", [code]
        ).map { row in
            let line: String = try row.get("line")
            let key = Code(line)
            return OrderLine(
                order: code, line: line, purchaseOrder: try row.get("purchase_order"),
                client: client,
                item: try row.get("item"), quantity: Quantity(thousandths: try row.get("quantity")),
                unit: try row.get("unit"),
                promised: try row.value("promised", { CivilDate($0) }),
                expected: try row.valueIfAny("expected", { CivilDate($0) }),
                delivered: Quantity(thousandths: try row.get("delivered")),
                deliveredOn: try row.valueIfAny("delivered_on", { CivilDate($0) }),
                reason: try row.get("reason"), action: try row.get("action"),
                isCancelled: try row.get("is_cancelled"),
                salesperson: try row.get("salesperson"), revision: try row.get("revision"),
                settledRevision: try row.get("settled_revision"),
                isLateSinceFirstSeen: try row.get("is_late_since_first_seen"),
                told: told[key] ?? [],
                formerClients: clientSince.map { until in
                    OrderLine.FormerClients(told: former?[key] ?? [:], until: until)
                })
        }
        return OrderRecord(
            code: code, client: client, salesperson: try row.get("salesperson"),
            firstSeenAt: try row.instant("first_seen_at"), revision: try row.get("revision"),
            nextAt: try row.instantIfAny("next_at"), clientSince: clientSince, lines: lines)
    }

    /// By the moment of the telling, in whatever order tellings came to be known. Who hears the same date
    /// twice in a row knows it since the first time, or since a letter said it.
    private func toldDates(of order: String) throws -> [Code: [OrderLine.ToldDate]] {
        var told: [Code: [OrderLine.ToldDate]] = [:]
        for row in try database.rows(
            "SELECT * FROM told_date WHERE client_order = ? ORDER BY line, ordinal > 0, at, ordinal",
            [order])
        {
            let line = Code(try row.get("line"))
            let next = try toldDate(row)
            guard let known = told[line]?.last, known.date == next.date else {
                told[line, default: []].append(next)
                continue
            }
            guard let last = told[line]?.indices.last, last > 0, known.notice == nil,
                next.notice != nil
            else { continue }
            told[line]?[last].at = next.at
            told[line]?[last].notice = next.notice
        }
        return told
    }

    /// By line and client, where they were told anything.
    private func formerTellings(
        of order: String
    ) throws -> [Code: [Code: [OrderLine.ToldDate]]] {
        var told: [Code: [Code: [OrderLine.ToldDate]]] = [:]
        for row in try database.rows(
            "SELECT * FROM former_told_date WHERE client_order = ? ORDER BY line, client, at",
            [order])
        {
            told[Code(try row.get("line")), default: [:]][
                Code(try row.get("client")), default: []
            ].append(try toldDate(row))
        }
        return told
    }

    private func toldDate(_ row: LedgerRow) throws -> OrderLine.ToldDate {
        OrderLine.ToldDate(
            date: try row.value("date", { CivilDate($0) }), at: try row.instant("at"),
            notice: try row.get("notice"), isWish: try row.get("is_wish"))
    }
}

/// A column of an order's line that names an entry of a register.
package enum LineWord: String, Sendable {
    case reason, action, salesperson
}
