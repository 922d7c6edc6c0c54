package import Almanac
package import Coordination
internal import Foundation

/// One file that was taken: what it changed, so that it can be undone.
package struct ImportRecord: Sendable {
    package var number: Int64
    package var at: Instant
    package var by: String?
    package var kind: SheetKind
    package var file: String
    package var changes: Changes
    package var undoneAt: Instant?
    package var undoneBy: String?
    /// Keys of what came back, or is gone, when it was undone; nil before, and where nobody kept them.
    package var restored: [String]?

    /// What was new and what was another value before, as reports name them.
    package struct Changes: Sendable, Codable {
        package var added: [String]
        package var changed: [Change]
        /// What went from those who left to their successors; nil where nobody kept it.
        package var handovers: [Handover]?

        package init(added: [String], changed: [Change], handovers: [Handover]? = nil) {
            self.added = added
            self.changed = changed
            self.handovers = handovers
        }
    }

    /// One value of one entry, before and after.
    package struct Change: Sendable, Codable, Hashable {
        package var key: String
        package var column: String
        package var old: String?
        package var new: String?

        package init(key: String, column: String, old: String?, new: String?) {
            self.key = key
            self.column = column
            self.old = old
            self.new = new
        }
    }

    init(_ row: LedgerRow) throws {
        number = try row.get("number")
        at = try row.instant("at")
        by = try row.get("by")
        kind = try row.word("kind")
        file = try row.get("file")
        changes = try row.json("changes")
        undoneAt = try row.instantIfAny("undone_at")
        undoneBy = try row.get("undone_by")
        let keys: String? = try row.get("restored")
        restored = try keys.map { try JSONText.decode($0) }
    }
}

extension LedgerView {
    /// A file that was taken, by its number; nil where there was none, or it is forgotten.
    package func importRecord(_ number: Int64) throws -> ImportRecord? {
        try database.row("SELECT * FROM sheet_import WHERE number = ?", [number])
            .map(ImportRecord.init)
    }

    /// The files that were taken last, the latest first.
    package func importRecords(limit: Int) throws -> [ImportRecord] {
        try database.rows("SELECT * FROM sheet_import ORDER BY number DESC LIMIT ?", [limit])
            .map(ImportRecord.init)
    }

    /// Whether a file brought an entry, as reports name it, and was undone.
    package func isUndone(_ key: String, of kind: SheetKind) throws -> Bool {
        let key = key.foldedCode
        return try undoneImports(of: kind).contains { record in
            record.changes.added.contains { $0.foldedCode == key }
        }
    }

    /// The files of a kind that were undone, the latest first.
    package func undoneImports(of kind: SheetKind) throws -> [ImportRecord] {
        try database.rows(
            """
            SELECT * FROM sheet_import WHERE kind = ? AND undone_at IS NOT NULL
            ORDER BY number DESC
            """, [kind.rawValue]
        ).map(ImportRecord.init)
    }

    /// When files of a kind were taken that were undone since, and when that was: by their numbers, without
    /// what they changed, the latest first.
    package func undoneSpans(
        of kind: SheetKind
    ) throws -> [(number: Int64, span: ClosedRange<Instant>)] {
        try database.rows(
            """
            SELECT number, at, undone_at FROM sheet_import
            WHERE kind = ? AND undone_at IS NOT NULL ORDER BY number DESC
            """, [kind.rawValue]
        ).map { row in
            let at = try row.instant("at")
            return (try row.get("number"), at...max(at, try row.instant("undone_at")))
        }
    }

    /// The files of a kind that were taken after another one and are not undone.
    package func importRecords(of kind: SheetKind, after number: Int64) throws -> [ImportRecord] {
        try database.rows(
            """
            SELECT * FROM sheet_import WHERE kind = ? AND number > ? AND undone_at IS NULL
            ORDER BY number
            """, [kind.rawValue, number]
        ).map(ImportRecord.init)
    }
}

extension LedgerView {
    /// What was taken of one file, and is not undone: a workbook has a sheet of each kind.
    ///
    /// - Parameter record: of any of its sheets.
    /// - Returns: the latest first.
    package func importRecords(ofFile record: ImportRecord) throws -> [ImportRecord] {
        // By its content, as the history has it: files of one name may come together.
        let others = try database.rows(
            """
            SELECT DISTINCT sheet_import.* FROM event AS own
            JOIN sheet_import ON sheet_import.at = own.at AND sheet_import.kind <> own.subject_id
            JOIN event AS theirs ON theirs.subject_kind = own.subject_kind
                AND theirs.subject_id = sheet_import.kind AND theirs.at = own.at
                AND theirs.what = own.what AND theirs.detail = own.detail
            WHERE own.subject_kind = 'sheet' AND own.subject_id = ?1 AND own.at = ?2
                AND own.what = 'imported' AND sheet_import.file = ?3
                AND substr(own.detail, 1, length(?3) + 1) = ?3 || ' '
                AND sheet_import.undone_at IS NULL
            """, [record.kind.rawValue, record.at.microseconds, record.file]
        ).map(ImportRecord.init)
        return ([record] + others).sorted { $0.number > $1.number }
    }

    /// The file with the same content that was taken last, where that was undone since; nil where it was not, or there
    /// was none.
    ///
    /// - Parameter hash: of the content, as the history has it.
    package func undoneImport(of kind: SheetKind, hash: String) throws -> ImportRecord? {
        let last = try database.row(
            """
            SELECT sheet_import.* FROM event
            JOIN sheet_import ON sheet_import.at = event.at AND sheet_import.kind = event.subject_id
            WHERE event.subject_kind = 'sheet' AND event.subject_id = ?1
                AND event.what = 'imported' AND event.detail = sheet_import.file || ' ' || ?2
            ORDER BY sheet_import.number DESC LIMIT 1
            """, [kind.rawValue, hash]
        ).map(ImportRecord.init)
        return last.flatMap { $0.undoneAt == nil ? nil : $0 }
    }
}

extension LedgerTransaction {
    /// Remembers what a file changed.
    ///
    /// - Returns: the number under which it can be undone.
    package func addImport(
        of kind: SheetKind, file: String, by: String?, changes: ImportRecord.Changes
    ) throws -> Int64 {
        try database.run(
            "INSERT INTO sheet_import (at, by, kind, file, changes) VALUES (?, ?, ?, ?, ?)",
            [now.microseconds, by, kind.rawValue, file, try JSONText.encode(changes)])
        return database.lastInsertedRowID
    }

    /// Notes that a file was undone.
    ///
    /// - Parameter restored: keys of what came back, or is gone.
    package func markUndone(
        importOf number: Int64, restoring restored: [String], by: String?
    ) throws {
        try database.run(
            "UPDATE sheet_import SET undone_at = ?, undone_by = ?, restored = ? WHERE number = ?",
            [now.microseconds, by, try JSONText.encode(restored), number])
    }

    /// Forgets what files from before a moment changed: nobody undoes them any more.
    package func forgetImports(before moment: Instant) throws {
        try database.run("DELETE FROM sheet_import WHERE at < ?", [moment.microseconds])
    }
}
