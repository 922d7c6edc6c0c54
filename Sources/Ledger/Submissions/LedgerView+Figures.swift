package import Almanac
import Coordination
internal import Foundation

extension LedgerView {
    /// The totals that were last accepted of a team; a nil report's are 0. Nil when nothing was.
    package func acceptedTotals(
        of type: String, team: String, period: String
    ) throws -> [String: Int64]? {
        try database.row(
            """
            SELECT totals FROM submission
            WHERE type = ? AND team = ? AND period = ? AND state IN (?, ?)
            ORDER BY version DESC LIMIT 1
            """,
            [
                type, team, period, SubmissionRecord.State.accepted.rawValue,
                SubmissionRecord.State.nilReport.rawValue,
            ]
        ).map { try $0.json("totals") }
    }

    /// How many pieces orders say that some salespeople delivered between two days, both included; nil
    /// when no order says so of any. What was delivered in parts counts on the day of the last.
    package func delivered(
        by salespeople: [String], from first: CivilDate, through last: CivilDate
    ) throws -> Int64? {
        try database.row(
            """
            SELECT sum(line.delivered) AS thousandths
            FROM order_line AS line JOIN client_order ON code = line.client_order
            WHERE line.delivered_on BETWEEN ? AND ?
                AND coalesce(line.salesperson, client_order.salesperson) COLLATE NOCASE IN (
                    SELECT value FROM json_each(?))
            """, [first.description, last.description, try JSONText.encode(salespeople)]
        ).flatMap { try $0.get("thousandths", as: Int64?.self) }
            .map { Quantity(thousandths: $0).rounded }
    }
}
