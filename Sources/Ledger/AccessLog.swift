internal import GRDB
internal import Synchronization

/// Which tables one transaction wrote, and for whoever asks, which ones reads looked at.
///
/// Taken from each statement rather than from SQLite's hook for changed rows, which says nothing of
/// tables WITHOUT ROWID (`sqlite3_update_hook`).
final class AccessLog {
    private(set) var written: Set<LedgerTable> = []
    private let reads: ReadRecorder?
    /// The last one noted: very many rows go into one table after another.
    private var last: LedgerTable?

    init(reads: ReadRecorder?) { self.reads = reads }

    /// Notes the table that a statement changed rows of.
    ///
    /// - Parameter table: its `target`.
    func noteWrite(_ table: LedgerTable?) {
        guard let table, table != last else { return }
        last = table
        written.insert(table)
    }

    /// Notes the tables that a statement reads, as SQLite's authorizer saw them when it was compiled.
    func noteRead(_ statement: Statement) {
        guard let reads else { return }
        reads.note(statement.sql) {
            let region = statement.databaseRegion
            return LedgerTable.allCases.filter {
                region.isModified(byEventsOfKind: .insert(tableName: $0.rawValue))
            }
        }
    }

    /// `notice` of `UPDATE notice SET …`, `INSERT OR IGNORE INTO notice …`, `DELETE FROM notice …`.
    static func target(of sql: String) -> LedgerTable? {
        var words = sql.utf8.prefix(80).split(maxSplits: 6) {
            [0x20, 0x0A, 0x28].contains($0)
        }[...]
        while let word = words.popFirst() {
            switch String(Substring(word)) {
            case "INTO", "FROM", "UPDATE":
                guard let name = words.first.map({ String(Substring($0)) }) else { return nil }
                // UPDATE OR IGNORE notice …
                if name == "OR" {
                    words = words.dropFirst(2)
                    return words.first.flatMap { LedgerTable(rawValue: String(Substring($0))) }
                }
                return LedgerTable(rawValue: name)
            default: continue
            }
        }
        return nil
    }
}

/// Collects which tables are read within a task: what a job depends on, for tests to compare with what it
/// declares.
package final class ReadRecorder: Sendable {
    /// An object: with a closure as the value, Swift 6.3.1 traps in optimised builds.
    @TaskLocal package static var current: ReadRecorder?

    private let tables = Mutex<Set<LedgerTable>>([])
    /// What was worked out of each statement already.
    private static let known = Mutex<[String: [LedgerTable]]>([:])

    package init() {}

    package var read: Set<LedgerTable> { tables.withLock { $0 } }

    func note(_ sql: String, reading tables: () -> [LedgerTable]) {
        let read = Self.known.withLock { known in
            let read = known[sql] ?? tables()
            known[sql] = read
            return read
        }
        self.tables.withLock { $0.formUnion(read) }
    }
}
