internal import GRDB

/// Where something stands that cannot be read, and what to do about it.
extension LedgerError {
    /// - Parameter row: its number, where it has one.
    static func unreadable(_ column: String, of row: Int64?) -> LedgerError {
        let place = row.map { " in row \($0)" } ?? ""
        var error = LedgerError(.unreadableRow, unreadable("the column \(column)\(place)"))
        (error.column, error.row) = (column, row)
        return error
    }

    /// What is said of a place that cannot be read, without what stands there: it may be an address.
    static func unreadable(_ place: String) -> String {
        "the ledger cannot be read in \(place): it was changed past the service, the disk is damaged, or another "
            + "version wrote it; “tenggatctl prove” names every such cell; restore a backup (“tenggatctl backup "
            + "list”), or run that version"
    }

    /// The same with table, row and column, where a cell of that column is found that nobody can read, else the first
    /// cell that is found.
    func placed(in database: Database) throws -> LedgerError {
        guard code == .unreadableRow else { return self }
        var tables = try FormedTable.all(in: database)
        if let column {
            let own = tables.filter { $0.columns.contains { $0.name == column } }
            tables = own + tables.filter { table in !own.contains { $0.name == table.name } }
        }
        for table in tables {
            let cells = try table.unreadableCells(in: database, limit: 100)
            let cell = cells.first { $0.column == column } ?? cells.first
            guard let cell else { continue }
            var error = self
            error.message = Self.unreadable(
                "the table \(cell.table), row \(cell.row), column \(cell.column)")
            return error
        }
        // SQLite finds nothing wrong with it: JSON of another shape.
        let own = tables.filter { table in
            table.columns.contains { $0.name == column && $0.form == .json }
        }
        guard let column, let table = own.first, own.count == 1 else { return self }
        var error = self
        error.message = Self.unreadable(
            "the table \(table.name)\(row.map { ", row \($0)" } ?? ""), column \(column)")
        return error
    }
}

extension Ledger {
    /// Reads, and says of what cannot be read where it stands.
    static func placing<Value>(in database: Database, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as LedgerError where error.code == .unreadableRow {
            // Of a disk that is damaged, too, what was said first counts, ignoring.
            throw (try? error.placed(in: database)) ?? error
        }
    }
}
