internal import CSQLite
internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// What each table of the ledger comes to (``RowSum``), kept beside it in `table_sum` by whatever goes through the
/// service: a row that was changed by hand does not add up any more, in whichever table and column.
///
/// SQLite tells the service's own connection of each row that comes, changes and goes
/// (`sqlite3_preupdate_hook`); what a transaction comes to is written once, before it commits.
@safe final class RowSums: Sendable {
    private struct State {
        var tables: [SummedTable] = []
        /// Of the tables, by their names.
        var places: [String: Int] = [:]
        /// What this transaction has changed so far, by the tables' places.
        var changes: [RowSum] = []
    }

    /// One, since it is taken for each row that is written.
    private let state = Mutex(State())

    /// Has SQLite tell of each row from now on. What is not summed up stays so: only a migration sums tables up
    /// (``MigratedSums``), so that a sum that somebody took out is missed.
    func watch(_ database: Database) throws {
        let tables = try SummedTable.all(in: database)
        state.withLock { state in
            state.tables = tables
            state.places = Dictionary(
                tables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
        }
        begin()
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe sqlite3_preupdate_hook(
            database.sqliteConnection,
            { context, database, operation, _, table, _, _ in
                guard let context = unsafe context, let table = unsafe table else { return }
                let sums = unsafe Unmanaged<RowSums>.fromOpaque(context).takeUnretainedValue()
                unsafe sums.note(operation, of: String(cString: table), in: database)
            }, context)
    }

    private func note(_ operation: Int32, of table: String, in database: OpaquePointer?) {
        state.withLock { state in
            guard let place = state.places[table] else { return }
            let columns = state.tables[place].places
            if operation != SQLITE_INSERT {
                let former = unsafe RowDigest(columns) {
                    unsafe sqlite3_preupdate_old(database, $0, &$1)
                }
                state.changes[place].add(former, times: -1)
            }
            if operation != SQLITE_DELETE {
                let latter = unsafe RowDigest(columns) {
                    unsafe sqlite3_preupdate_new(database, $0, &$1)
                }
                state.changes[place].add(latter, times: 1)
            }
        }
    }

    /// What came of an earlier transaction that did not commit is forgotten.
    func begin() {
        state.withLock { $0.changes = Array(repeating: RowSum(), count: $0.tables.count) }
    }

    /// What a savepoint goes back to.
    var standing: [RowSum] {
        get { state.withLock { $0.changes } }
        set { state.withLock { $0.changes = newValue } }
    }

    /// Writes what the transaction has changed.
    func settle(in database: Database) throws {
        let (tables, changes) = state.withLock { ($0.tables, $0.changes) }
        for (table, change) in zip(tables, changes) where !change.isZero {
            guard var sum = try table.known(in: database) else { continue }
            sum.add(change)
            try table.update(sum, in: database)
        }
    }

    /// Gives a connection the function that ``SummedTable/sum(in:)`` asks.
    static func prepare(_ database: Database) {
        unsafe sqlite3_create_function_v2(
            database.sqliteConnection, SummedTable.digest, -1, SQLITE_UTF8, nil,
            { context, count, values in
                guard let values = unsafe values else { return }
                let row = unsafe RowDigest(values, count: Int(count))
                let words = [row.low, row.high]
                unsafe words.withUnsafeBytes { bytes in
                    unsafe sqlite3_result_blob(
                        context, bytes.baseAddress, Int32(bytes.count),
                        unsafeBitCast(-1, to: sqlite3_destructor_type.self))
                }
            }, nil, nil, nil)
    }
}

extension RowDigest {
    /// Of columns of a row that SQLite tells of.
    ///
    /// - Parameter read: hands over what stands in the column of a number.
    fileprivate init(
        _ columns: [Int32], read: (Int32, inout OpaquePointer?) -> Int32
    ) {
        self.init()
        for column in columns {
            var value: OpaquePointer?
            _ = unsafe read(column, &value)
            unsafe add(value)
        }
    }

    /// Of values as SQLite hands them to a function.
    fileprivate init(_ values: UnsafeMutablePointer<OpaquePointer?>, count: Int) {
        self.init()
        for index in 0..<count { unsafe add(values[index]) }
    }

    private mutating func add(_ value: OpaquePointer?) {
        switch unsafe sqlite3_value_type(value) {
        case SQLITE_INTEGER: unsafe add(sqlite3_value_int64(value))
        case SQLITE_FLOAT: unsafe add(sqlite3_value_double(value))
        case SQLITE_TEXT:
            let text = unsafe sqlite3_value_text(value)
            unsafe add(
                UnsafeRawBufferPointer(start: text, count: Int(sqlite3_value_bytes(value))),
                isText: true)
        case SQLITE_BLOB:
            let blob = unsafe sqlite3_value_blob(value)
            unsafe add(
                UnsafeRawBufferPointer(start: blob, count: Int(sqlite3_value_bytes(value))),
                isText: false)
        default: addNull()
        }
    }
}
