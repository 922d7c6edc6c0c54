internal import Foundation

extension LedgerTransaction {
    /// Links letters that left since this was done last, by the hashes of their bytes, as they were sealed, and of
    /// what they say: whatever stands there by now, the link is of what left.
    ///
    /// - Returns: how many there were; as many as `limit` says that there may be more.
    package func linkLetters(limit: Int) throws -> Int {
        let last = try view.mark(.linkedLetters).flatMap { Int64($0) } ?? 0
        let rows = try database.rows(
            """
            SELECT id, subject_id FROM event
            WHERE id > ? AND +subject_kind = 'notice' AND what IN ('sent', 'redirected', 'arrived')
            ORDER BY id LIMIT ?
            """, [last, limit])
        for row in rows {
            let notice: String = try row.get("subject_id")
            // What has not ended may leave once more, as another letter.
            guard let number = Int64(notice), try view.notice(number)?.finishedAt != nil,
                let letter = try view.letterContent(of: number),
                letter.isWhole || letter.seal != nil,
                try !view.isLinked(letter: number)
            else { continue }
            try link(.letter, notice, content: letter.seal ?? letter.bytes)
            try link(.letterWords, notice, content: letter.words)
        }
        if let end = try rows.last?.get("id", as: Int64.self) {
            try set(.linkedLetters, to: String(end))
        }
        return rows.count
    }
}
