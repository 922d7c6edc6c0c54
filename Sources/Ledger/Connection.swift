import Almanac
internal import GRDB

/// One database connection within one transaction: every statement of the ledger goes through it, and is
/// compiled once.
struct Connection {
    let database: Database
    let log: AccessLog
    /// What its changes come to; nil of one that changes nothing, or of which nobody asks.
    let sums: RowSums?
    /// Whether what is written becomes part of the chain.
    let isLinked: Bool
    /// What the next link of the history stands on.
    let chainHead = ChainHead()
    private let statements = PreparedStatements()

    init(database: Database, log: AccessLog, sums: RowSums? = nil, isLinked: Bool = true) {
        self.database = database
        self.log = log
        self.sums = sums
        self.isLinked = isLinked
    }

    /// Runs a statement that changes rows.
    func run(_ sql: String, _ arguments: [(any SQLValue)?] = []) throws {
        try write(sql) { $0.bind(arguments) }
    }

    /// The same for what there are very many rows of.
    ///
    /// - Parameter bind: hands over its values, in the order of their marks.
    func write(_ sql: String, _ bind: (PreparedStatement) -> Void) throws {
        let statement = try statements.statement(sql, in: database)
        bind(statement)
        if try statement.run() { log.noteWrite(statement.target) }
    }

    func rows(_ sql: String, _ arguments: [(any SQLValue)?] = []) throws -> [LedgerRow] {
        try statement(sql, arguments).rows()
    }

    func row(_ sql: String, _ arguments: [(any SQLValue)?] = []) throws -> LedgerRow? {
        try statement(sql, arguments).rows(atMost: 1).first
    }

    /// The first column of every row.
    func values<Value: SQLValue>(
        _ sql: String, _ arguments: [(any SQLValue)?] = []
    ) throws -> [Value] {
        try rows(sql, arguments).map { try $0.get($0.columns.names[0]) }
    }

    /// The first column of the first row.
    func value<Value: SQLValue>(
        _ sql: String, _ arguments: [(any SQLValue)?] = []
    ) throws -> Value? {
        guard let row = try row(sql, arguments) else { return nil }
        return try row.get(row.columns.names[0], as: Value?.self)
    }

    func instant(_ sql: String, _ arguments: [(any SQLValue)?] = []) throws -> Instant? {
        guard let row = try row(sql, arguments) else { return nil }
        return try row.instantIfAny(row.columns.names[0])
    }

    func count(_ sql: String, _ arguments: [(any SQLValue)?] = []) throws -> Int {
        try value(sql, arguments) ?? 0
    }

    var lastInsertedRowID: Int64 { database.lastInsertedRowID }

    /// How many rows the last statement changed.
    var changesCount: Int { database.changesCount }

    private func statement(
        _ sql: String, _ arguments: [(any SQLValue)?]
    ) throws -> PreparedStatement {
        let statement = try statements.statement(sql, in: database)
        log.noteRead(statement.statement)
        statement.bind(arguments)
        return statement
    }
}
