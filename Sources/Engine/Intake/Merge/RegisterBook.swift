import Coordination
import Sheets

/// What the entries of a register hold.
struct RegisterBook<Entry: RegisterEntry>: RowBook {
    let entries: [String: Entry]
    let rules = ColumnRules()
    private let key = SheetDefinition.of(Entry.sheet).key

    init(_ entries: [String: Entry]) { self.entries = entries }

    func whole(of row: SheetRow) -> String? {
        let parts = key.map { row[$0]?.word ?? "" }
        return parts.first?.isEmpty ?? true
            ? nil : Directory.fold(parts.joined(separator: " "))
    }

    func name(of row: SheetRow) -> String { "" }

    func label(of row: SheetRow) -> String {
        key.compactMap { row[$0]?.written }.joined(separator: " ")
    }

    func find(_ rows: [SheetRow], whole: String) -> Found {
        guard let entry = entries[whole] else {
            return Found(key: whole, standings: rows.map { _ in nil }, isNew: true)
        }
        let standing = EntryStanding(values: entry.values)
        return Found(key: whole, standings: rows.map { _ in standing })
    }
}

private struct EntryStanding: Standing {
    let values: [String: SheetValue]

    func value(_ column: String) -> SheetValue? { values[column] }

    func matters(blank column: String) -> Bool { false }
}
