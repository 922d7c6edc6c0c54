import Almanac
import Coordination
import Sheets

/// What the entries of a register hold.
struct RegisterLookup<Entry: RegisterEntry>: RowLookup {
    let entries: [Code: Entry]
    /// Names of the settings' calendars.
    private let calendars: Set<String>
    let rules = ColumnRules()
    let isTakenOutByCommand = true
    private let key = SheetDefinition.of(Entry.sheet).key

    init(_ entries: [Code: Entry], profile: OfficeProfile) {
        self.entries = entries
        calendars = Set(profile.calendars.keys)
    }

    func whole(of row: SheetRow) -> String? {
        let parts = key.map { row[$0]?.word ?? "" }
        return parts.first?.isEmpty ?? true
            ? nil : parts.joined(separator: " ").foldedCode
    }

    func name(of row: SheetRow) -> String { "" }

    func label(of row: SheetRow) -> String {
        key.compactMap { row[$0]?.written }.joined(separator: " ")
    }

    func find(_ rows: [SheetRow], whole: String) -> FoundRows {
        guard let entry = entries[Code(whole)] else {
            return FoundRows(key: whole, current: rows.map { _ in nil }, isNew: true)
        }
        let current = CurrentEntry(values: entry.values, calendars: calendars)
        return FoundRows(key: whole, current: rows.map { _ in current })
    }
}

private struct CurrentEntry: CurrentValues {
    let values: [String: SheetValue]
    let calendars: Set<String>

    func value(_ column: String) -> SheetValue? { values[column] }

    func isMeant(by word: String, in column: String) -> Bool {
        if isSame(as: word, in: column) { return true }
        // `8.00-12.00` are the hours that are known as 08:00-12:00.
        return column == "hours"
            && DayHours(word).map(\.description) == values[column]?.word && !word.isEmpty
    }

    func ruling(on column: String, of row: SheetRow, beside news: Set<String>) -> CellVerdict? {
        guard column == "calendar", let name = row.text(column), !calendars.contains(name) else {
            return nil
        }
        return .refused(.unknownCalendar(name, known: calendars.sorted()))
    }
}
