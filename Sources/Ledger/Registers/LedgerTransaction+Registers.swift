import Almanac
package import Coordination
internal import Foundation

extension LedgerTransaction {
    /// Adds an entry to its register, or replaces the one with the same key.
    package func put(_ entry: some RegisterEntry) throws {
        try database.run(
            """
            INSERT INTO register (kind, key, body) VALUES (?, ?, ?)
            ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body
            """,
            [type(of: entry).sheet.rawValue, entry.key, try JSONText.encode(entry)])
    }

    /// Takes an entry out of its register.
    package func remove(_ entry: some RegisterEntry) throws {
        try database.run(
            "DELETE FROM register WHERE kind = ? AND key = ?",
            [type(of: entry).sheet.rawValue, entry.key])
    }

    /// Keeps a file as it came, once however often it comes.
    ///
    /// - Parameter hash: SHA-256 of the content, hexadecimal.
    package func keep(file name: String, content: [UInt8], hash: String) throws {
        try database.run(
            """
            INSERT INTO kept_file (hash, name, content, kept_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at
                WHERE length(content) = 0
            """,
            [hash, name, Data(content), now.microseconds])
    }

    /// Adds a line to the append-only history.
    ///
    /// - Parameters:
    ///   - by: who did it, nil for the service itself.
    ///   - detail: in words or figures; never an address or a letter's text.
    package func record(
        _ what: String, of subject: Subject, by: String? = nil, detail: String? = nil
    ) throws {
        try database.run(
            """
            INSERT INTO event (at, subject_kind, subject_id, what, by, detail)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [now.microseconds, subject.kind.rawValue, subject.id, what, by, detail])
        let id = database.lastInsertedRowID
        try link(
            .event, "\(id)",
            content: EventContent.hash(
                id: id, at: now.microseconds, kind: subject.kind.rawValue, subject: subject.id,
                what: what, by: by, detail: detail))
    }
}
