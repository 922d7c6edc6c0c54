internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// How long the write-ahead log has become, so that it is brought into the ledger's file when whoever wrote
/// has been answered. SQLite by itself does so within the commit that makes it long: whoever imports a
/// hundred thousand rows would wait for that, too.
@safe final class LogLength: Sendable {
    private let pages = Atomic<Int>(0)

    /// As many pages as SQLite's own limit has.
    private static let limit = 1_000

    var isLong: Bool { pages.load(ordering: .relaxed) >= Self.limit }

    /// Has SQLite tell of each commit, in place of its own look at the log.
    func watch(_ database: Database) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, pages in
                guard let context = unsafe context else { return SQLITE_OK }
                let length = unsafe Unmanaged<LogLength>.fromOpaque(context).takeUnretainedValue()
                length.pages.store(Int(pages), ordering: .relaxed)
                return SQLITE_OK
            }, context)
    }

    func reset() { pages.store(0, ordering: .relaxed) }
}
