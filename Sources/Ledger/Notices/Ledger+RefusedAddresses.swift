import Almanac
internal import GRDB

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

    /// Takes the flag away from an address that took a letter after all.
    package func unflag(address: String) throws {
        try database.run("DELETE FROM refused_address WHERE address = ?", [address])
    }
}

extension LedgerView {
    package func isRefused(address: String) throws -> Bool {
        try database.row("SELECT 1 FROM refused_address WHERE address = ?", [address]) != nil
    }
}
