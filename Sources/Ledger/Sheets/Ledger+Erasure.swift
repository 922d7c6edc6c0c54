package import Coordination
internal import Foundation

extension LedgerTransaction {
    /// Takes out of what is over whatever says more of somebody than their code: letters to them and about
    /// them, what those stated, addresses, what sheets and exports of their register said. That there was a
    /// letter, to which code and when, stays, and so does the chain over the history.
    ///
    /// - Parameters:
    ///   - register: `clients` or `people`.
    ///   - names: their name, addresses and numbers: a letter that has one of them is about them.
    /// - Returns: how many letters lost their words.
    package func erase(
        _ code: String, in register: SheetKind, named names: [String]
    ) throws -> Int {
        var notices: Set<Int64> = Set(
            try database.values(
                """
                SELECT id FROM notice WHERE finished_at IS NOT NULL AND (
                    recipient = ?1 AND audience = ?2
                    OR ?2 = 'client' AND id IN (
                        SELECT item.notice FROM item JOIN client_order
                            ON client_order.code = item.subject_id
                        WHERE item.subject_kind = 'order' AND client_order.client = ?1)
                    OR ?2 = 'client' AND id IN (
                        SELECT notice FROM item
                        WHERE subject_kind = 'client' AND subject_id = ?1))
                """, [code, register == .clients ? "client" : "office"]) as [Int64])
        for name in names where name.count >= Self.shortestName {
            notices.formUnion(
                try database.values(
                    """
                    SELECT letter.notice FROM letter JOIN notice ON notice.id = letter.notice
                    WHERE notice.finished_at IS NOT NULL AND instr(letter.text, ?) > 0
                    """, [name]) as [Int64])
        }
        for notice in notices.sorted() {
            try eraseLetter(of: notice)
            // The chain takes no letter for forgotten that no line says so of.
            try record("erased", of: Subject(.notice, "\(notice)"))
        }
        try database.run("DELETE FROM refused_address WHERE recipient = ?", [code])
        try database.run(
            "DELETE FROM said WHERE kind = ? AND key = ?", [register.rawValue, code.foldedCode])
        try database.run("DELETE FROM sheet_export WHERE kind = ?", [register.rawValue])
        if register == .clients {
            try database.run(
                """
                UPDATE deadline SET title = kind, note = NULL, reason = NULL, proof = NULL
                WHERE client = ? AND state <> 'open'
                """, [code])
        }
        try eraseFiles(of: register)
        try eraseChanges(of: code, in: register)
        return notices.count
    }

    /// What is shorter may be part of anything.
    private static let shortestName = 4

    private func eraseLetter(of notice: Int64) throws {
        for row in try database.rows("SELECT attachments FROM item WHERE notice = ?", [notice]) {
            let files: [Attachment] = try row.list("attachments")
            for file in files {
                try database.run(
                    "UPDATE kept_file SET content = x'' WHERE hash = ?", [file.hash])
            }
        }
        let content = try view.letterContent(of: notice)
        try database.run(
            """
            UPDATE letter SET subject = '', recipients = '[]', text = '', html = '', bytes = x'',
                seal = NULL
            WHERE notice = ?
            """, [notice])
        if let content, try view.isLinked(letter: notice) {
            if content.isWhole { try unlink(.letter, "\(notice)", former: content.bytes) }
            try unlink(.letterWords, "\(notice)", former: content.words)
        }
        try database.run(
            "UPDATE item SET facts = '{}', attachments = '[]' WHERE notice = ?", [notice])
        try database.run("UPDATE notice SET edit = NULL, response = NULL WHERE id = ?", [notice])
        try database.run("UPDATE attempt SET detail = NULL WHERE notice = ?", [notice])
        try database.run("DELETE FROM letter_copy WHERE notice = ?", [notice])
    }

    /// The register's sheets as they came have everybody in them.
    private func eraseFiles(of register: SheetKind) throws {
        let details: [String] = try database.values(
            """
            SELECT detail FROM event
            WHERE subject_kind = 'sheet' AND subject_id = ? AND what = 'imported'
                AND detail IS NOT NULL
            """, [register.rawValue])
        for detail in details {
            guard let hash = detail.split(separator: " ").last else { continue }
            try database.run(
                "UPDATE kept_file SET content = x'' WHERE hash = ?", [String(hash)])
        }
    }

    private func eraseChanges(of code: String, in register: SheetKind) throws {
        let rows = try database.rows(
            "SELECT * FROM sheet_import WHERE kind = ?", [register.rawValue])
        for row in rows {
            var record = try ImportRecord(row)
            let known = record.changes.changed.count
            record.changes.changed.removeAll { $0.key.isCode(code) }
            guard record.changes.changed.count < known else { continue }
            try database.run(
                "UPDATE sheet_import SET changes = ? WHERE number = ?",
                [try JSONText.encode(record.changes), record.number])
        }
    }
}
