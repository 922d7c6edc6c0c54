package import Almanac
internal import CSQLite
internal import Foundation
internal import GRDB
internal import Glibc

/// What the office remembers, in one SQLite file that only the daemon opens.
///
/// One connection writes and checkpoints; read-only connections keep questions from waiting behind
/// an import. Every write is one transaction whose time is given by the caller, so that what is
/// stored never depends on a clock of its own. `synchronous=FULL`: what was acknowledged survives a
/// power cut.
package final class Ledger: Sendable {
    /// Of its file.
    package let path: String
    /// Whether whoever had it open last did not close it: what they wrote stands in the log beside it.
    package let wasLeftOpen: Bool
    /// How its transactions go.
    package let pulse = LedgerPulse()
    let pool: DatabasePool
    private let logLength = LogLength()
    /// What each table comes to; nil of a throwaway ledger.
    private let sums: RowSums?
    private let lock: LedgerLock
    private let isThrowaway: Bool

    /// Opens the ledger at `path`, making it when it is not there, and brings its schema up to date.
    ///
    /// - Parameter isThrowaway: whether nobody needs it after a power cut: nothing waits for the disk.
    /// - Throws: `LedgerError`: in use, from a newer version, no ledger, missing, damaged, or not to be
    ///   opened.
    package init(path: String, isThrowaway: Bool = false) throws(LedgerError) {
        self.path = path
        self.isThrowaway = isThrowaway
        sums = isThrowaway ? nil : RowSums()
        lock = try LedgerLock(path: path + ".lock")
        do {
            try Self.refuseToBeginAnew(path)
            wasLeftOpen = Self.size(of: path + "-wal") > 0
            try Self.refuseForeignFile(path)
            pool = try DatabasePool(
                path: path, configuration: Self.writing(alone: isThrowaway))
            // GRDB sets NORMAL when it turns the write-ahead log on; a commit must reach the disk.
            try pool.writeWithoutTransaction { [logLength] database in
                try database.execute(
                    sql: "PRAGMA synchronous = \(isThrowaway ? "OFF" : "FULL")")
                logLength.watch(database)
            }
            try Schema.migrator.migrate(pool)
            try pool.writeWithoutTransaction { [sums] database in
                try sums?.watch(database)
                if isThrowaway { try database.beginTransaction(.immediate) }
            }
        } catch {
            switch LedgerError.of(error, path: path) {
            case let error as LedgerError: throw error
            case let error:
                throw LedgerError(
                    .cannotOpen, "the ledger \(path) cannot be opened",
                    cause: String(describing: error))
            }
        }
    }

    /// Reads one consistent state; never waits for a writer.
    package func read<Value: Sendable>(
        _ body: @Sendable @escaping (LedgerView) throws -> Value
    ) async throws -> Value {
        do {
            let log = ReadRecorder.current
            let read = { @Sendable (database: Database) in
                try Self.placing(in: database) {
                    try body(
                        LedgerView(
                            database: Connection(database: database, log: AccessLog(reads: log))))
                }
            }
            guard !isThrowaway else { return try readHere(read) }
            return try await pool.read(read)
        } catch {
            throw LedgerError.of(error, path: path)
        }
    }

    /// Runs `body` as one transaction at the moment `now`: all of it is durable when this returns, or
    /// none of it ever was.
    package func write<Value: Sendable>(
        at now: Instant, _ body: @Sendable @escaping (LedgerTransaction) throws -> Value
    ) async throws -> Value {
        try await write(by: { now }, body)
    }

    /// The same at the moment when its turn comes, which may be long after it was asked for.
    ///
    /// - Parameter clock: says what moment that is.
    package func write<Value: Sendable>(
        by clock: @Sendable @escaping () -> Instant,
        _ body: @Sendable @escaping (LedgerTransaction) throws -> Value
    ) async throws -> Value {
        do {
            let reads = ReadRecorder.current
            let write = { @Sendable [pulse, sums, isThrowaway] (database: Database) in
                pulse.begin()
                defer { pulse.end() }
                sums?.begin()
                let connection = Connection(
                    database: database, log: AccessLog(reads: reads), sums: sums,
                    isLinked: !isThrowaway)
                let transaction = LedgerTransaction(database: connection, now: clock())
                let value = try Self.placing(in: database) { try body(transaction) }
                try transaction.countRegisterChange()
                try sums?.settle(in: database)
                return (value, connection.log.written)
            }
            let (value, written) =
                try isThrowaway ? writeHere(write) : await pool.write(write)
            pulse.noteCommit(of: written)
            if logLength.isLong { bringLogIn() }
            return value
        } catch {
            throw LedgerError.of(error, path: path)
        }
    }

    /// A throwaway ledger is asked where it is asked from, on the connection that writes: nobody else waits for it,
    /// and what was written stands in that connection's memory.
    private func readHere<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try pool.writeWithoutTransaction(body)
    }

    /// All that is ever written to a throwaway ledger is one transaction of SQLite, which nobody commits: nothing of it
    /// has to reach a file.
    private func writeHere<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try pool.writeWithoutTransaction { database in
            try database.savepoint { try body(database) }
        }
    }

    /// Brings the log into the file behind whoever wrote it; the writer waits for it as it would within
    /// their commit.
    private func bringLogIn() {
        logLength.reset()
        pool.asyncWriteWithoutTransaction { database in
            // What cannot be brought in now is with a later commit, as SQLite's own attempts are, ignoring.
            _ = try? database.checkpoint(.passive)
        }
    }

    /// SQLite's own integrity check: an empty list, or the first things that are wrong.
    package func integrityFaults() async throws -> [String] {
        do {
            return try await pool.read { database in
                try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
                    .filter { $0 != "ok" }
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return [error.message ?? "\(error.resultCode)"]
        } catch {
            throw LedgerError.of(error, path: path)
        }
    }

    /// How large it is on disk, in bytes, without its log.
    package var size: Int64 { Self.size(of: path) }

    /// Gives back what the connections hold only to be quicker next time.
    package func releaseMemory() { pool.releaseMemoryEventually() }

    /// Brings everything into the file itself, so that it alone is whole, and closes every connection;
    /// the last transaction is already durable.
    ///
    /// The log is emptied first, while no connection reads: GRDB closes the writer before the readers,
    /// and then nobody empties it.
    package func close() throws {
        do {
            try pool.barrierWriteWithoutTransaction { [isThrowaway] database in
                if isThrowaway { return try database.rollback() }
                _ = try database.checkpoint(.truncate)
            }
            try pool.close()
        } catch {
            throw LedgerError.of(error, path: path)
        }
    }

    /// In bytes; 0 of a file that is not there.
    private static func size(of path: String) -> Int64 {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// A note of what the ledger has come to lies beside it since its first start: where the ledger
    /// itself is gone or empty, a new one would be an office without its promises.
    private static func refuseToBeginAnew(_ path: String) throws {
        let note = notePath(of: path)
        guard size(of: path) == 0, size(of: note) > 0 else { return }
        throw LedgerError(
            .missing,
            "the ledger \(path) is gone, and \(note) says that there was one: put it back, or restore "
                + "a backup; to begin a new office, remove that file as well")
    }

    /// Where it is noted what a ledger has come to.
    package static func notePath(of path: String) -> String { path + ".turn" }

    /// How much of a throwaway ledger stands in memory, in KiB: what is written beyond goes to its file.
    private static let throwawayCache = 16_384

    /// A file that is new can give back to the disk what it does not need any more (``shrink()``).
    ///
    /// - Parameter alone: whether no other connection will ever open it: nothing is locked for them.
    private static func writing(alone: Bool) -> Configuration {
        var configuration = configuration
        // One transaction is left open until it is closed.
        configuration.allowsUnsafeTransactions = alone
        configuration.prepareDatabase { database in
            // The readers of a pool are prepared, too.
            guard !database.configuration.readonly else { return }
            try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            guard alone else { return }
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            // Also while it is opened.
            try database.execute(sql: "PRAGMA synchronous = OFF")
            try database.execute(sql: "PRAGMA cache_size = -\(throwawayCache)")
            // What undoes a part of the transaction.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// How every connection is opened.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.maximumReaderCount = 2
        configuration.foreignKeysEnabled = true
        // GRDB's own choice asks for more than a daemon's user may have (setpriority(2)).
        configuration.qos = .default
        configuration.prepareDatabase { database in
            RowSums.prepare(database)
            guard let connection = unsafe database.sqliteConnection else { return }
            unsafe csqlite_keep_plans(connection)
        }
        return configuration
    }

    /// Refuses a file that some other program made, and one from a version after this, before
    /// anything is written to it.
    static func refuseForeignFile(_ path: String) throws {
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
            // One that is made once more would begin what it keeps anew.
            guard
                try Schema.migrator.completedMigrations(database)
                    == Schema.migrator.appliedMigrations(database)
            else {
                throw LedgerError(
                    .damaged,
                    "\(path) does not say any more which version's tables it has, as if somebody had "
                        + "changed it with another program: restore a backup; nothing was changed")
            }
        }
    }
}
