package import Almanac
import Coordination

extension LedgerTransaction {
    /// Writes an order and all its lines; what the client was told is only ever added to.
    ///
    /// - Parameter changes: what changed, in words, when this is a new revision; nil otherwise.
    package func put(_ order: OrderRecord, changes: String? = nil, by: String? = nil) throws {
        try database.write(Self.putOrder) { row in
            row.bind(order.code)
            row.bind(order.client)
            row.bind(order.salesperson)
            row.bind(order.firstSeenAt)
            row.bind(order.revision)
            row.bind(order.nextAt)
            row.bind(order.clientSince)
        }
        for (ordinal, line) in order.lines.enumerated() {
            try put(line, ordinal: ordinal)
        }
        guard let changes else { return }
        try database.write(Self.putRevision) { row in
            row.bind(order.code)
            row.bind(order.revision)
            row.bind(now)
            row.bind(by)
            row.bind(changes)
        }
    }

    private static let putOrder = """
        INSERT INTO client_order (
            code, client, salesperson, first_seen_at, revision, next_at, client_since)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (code) DO UPDATE SET client = excluded.client,
            salesperson = excluded.salesperson, revision = excluded.revision,
            next_at = excluded.next_at, client_since = excluded.client_since
        """

    private static let putRevision = """
        INSERT INTO order_revision (client_order, revision, at, by, changes)
        VALUES (?, ?, ?, ?, ?)
        """

    /// Stores when an order must be looked at next.
    package func setNext(_ nextAt: Instant?, ofOrder code: String) throws {
        try database.run(
            "UPDATE client_order SET next_at = ? WHERE code = ?", [nextAt?.microseconds, code])
    }

    /// Has every order looked at again of which there is still something to tell, after a change of
    /// clients, reasons or calendars: those with an outstanding line or a letter that has not left, and
    /// those that are to be looked at anyway.
    package func reviewOrders() throws {
        try database.run(Self.reviewOrders, [now.microseconds])
    }

    static let reviewOrders = """
        UPDATE client_order SET next_at = ? WHERE code IN (
            SELECT client_order FROM order_line WHERE is_cancelled = 0 AND delivered < quantity
            UNION
            SELECT item.subject_id
            FROM notice INDEXED BY notice_unfinished CROSS JOIN item ON item.notice = notice.id
            WHERE notice.finished_at IS NULL AND item.subject_kind = 'order'
                AND item.withdrawn_at IS NULL
            UNION
            SELECT code FROM client_order WHERE next_at IS NOT NULL)
        """

    /// Adds a date that the client knows of a line since `at`: what they know now is what they were told
    /// last, not what was entered last.
    ///
    /// - Parameter isWish: whether it is the one that they asked for.
    package func tell(
        _ date: CivilDate, of line: String, order: String, at: Instant, notice: Int64? = nil,
        isWish: Bool = false
    ) throws {
        try database.run(
            """
            INSERT INTO told_date (client_order, line, ordinal, date, at, notice, is_wish)
            SELECT ?1, ?2, coalesce(max(ordinal) + 1, 0), ?3, ?4, ?5, ?6 FROM told_date
            WHERE client_order = ?1 AND line = ?2
            """,
            [order, line, date.description, at.microseconds, notice, isWish])
        try database.run(
            """
            UPDATE order_line SET last_told = (
                SELECT date FROM told_date WHERE client_order = ?1 AND line = ?2
                ORDER BY ordinal > 0 DESC, at DESC, ordinal DESC LIMIT 1)
            WHERE client_order = ?1 AND line = ?2 AND last_told <> ?3
            """,
            [order, line, date.description])
    }

    /// Forgets that a client asked for a date: a file that was undone said so.
    ///
    /// - Parameter moment: when the file came.
    package func forgetWish(of line: String, order: String, at moment: Instant) throws {
        try database.run(
            """
            DELETE FROM told_date
            WHERE client_order = ? AND line = ? AND at = ? AND is_wish = 1 AND notice IS NULL
            """,
            [order, line, moment.microseconds])
        try database.run(
            """
            UPDATE order_line SET last_told = coalesce((
                SELECT date FROM told_date WHERE client_order = ?1 AND line = ?2
                ORDER BY ordinal > 0 DESC, at DESC, ordinal DESC LIMIT 1), last_told)
            WHERE client_order = ?1 AND line = ?2
            """,
            [order, line])
    }

    /// Adds what a new line promises, which is what its client knows of it first; the line says so already.
    package func promise(_ date: CivilDate, by line: String, order: String) throws {
        try database.write(Self.putPromise) { row in
            row.bind(order)
            row.bind(line)
            row.bind(date)
            row.bind(now)
        }
    }

