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
    }
}

extension ChainWalk {
    /// What somebody made unreadable: each cell is named, and whatever else is looked at goes on without it.
    mutating func lookAtCells() throws {
        let database = view.database.database
        for table in try FormedTable.all(in: database) {
            for cell in try table.unreadableCells(in: database, limit: 100) {
                add(.cellUnreadable, "\(cell.table) \(cell.row): \(cell.column)", .cell(cell))
            }
        }
    }
}
