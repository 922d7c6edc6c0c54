internal import Coordination

extension LedgerView {
    /// Up to where notices have been looked at: the latest item, and the latest line of the history.
    package struct NoticeMark: Sendable {
        fileprivate var item: Int64
        fileprivate var event: Int64
    }

    /// Letters to clients that wait for a person.
    ///
    /// - Parameter mark: only those that something was put into since then, or that something happened to; nil for
    ///   all.
    /// - Returns: their numbers, and from where on the next look goes.
    package func heldLetters(
        touchedSince mark: NoticeMark?
    ) throws -> (numbers: [Int64], mark: NoticeMark) {
        let next = NoticeMark(
            item: Int64(try database.count("SELECT ifnull(max(id), 0) FROM item")),
            event: try lastEvent())
        let held = "SELECT id FROM notice WHERE state = ? AND audience = ?"
        let state = NoticeState.held.rawValue
        let client = Audience.client.rawValue
        guard let mark else {
            return (
                try database.rows("\(held) ORDER BY id", [state, client]).map { try $0.get("id") },
                next
            )
        }
        let rows = try database.rows(
            """
            \(held) AND id IN (
                SELECT notice FROM item WHERE id > ?
                UNION
                SELECT CAST(subject_id AS INTEGER) FROM event WHERE id > ? AND +subject_kind = ?)
            ORDER BY id
            """, [state, client, mark.item, mark.event, Subject.Kind.notice.rawValue])
        return (try rows.map { try $0.get("id") }, next)
    }
}
