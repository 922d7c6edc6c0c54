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
    /// The letters of a notice that a person was shown: their content hashes, and the parts of each.
    package func shownLetters(of notice: Int64) throws -> [(hash: String, parts: [String])] {
        try database.rows(
            "SELECT content_hash, parts FROM shown_letter WHERE notice = ?", [notice]
        ).map { (try $0.get("content_hash"), try $0.json("parts")) }
    }
}
