internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// What each table of the ledger comes to (``RowSum``), kept beside it in `table_sum` by whatever goes through the
/// service: a row that was changed by hand does not add up any more, in whichever table and column.
///
/// Triggers that only the service's own connection has (`TEMP`) tell of each row that comes, changes and goes; what a
/// transaction comes to is written once, before it commits.
@safe final class RowSums: Sendable {
    /// What this transaction has changed so far, by the tables' places.
    private let changes = Mutex<[RowSum]>([])
    private let tables = Mutex<[SummedTable]>([])

    /// Has SQLite tell of each row from now on. What is not summed up stays so: only a migration sums tables up
    /// (``MigratedSums``), so that a sum that somebody took out is missed.
    func watch(_ database: Database) throws {
        let tables = try SummedTable.all(in: database)
        self.tables.withLock { $0 = tables }
        begin()
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        let code = unsafe sqlite3_create_function_v2(
            database.sqliteConnection, Self.note, -1, SQLITE_UTF8, context,
            { context, count, values in
                guard let context = unsafe sqlite3_user_data(context), let values = unsafe values
                else { return }
                let sums = unsafe Unmanaged<RowSums>.fromOpaque(context).takeUnretainedValue()
                let (place, times) = unsafe (
                    Int(sqlite3_value_int64(values[0])), sqlite3_value_int64(values[1])
                )
                let row = unsafe RowDigest(values + 2, count: Int(count) - 2)
                sums.changes.withLock { $0[place].add(row, times: times) }
            }, nil, nil, nil)
        guard code == SQLITE_OK else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        // What takes the place of another row (INSERT OR REPLACE) takes it away.
        try database.execute(sql: "PRAGMA recursive_triggers = ON")
        try database.inTransaction {
            for (place, table) in tables.enumerated() {
                try database.execute(sql: table.triggers(place: place))
            }
            return .commit
        }
    }

    private static let note = "tenggat_note"

    /// What came of an earlier transaction that did not commit is forgotten.
    func begin() {
        let count = tables.withLock { $0.count }
        changes.withLock { $0 = Array(repeating: RowSum(), count: count) }
    }

    /// What a savepoint goes back to.
    var standing: [RowSum] {
        get { changes.withLock { $0 } }
        set { changes.withLock { $0 = newValue } }
    }

    /// Writes what the transaction has changed.
    func settle(in database: Database) throws {
        let (tables, changes) = (tables.withLock { $0 }, standing)
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
    /// Of values as SQLite hands them to a function.
    fileprivate init(_ values: UnsafeMutablePointer<OpaquePointer?>, count: Int) {
        self.init()
        for index in 0..<count {
            let value = unsafe values[index]
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
}
