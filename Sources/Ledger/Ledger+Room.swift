internal import GRDB

extension Ledger {
    /// Has the file grow by so many pages and no further, as on a disk that becomes full, or as far as the disk
    /// goes again: what finds no room is refused with ``LedgerError/Code/diskFull`` (SQLite's `max_page_count`,
    /// of the writing connection alone).
    ///
    /// - Parameter pages: nil is as far as the disk goes.
    package func limitRoom(to pages: Int?) async throws {
        do {
            try await pool.writeWithoutTransaction { database in
                let present = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                let limit = pages.map { present + Int64($0) } ?? Int64(UInt32.max) - 1
                try database.execute(sql: "PRAGMA max_page_count = \(limit)")
            }
        } catch {
            throw LedgerError.of(error, path: path)
        }
    }
}
