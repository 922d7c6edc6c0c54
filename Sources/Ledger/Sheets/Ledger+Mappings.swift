package import Almanac
package import Coordination

/// How the columns of other programs' lists are read, as somebody said it.
package struct MappingRecord: Sendable, Hashable {
    package var number: Int64
    package var at: Instant
    package var by: String?
    /// The file about which it was said.
    package var file: String
    package var mapping: SheetMapping
    /// Since when no new file is read by it; those that were taken by it are still read so again.
    package var removedAt: Instant?
    package var removedBy: String?

    init(_ row: LedgerRow) throws {
        number = try row.get("number")
        at = try row.instant("at")
        by = try row.get("by")
        file = try row.get("file")
        mapping = try row.json("body")
        removedAt = try row.instantIfAny("removed_at")
        removedBy = try row.get("removed_by")
    }
}

extension LedgerView {
    /// Every mapping that was ever said, in the order of their numbers.
    package func mappings() throws -> [MappingRecord] {
        try database.rows("SELECT * FROM sheet_mapping ORDER BY number").map(MappingRecord.init)
    }

    /// The name under which a file was kept first, by its SHA-256 in hexadecimal.
    package func keptFileName(_ hash: String) throws -> String? {
        try database.value("SELECT name FROM kept_file WHERE hash = ?", [hash])
    }
}

extension LedgerTransaction {
    /// Remembers how lists with a header are read. One that was said before of the same header and kind
    /// gives way; the same again changes nothing.
    ///
    /// - Returns: its number.
    package func remember(
        _ mapping: SheetMapping, of file: String, by: String?
    ) throws -> Int64 {
        for known in try view.mappings() where known.removedAt == nil {
            if known.mapping == mapping { return known.number }
            guard known.mapping.kind == mapping.kind, known.mapping.header == mapping.header else {
                continue
            }
            try removeMapping(known.number, by: by)
        }
        try database.run(
            "INSERT INTO sheet_mapping (at, by, file, body) VALUES (?, ?, ?, ?)",
            [now.microseconds, by, file, try JSONText.encode(mapping)])
        return database.lastInsertedRowID
    }

    /// Has no new file read by a mapping.
    package func removeMapping(_ number: Int64, by: String?) throws {
        try database.run(
            "UPDATE sheet_mapping SET removed_at = ?, removed_by = ? WHERE number = ?",
            [now.microseconds, by, number])
    }
}
