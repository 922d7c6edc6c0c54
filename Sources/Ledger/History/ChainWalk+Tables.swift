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
            let more = sum.rows - known.rows
            add(
                .tableChanged,
                more == 0 ? table.name : "\(table.name) \(more > 0 ? "+" : "−")\(abs(more))")
        }
    }
}
