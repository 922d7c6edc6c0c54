internal import GRDB

extension Ledger {
    /// Has the file grow no further, as on a disk that is full, or as far as the disk goes again: what finds no
    /// room is refused with ``LedgerError/Code/diskFull`` (SQLite's `max_page_count`, of the writing
    /// connection alone).
    package func limitRoom(_ isLimited: Bool) async throws {
        do {
            try await pool.writeWithoutTransaction { database in
                let pages = isLimited ? 1 : Int64(UInt32.max) - 1
                // SQLite takes the file's present size for anything less.
                try database.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
        } catch {
            throw LedgerError.of(error, path: path)
        }
    }
}
