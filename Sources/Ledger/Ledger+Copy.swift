internal import GRDB
internal import Glibc

extension Ledger {
    /// Writes a copy of everything, as it stands at one moment, to a file of its own: in one step from a
    /// reader, so that writers go on (sqlite3_backup_step with every page).
    ///
    /// The file is whole by itself, with no log beside it, and durable, once this returns; one that lay
    /// there before is replaced.
    ///
    /// - Parameter isThrowaway: whether nobody needs it after a power cut: nothing waits for the disk.
    /// - Throws: `LedgerError`; the file is then to be removed.
    package func copy(to copy: String, isThrowaway: Bool = false) async throws {
        for name in [copy, copy + "-journal"] { unsafe _ = unlink(name) }
        do {
            try await pool.read { source in
                let target = try DatabaseQueue(path: copy)
                try target.inDatabase { database in
                    if isThrowaway { try database.execute(sql: "PRAGMA synchronous = OFF") }
                    try source.backup(to: database)
                    // The copy of a write-ahead log's database wants one, too; alone it needs none.
                    try database.execute(sql: "PRAGMA journal_mode = DELETE")
                }
                try target.close()
            }
        } catch {
            throw LedgerError.of(error, path: copy)
        }
    }

    /// Keeps every daemon away from a ledger that is not open, for as long as the lock lives.
    ///
    /// - Throws: `LedgerError`: in use, or not to be opened.
    package static func lock(at path: String) throws(LedgerError) -> LedgerLock {
        try LedgerLock(path: path + ".lock")
    }

    /// What a copy that was looked over has under a mark; nil where nothing is.
    ///
    /// - Throws: `LedgerError`: not to be opened.
    package static func mark(_ mark: Mark, ofCopy path: String) throws -> String? {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration).read { database in
                try LedgerView(
                    database: Connection(database: database, log: AccessLog(reads: nil))
                ).mark(mark)
            }
        } catch {
            throw LedgerError.of(error, copy: path)
        }
    }

    /// Opens a copy as whoever restores it would, and looks all of it over; changes nothing.
    ///
    /// - Returns: the ledger that it is a copy of (``LedgerView/identity()``).
    /// - Throws: `LedgerError`: damaged, of another program, from a newer version, or not to be opened.
    package static func verify(copy path: String) throws -> String {
        do {
            try refuseForeignFile(path)
            var configuration = Configuration()
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration).read { database in
                let faults = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
                    .filter { $0 != "ok" }
                guard faults.isEmpty else {
                    throw LedgerError.damaged(path, cause: faults.joined(separator: "; "))
                }
                return try LedgerView(
                    database: Connection(database: database, log: AccessLog(reads: nil))
                ).identity()
            }
        } catch {
            throw LedgerError.of(error, copy: path)
        }
    }
}
