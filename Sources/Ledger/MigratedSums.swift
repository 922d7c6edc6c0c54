internal import GRDB

/// What tables come to across a migration: whatever it makes of them is summed up in its own transaction, and nowhere
/// else. A table that did not add up before it does not do so afterwards either: an upgrade hides no change by hand.
struct MigratedSums {
    private let names: Set<String>
    /// Tables of which what was kept is what was there.
    private let sound: Set<String>

    /// Looks at what there is before a migration.
    init(before database: Database) throws {
        let tables = try SummedTable.all(in: database)
        names = Set(tables.map(\.name))
        sound = Set(
            try tables.filter { table in
                try table.isSummedUp(in: database)
                    && table.known(in: database) == table.sum(in: database)
            }.map(\.name))
    }

    /// Sums up what a migration left.
    func follow(in database: Database) throws {
        for table in try SummedTable.all(in: database)
        where sound.contains(table.name) || !names.contains(table.name) {
            try table.sumUp(in: database)
        }
    }
}

extension DatabaseMigrator {
    /// Registers a migration of a ledger whose tables are summed up already.
    mutating func registerSummed(
        _ name: String, _ migrate: @escaping @Sendable (Database) throws -> Void
    ) {
        registerMigration(name) { database in
            let sums = try MigratedSums(before: database)
            try migrate(database)
            try sums.follow(in: database)
        }
    }
}