    private static let putPromise = """
        INSERT INTO told_date (client_order, line, ordinal, date, at, is_wish)
        VALUES (?, ?, 0, ?, ?, 0)
        """

    /// Leaves, of what was told of an order, the promises and what `client` was told who gets it now; what
    /// `former` was told is kept for the case that it becomes theirs again.
    package func handOver(_ order: String, from former: String, to client: String) throws {
        try database.run(
            """
            INSERT OR IGNORE INTO former_told_date (
                client_order, line, client, date, at, notice, is_wish)
            SELECT client_order, line, ?2, date, at, notice, is_wish FROM told_date
            WHERE client_order = ?1 AND ordinal > 0
            """,
            [order, former])
        try database.run(
            "DELETE FROM told_date WHERE client_order = ? AND ordinal > 0", [order])
        try database.run(
            """
            INSERT INTO told_date (client_order, line, ordinal, date, at, notice, is_wish)
            SELECT client_order, line, row_number() OVER (PARTITION BY line ORDER BY at), date, at,
                notice, is_wish
            FROM former_told_date WHERE client_order = ?1 AND client = ?2
            """,
            [order, client])
        try database.run(
            "DELETE FROM former_told_date WHERE client_order = ? AND client = ?", [order, client])
        try database.run(
            """
            UPDATE order_line SET last_told = coalesce((
                SELECT date FROM told_date
                WHERE client_order = order_line.client_order AND line = order_line.line
                ORDER BY ordinal > 0 DESC, at DESC, ordinal DESC LIMIT 1), last_told)
            WHERE client_order = ?
            """,
            [order])
    }

    /// Adds a date that somebody knows of a line whose order is not theirs any more.
    package func tellFormer(
        _ client: String, _ date: CivilDate, of line: String, order: String, at: Instant,
        notice: Int64?
    ) throws {
        try database.run(
            """
            INSERT OR IGNORE INTO former_told_date (
                client_order, line, client, date, at, notice, is_wish)
            VALUES (?, ?, ?, ?, ?, ?, 0)
            """,
            [order, line, client, date.description, at.microseconds, notice])
    }

    /// Records that a line's dates, as they were at `revision`, need no letter any more: one told them,
    /// or a person decided that none does. Dates that came since are still to be told, and wait for a
    /// person where the line was late when it was first seen, unless its client was told since.
    package func settle(
        _ line: String, of order: String, revision: Int, isTold: Bool
    ) throws {
        try database.run(
            """
            UPDATE order_line SET settled_revision = max(settled_revision, ?3),
                is_late_since_first_seen = is_late_since_first_seen AND (revision > ?3 OR NOT ?4)
            WHERE client_order = ?1 AND line = ?2
            """,
            [order, line, revision, isTold])
    }

    private func put(_ line: OrderLine, ordinal: Int) throws {
        try database.write(Self.putLine) { row in
            row.bind(line.order)
            row.bind(line.line)
            row.bind(ordinal)
            row.bind(line.purchaseOrder)
            row.bind(line.item)
            row.bind(line.quantity)
            row.bind(line.unit)
            row.bind(line.promised)
            row.bind(line.expected)
            row.bind(line.delivered)
            row.bind(line.deliveredOn)
            row.bind(line.reason)
            row.bind(line.isCancelled)
            row.bind(line.salesperson)
            row.bind(line.lastTold)
            row.bind(line.revision)
            row.bind(line.settledRevision)
            row.bind(line.isLateSinceFirstSeen)
            row.bind(line.action)
        }
    }

    private static let putLine = """
        INSERT INTO order_line (
            client_order, line, ordinal, purchase_order, item, quantity, unit, promised,
            expected, delivered, delivered_on, reason, is_cancelled, salesperson, last_told,
            revision, settled_revision, is_late_since_first_seen, action)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (client_order, line) DO UPDATE SET ordinal = excluded.ordinal,
            purchase_order = excluded.purchase_order, item = excluded.item,
            quantity = excluded.quantity, unit = excluded.unit,
            promised = excluded.promised, expected = excluded.expected,
            delivered = excluded.delivered, delivered_on = excluded.delivered_on,
            reason = excluded.reason, is_cancelled = excluded.is_cancelled,
            salesperson = excluded.salesperson, revision = excluded.revision,
            settled_revision = excluded.settled_revision,
            is_late_since_first_seen = excluded.is_late_since_first_seen,
            action = excluded.action
        """
}
