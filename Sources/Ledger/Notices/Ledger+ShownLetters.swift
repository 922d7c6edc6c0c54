extension LedgerTransaction {
    /// Remembers what a letter consisted of when a person was shown it, so that their word on it is known
    /// to hold for what is left of it.
    package func noteShown(_ contentHash: String, of notice: Int64, parts: [String]) throws {
        try database.run(
            """
            INSERT INTO shown_letter (notice, content_hash, parts) VALUES (?, ?, ?)
            ON CONFLICT (notice, content_hash) DO NOTHING
            """, [notice, contentHash, try JSONText.encode(parts)])
    }
}

extension LedgerView {
    /// The parts of the letter that was shown under a content hash, or its beginning; nil when none was.
    package func shownParts(of notice: Int64, hash: String) throws -> [String]? {
        try database.row(
            """
            SELECT parts FROM shown_letter
            WHERE notice = ? AND content_hash >= ? AND content_hash < ?
            """, [notice, hash, hash + "~"]
        ).map { try $0.json("parts") }
    }
}
