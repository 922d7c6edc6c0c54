internal import GRDB

extension Database {
    /// Does something whole or not at all within the open transaction.
    ///
    /// As GRDB's own `inSavepoint`, whose statements are compiled anew each time: a letter has three of them.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        func say(_ sql: String) throws { try cachedStatement(sql: sql).execute() }
        try say("SAVEPOINT part")
        do {
            let value = try body()
            try say("RELEASE part")
            return value
        } catch {
            // A full disk may have undone the whole transaction.
            if isInsideTransaction {
                // What went wrong first says more than what goes wrong here.
                try? say("ROLLBACK TO part")
                // The same.
                try? say("RELEASE part")
            }
            throw error
        }
    }
}
