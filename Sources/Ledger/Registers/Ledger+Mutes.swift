package import Coordination

extension LedgerView {
    /// The clients and orders about which no letters go for some time; past ones included.
    package func mutes() throws -> [Mute] {
        try database.rows("SELECT body FROM register WHERE kind = 'mute' ORDER BY key")
            .map { try $0.json("body") }
    }
}

extension LedgerTransaction {
    /// Has letters about a client or an order rest, in place of what was said of it before.
    package func put(_ mute: Mute) throws {
        try database.run(
            """
            INSERT INTO register (kind, key, body) VALUES ('mute', ?, ?)
            ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body
            """, [mute.key, try JSONText.encode(mute)])
    }

    /// Has letters go again.
    package func remove(_ mute: Mute) throws {
        try database.run(
            "DELETE FROM register WHERE kind = 'mute' AND key = ?", [mute.key])
    }
}
