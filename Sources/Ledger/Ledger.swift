package import Almanac
internal import Foundation
internal import GRDB

/// What the office remembers, in one SQLite file that only the daemon opens.
///
/// One connection writes and checkpoints; read-only connections keep questions from waiting behind
/// an import. Every write is one transaction whose time is given by the caller, so that what is
/// stored never depends on a clock of its own. `synchronous=FULL`: what was acknowledged survives a
/// power cut.
package final class Ledger: Sendable {
    /// Of its file.
    package let path: String
    let pool: DatabasePool
    private let lock: LedgerLock

    /// Opens the ledger at `path`, making it when it is not there, and brings its schema up to date.
    ///
    /// - Throws: `LedgerError`: in use, from a newer version, no ledger, or not to be opened.
    package init(path: String) throws(LedgerError) {
        self.path = path
        lock = try LedgerLock(path: path + ".lock")
        do {
            try Self.refuseForeignFile(path)
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            // GRDB sets NORMAL when it turns the write-ahead log on; a commit must reach the disk.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try Schema.migrator.migrate(pool)
        } catch let error as LedgerError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw LedgerError(
                .notALedger, "\(path) is not a Tenggat ledger: move it away, or restore a backup",
                cause: error.message)
        } catch {
            throw LedgerError(
                .cannotOpen,
                "the ledger \(path) cannot be opened: check that the file and its "
                    + "folder belong to the daemon's user and that the disk has room",
                cause: String(describing: error))
        }
    }

    /// Reads one consistent state; never waits for a writer.
    package func read<Value: Sendable>(
        _ body: @Sendable @escaping (LedgerView) throws -> Value
    ) async throws -> Value {
        try await pool.read { try body(LedgerView(database: $0)) }
    }

    /// Runs `body` as one transaction at the moment `now`: all of it is durable when this returns, or
    /// none of it ever was.
    package func write<Value: Sendable>(
        at now: Instant, _ body: @Sendable @escaping (LedgerTransaction) throws -> Value
    ) async throws -> Value {
        try await pool.write { try body(LedgerTransaction(database: $0, now: now)) }
    }

    /// SQLite's own integrity check: an empty list, or what is wrong.
    package func integrityFaults() async throws -> [String] {
        try await pool.read { database in
            try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        }
    }

    /// Closes every connection; the last transaction is already durable.
    package func close() throws {
        try pool.close()
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.maximumReaderCount = 2
        configuration.foreignKeysEnabled = true
        // GRDB's own choice asks for more than a daemon's user may have (setpriority(2)).
        configuration.qos = .default
        return configuration
    }

    /// Refuses a file that some other program made, and one from a version after this, before
    /// anything is written to it.
    private static func refuseForeignFile(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        var readOnly = configuration
        readOnly.readonly = true
        try DatabaseQueue(path: path, configuration: readOnly).read { database in
            let tables =
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            if tables > 0, application != Schema.applicationID {
                throw LedgerError(
                    .notALedger,
                    "\(path) is a database of another program: move it away, or restore a backup")
            }
            if try Schema.migrator.hasBeenSuperseded(database) {
                throw LedgerError(
                    .fromNewerVersion,
                    "\(path) was written by a newer version of Tenggat: install that version "
                        + "again, or restore a backup from before the upgrade; nothing was changed")
            }
        }
    }
}
