import Almanac
import Coordination

extension LedgerTransaction {
    /// Flags an address that a mail server refused for good.
    ///
    /// - Parameter recipient: whose it was.
    package func flag(address: String, of recipient: String, because reason: String) throws {
        try database.run(
            """
            INSERT INTO refused_address (address, recipient, at, reason) VALUES (?, ?, ?, ?)
            ON CONFLICT (address) DO UPDATE SET at = excluded.at, reason = excluded.reason
            """, [address, recipient, now.microseconds, reason])
    }

    /// Takes the flag away from an address that took a letter after all, or that a person entered anew.
    package func unflag(address: String) throws {
        try database.run("DELETE FROM refused_address WHERE address = ?", [address])
    }

    /// Has what a client's refused letters said of orders count as never written, so that it is written
    /// again as far as it still holds.
    package func forgetRefusedLetters(to client: String) throws {
        try database.run(
            """
            UPDATE item SET cause = cause || ' refused ' || id
            WHERE subject_kind = ? AND cause NOT LIKE '% refused %' AND notice IN (
                SELECT id FROM notice WHERE recipient = ? AND audience = ? AND state = ?)
            """,
            [
                Subject.Kind.order.rawValue, client, Audience.client.rawValue,
                NoticeState.refused.rawValue,
            ])
    }
}

extension LedgerView {
    /// Whether any address is flagged: rarely, so that others need no look at theirs.
    package func hasRefusedAddresses() throws -> Bool {
        try database.row("SELECT 1 FROM refused_address LIMIT 1", []) != nil
    }

    /// The addresses that a server has refused letters to for good, and whose they were.
    package func refusedAddresses() throws -> [(address: String, recipient: String)] {
        try database.rows("SELECT address, recipient FROM refused_address ORDER BY address").map {
            (try $0.get("address"), try $0.get("recipient"))
        }
    }

    /// Whether a server has refused letters to an address for good.
    package func isRefused(address: String) throws -> Bool {
        try database.row("SELECT 1 FROM refused_address WHERE address = ?", [address]) != nil
    }
}
