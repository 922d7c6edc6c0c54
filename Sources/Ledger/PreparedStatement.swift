import Almanac
import Coordination
internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// A statement as SQLite has compiled it, with which one transaction works: found again without a hash of
/// its text, its values handed over and read as they are.
///
/// GRDB opens, pools and guards the connections and keeps the compiled statements; what it does around each
/// run (arguments as a list of its own, columns looked for by name in small letters) was half of what an
/// import of a hundred thousand rows took.
@safe final class PreparedStatement {
    let sql: String
    /// GRDB's own, which lives as long as it is used here.
    let statement: Statement
    private let handle: OpaquePointer
    /// How many values have been handed over for the next run.
    private var count: Int32 = 0
    /// Whether a value is too large to be kept until the next one takes its place.
    private var isLarge = false
    private var columns: LedgerRow.Columns?
    /// The table that it changes.
    private(set) lazy var target = AccessLog.target(of: sql)

    init(_ sql: String, in database: Database) throws {
        self.sql = sql
        statement = try database.cachedStatement(sql: sql)
        unsafe handle = statement.sqliteStatement
    }

    // MARK: Values

    func bind(_ number: Int64) {
        count += 1
        unsafe sqlite3_bind_int64(handle, count, number)
    }

    func bind(_ text: String) {
        count += 1
        var text = text
        text.withUTF8 { bytes in
            isLarge = isLarge || bytes.count > Self.large
            let copied = unsafe Self.copied
            guard let start = bytes.baseAddress else {
                unsafe sqlite3_bind_text(handle, count, "", 0, copied)
                return
            }
            unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
                _ = unsafe sqlite3_bind_text(handle, count, start, Int32(bytes.count), copied)
            }
        }
    }

    func bind(_ data: Data) {
        count += 1
        isLarge = isLarge || data.count > Self.large
        unsafe data.withUnsafeBytes { bytes in
            let copied = unsafe Self.copied
            guard let start = bytes.baseAddress else {
                unsafe sqlite3_bind_zeroblob(handle, count, 0)
                return
            }
            unsafe sqlite3_bind_blob(handle, count, start, Int32(bytes.count), copied)
        }
    }

    func bindNull() {
        count += 1
        unsafe sqlite3_bind_null(handle, count)
    }

    func bind(_ values: [(any SQLValue)?]) {
        for value in values {
            if let value { value.bind(to: self) } else { bindNull() }
        }
    }

    /// SQLite copies what lives no longer than the call (SQLITE_TRANSIENT), into the storage that the value
    /// before had.
    @unsafe private static var copied: sqlite3_destructor_type? {
        unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    /// In bytes.
    private static let large = 4_096

    // MARK: Runs

    /// Runs a statement that answers nothing.
    ///
    /// - Returns: whether it changed any row.
    func run() throws -> Bool {
        begin()
        let database = unsafe sqlite3_db_handle(handle)
        let before = unsafe sqlite3_total_changes(database)
        while true {
            let code = unsafe sqlite3_step(handle)
            if code == SQLITE_ROW { continue }
            guard code == SQLITE_DONE else { throw failure(code) }
            break
        }
        end()
        return unsafe sqlite3_total_changes(database) != before
    }

    /// The rows that it answers.
    func rows(atMost limit: Int = .max) throws -> [LedgerRow] {
        begin()
        var rows: [LedgerRow] = []
        while rows.count < limit {
            let code = unsafe sqlite3_step(handle)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw failure(code) }
            let columns = columns ?? named()
            rows += [
                LedgerRow(
                    columns: columns,
                    values: columns.names.indices.map { value(at: Int32($0)) })
            ]
        }
        end()
        return rows
    }

    private func begin() {
        precondition(
            unsafe count == sqlite3_bind_parameter_count(handle), "each mark of \(sql) has a value")
        count = 0
    }

    private func end() {
        unsafe sqlite3_reset(handle)
        guard isLarge else { return }
        isLarge = false
        unsafe sqlite3_clear_bindings(handle)
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let words = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
        end()
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: words, sql: sql)
    }

    /// Once it has begun: SQLite compiles a statement anew after a change of the schema.
    private func named() -> LedgerRow.Columns {
        var names: [String] = []
        for index in 0..<(unsafe sqlite3_column_count(handle)) {
            let name = unsafe sqlite3_column_name(handle, index)
            names += [unsafe name.map { unsafe String(cString: $0) } ?? ""]
        }
        let named = LedgerRow.Columns(names)
        columns = named
        return named
    }

    private func value(at index: Int32) -> LedgerRow.Value {
        switch unsafe sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(handle, index))
        case SQLITE_FLOAT: return .real(unsafe sqlite3_column_double(handle, index))
        case SQLITE_TEXT:
            guard let start = unsafe sqlite3_column_text(handle, index) else { return .null }
            let bytes = unsafe UnsafeBufferPointer(
                start: start, count: Int(sqlite3_column_bytes(handle, index)))
            return .text(unsafe String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = unsafe sqlite3_column_blob(handle, index) else {
                return .blob(Data())
            }
            return .blob(
                unsafe Data(bytes: start, count: Int(sqlite3_column_bytes(handle, index))))
        default: return .null
        }
    }
}

extension PreparedStatement {
    func bind(_ number: Int) { bind(Int64(number)) }

    func bind(_ flag: Bool) { bind(flag ? 1 as Int64 : 0) }

    func bind(_ instant: Instant) { bind(instant.microseconds) }

    func bind(_ date: CivilDate) { bind(date.description) }

    func bind(_ quantity: Quantity) { bind(quantity.thousandths) }

    func bind(_ text: String?) {
        if let text { bind(text) } else { bindNull() }
    }

    func bind(_ instant: Instant?) {
        if let instant { bind(instant) } else { bindNull() }
    }

    func bind(_ date: CivilDate?) {
        if let date { bind(date) } else { bindNull() }
    }
}

/// The statements of one transaction, each made ready when it is first asked for.
final class PreparedStatements {
    private var buckets: [[PreparedStatement]] = Array(repeating: [], count: 64)

    func statement(_ sql: String, in database: Database) throws -> PreparedStatement {
        let bucket = sql.utf8.count & 63
        // The same text is the same storage nearly always, and compared at a glance.
        if let known = buckets[bucket].first(where: { $0.sql == sql }) { return known }
        let statement = try PreparedStatement(sql, in: database)
        buckets[bucket] += [statement]
        return statement
    }
}
