import Almanac
import Coordination

/// Which orders a change of what letters depend on concerns.
package enum OrderReview: Sendable, Hashable {
    /// Every one of which there is still something to tell.
    case all
    /// Those of these clients.
    case clients([String])
    /// Those that are late, and those of which a letter has not left.
    case late
    /// Those of which a letter has not left.
    case letters
}

extension LedgerTransaction {
    /// Has orders looked at again, after a change of clients, reasons or calendars: of those that it
    /// concerns, those with an outstanding line or a letter that has not left, and those that are to be
    /// looked at anyway.
    package func reviewOrders(_ review: OrderReview) throws {
        switch review {
        case .all: try reviewOrders()
        case .letters: try reviewOrders(in: Self.unsent)
        case .late:
            try reviewOrders(in: Self.unsent)
            try reviewOrders(
                in:
                    """
                    SELECT client_order FROM order_line WHERE is_cancelled = 0
                        AND delivered < quantity AND coalesce(expected, promised) > last_told
                    """)
        case .clients(let codes):
            try reviewOrders(in: Self.unsent)
            try database.run(
                """
                UPDATE client_order SET next_at = ?1
                WHERE client IN (SELECT value FROM json_each(?2)) AND (
                    next_at IS NOT NULL OR EXISTS (
                        SELECT 1 FROM order_line WHERE client_order = client_order.code
                            AND is_cancelled = 0 AND delivered < quantity))
                """, [now.microseconds, try JSONText.encode(codes)])
        }
    }

    private func reviewOrders(in codes: String) throws {
        try database.run(
            "UPDATE client_order SET next_at = ? WHERE code IN (\(codes))", [now.microseconds])
    }

    private static let unsent = """
        SELECT item.subject_id
        FROM notice INDEXED BY notice_unfinished CROSS JOIN item ON item.notice = notice.id
        WHERE notice.finished_at IS NULL AND item.subject_kind = 'order'
            AND item.withdrawn_at IS NULL
        """
}
