import Coordination
import Sheets

/// What sheets bring, before it is kept.
extension Directory {
    /// Adds the entries of a register's sheet; later ones take the place of earlier ones.
    mutating func add(rowsOf sheet: MergedSheet) {
        guard let type = sheet.reading.kind.flatMap(RegisterTypes.type(of:)) else { return }
        add(type, rows: sheet.reading.rows.filter { !sheet.isIdle($0) })
    }

    private mutating func add<Entry: RegisterEntry>(_ type: Entry.Type, rows: [SheetRow]) {
        for entry in rows.compactMap(Entry.init(row:)) { add(entry) }
    }

    /// Announces the codes of a register's sheet whose rows cannot all be read.
    mutating func announce(codesOf sheet: MergedSheet) {
        guard let kind = sheet.reading.kind, RegisterTypes.type(of: kind) != nil,
            let column = SheetDefinition.of(kind).key.first
        else { return }
        for code in sheet.reading.rows.compactMap({ $0.text(column) }) {
            announce(code, in: kind)
        }
    }
}
