import Almanac
internal import GRDB

/// One database connection within one transaction: every statement of the ledger goes through it, and is
/// compiled once.
struct Connection {
    let database: Database
    let log: AccessLog

    /// Runs a statement that changes rows.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        let before = database.totalChangesCount
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
        if database.totalChangesCount != before { log.noteWrite(sql) }
    }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(statement(sql), arguments: arguments)
    }

    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(statement(sql), arguments: arguments)
    }

    /// The first column of every row.
    func values<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ sql: String, _ arguments: StatementArguments = []
    ) throws -> [Value] {
        try Value.fetchAll(statement(sql), arguments: arguments)
    }

    /// The first column of the first row.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ sql: String, _ arguments: StatementArguments = []
    ) throws -> Value? {
        try Value.fetchOne(statement(sql), arguments: arguments)
    }

    func instant(_ sql: String, _ arguments: StatementArguments = []) throws -> Instant? {
        try row(sql, arguments).flatMap { row in
            guard let column = row.columnNames.first else { return nil }
            return try row.instantIfAny(column)
        }
    }

    func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try value(sql, arguments) ?? 0
    }

    var lastInsertedRowID: Int64 { database.lastInsertedRowID }

    /// How many rows the last statement changed.
    var changesCount: Int { database.changesCount }

    private func statement(_ sql: String) throws -> Statement {
        let statement = try database.cachedStatement(sql: sql)
        log.noteRead(statement)
        return statement
    }
}
