internal import GRDB

/// What every other table comes to, beside what the service has kept of it (``RowSums``).
extension ChainWalk {
    mutating func lookAtTables() throws {
        let database = view.database.database
        for table in try SummedTable.all(in: database) {
            let sum = try table.sum(in: database)
            guard try table.isSummedUp(in: database), let known = try table.known(in: database)
            else {
                add(.sumMissing, table.name)
                continue
            }
            guard sum != known else { continue }
            // Somebody may have written any number there.
            let more = sum.rows &- known.rows
            add(
                .tableChanged,
                more == 0
                    ? table.name : "\(table.name) \(more > 0 ? "+" : "−")\(more.magnitude)")
        }
        try lookAtTriggers(database)
    }

    /// A trigger changes rows in the service's own transactions, which add up then.
    private mutating func lookAtTriggers(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database, sql: "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'")
        let found = Dictionary(
            rows.map { ($0[0] as String, ($0[1] as String?) ?? "") }, uniquingKeysWith: { $1 })
        for name in Set(found.keys).union(Schema.triggers).sorted() {
            guard Schema.triggers.contains(name), let sql = found[name],
                Schema.tallies.contains(sql)
            else {
                add(.triggerChanged, name)
                continue
            }
        }
    }
}
