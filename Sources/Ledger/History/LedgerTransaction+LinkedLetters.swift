internal import Foundation
internal import GRDB

extension LedgerTransaction {
    /// Links a letter that left and does so no more, by the hashes of its bytes and of what it says, as it was sealed:
    /// whatever stands there by now, the link is of what left. No job's look depends on any of that, so that it is not
    /// noted as read.
    func linkLetter(of notice: Int64) throws {
        guard database.isLinked, try !isAmongLinks(letter: notice) else { return }
        let kept = try DatabaseValue.fetchOne(
            database.database.cachedStatement(sql: "SELECT seal FROM letter WHERE notice = ?"),
            arguments: [notice])
        // What was sealed in part is linked by the night.
        guard let seal = kept.flatMap(Data.fromDatabaseValue).map(LetterSeal.init),
            !seal.words.isEmpty
        else { return }
        try link(.letter, "\(notice)", content: seal.bytes)
        try link(.letterWords, "\(notice)", content: seal.words)
    }

    private func isAmongLinks(letter notice: Int64) throws -> Bool {
        try DatabaseValue.fetchOne(
            database.database.cachedStatement(
                sql: "SELECT 1 FROM chain WHERE kind = 3 AND subject = ?"),
            arguments: ["\(notice)"]) != nil
    }

    /// Links letters that left since this was done last and that are in no link, as they were sealed: those of which
    /// only the bytes were sealed.
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
            guard let number = Int64(notice), try !view.isLinked(letter: number),
                try view.notice(number)?.finishedAt != nil,
                let letter = try view.letterContent(of: number),
                letter.isWhole || letter.seal != nil
            else { continue }
            let words = letter.seal?.words ?? Data()
            try link(.letter, notice, content: letter.seal?.bytes ?? letter.bytes)
            try link(.letterWords, notice, content: words.isEmpty ? letter.words : words)
        }
        if let end = try rows.last?.get("id", as: Int64.self) {
            try set(.linkedLetters, to: String(end))
        }
        return rows.count
    }
}
