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

extension LedgerTransaction {
    /// Has what letters to clients said that went to a trial's address count as never written.
    package func forgetRedirectedLetters() throws {
        try database.run(
            """
            UPDATE item SET cause = cause || ' redirected ' || id
            WHERE cause NOT LIKE '% redirected %' AND notice IN (
                SELECT id FROM notice WHERE audience = 'client' AND state = 'redirected')
            """, [])
    }
}

extension LedgerView {
    /// Letters to clients that went to a trial's address, and were not written anew since.
    package func redirectedLetters() throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice WHERE audience = 'client' AND state = 'redirected' AND id IN (
                SELECT notice FROM item WHERE cause NOT LIKE '% redirected %')
            ORDER BY id
            """
        ).map(withItems)
    }

    /// Whether any address is flagged: rarely, so that others need no look at theirs.
    package func hasRefusedAddresses() throws -> Bool {
        try database.row("SELECT 1 FROM refused_address LIMIT 1", []) != nil
    }

    /// Whether a server has refused letters to an address for good.
    package func isRefused(address: String) throws -> Bool {
        try database.row("SELECT 1 FROM refused_address WHERE address = ?", [address]) != nil
    }
}
