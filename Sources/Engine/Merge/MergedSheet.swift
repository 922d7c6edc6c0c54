import Coordination
import Ledger

/// A reading as it is to be taken: beside what sheets said before, what was exported, and what is so.
struct MergedSheet: Sendable {
    /// Its rows hold, in each column, what is to be so: what the sheet newly says, else what is so already.
    var reading: SheetReading
    /// By the numbers of rows of which something is known: the columns that say something new.
    private(set) var news: [Int: Set<String>] = [:]
    /// What the rows' cells say that was not taken, or was taken over what people did since.
    private(set) var notes: [Note] = []
    /// Blank cells of which a person must say what they mean.
    private(set) var asked: [Int: Set<String>] = [:]
    private var words: [Words] = []
    /// Rows as they came, of those that hold something else now.
    private var originals: [Int: SheetRow] = [:]
    private var columns: [Int] = []
    private var layout: [String] = []
    private let export: Int64?

    /// Whether it is a copy of ours, in which every cell stood that nobody edited.
    var isExport: Bool { export != nil }

    /// One cell that a report names.
    struct Note: Sendable, Hashable {
        enum Kind: Sendable, Hashable {
            case kept, old, overridden
            /// Left blank where something stands that a blank does not take back.
            case blanked
        }

        var kind: Kind
        var row: Int
        var key: String
        var column: String
        /// What the sheet says, and what was so when it came.
        var said: String?
        var known: String?
    }

    /// What is to be remembered under one key.
    private struct Words: Sendable {
        var key: String
        /// Rows of which nothing was said, by their place in the reading as it came.
        var fresh: [(name: String, row: SheetRow)] = []
        var known: SaidRecord?
        var isExport = false
    }

    /// A reading that is taken as it is.
    init(_ reading: SheetReading) {
        self.reading = reading
        export = nil
    }

    init(_ reading: SheetReading, export: Int64?, keys: Set<String>) {
        self.reading = reading
        self.export = export
        guard let names = reading.rows.first?.columns.names else { return }
        columns = names.indices.filter { !keys.contains(names[$0]) }
            .sorted { names[$0] < names[$1] }
        layout = columns.map { names[$0] }
    }

    /// Whether a row says nothing new.
    func isIdle(_ row: SheetRow) -> Bool { news[row.number]?.isEmpty ?? false }

    /// The rows that say something new: all of them, where nothing was known of any.
    var speakingRows: [SheetRow] {
        news.isEmpty ? reading.rows : reading.rows.filter { !isIdle($0) }
    }

    /// Whether it has more or less of known lines.
    var changesQuantities: Bool {
        reading.kind == .orders
            && reading.rows.contains { isKnown($0) && isNew("quantity", of: $0) }
    }

    /// Whether what a row speaks of was known before.
    func isKnown(_ row: SheetRow) -> Bool { news[row.number] != nil }

    /// Whether a column of a row says something new; of what was not known, every column does.
    func isNew(_ column: String, of row: SheetRow) -> Bool {
        news[row.number]?.contains(column) ?? true
    }

    mutating func note(
        _ kind: Note.Kind, _ cell: (row: SheetRow, key: String, column: String), said: String?,
        known: String?
    ) {
        notes.append(
            Note(
                kind: kind, row: cell.row.number, key: cell.key, column: cell.column, said: said,
                known: known))
    }

    /// Whether a blank cell takes back what was said in it, or asks whether it does.
    func takesBack(_ column: String, of row: SheetRow) -> Bool {
        (news[row.number]?.contains(column) ?? false)
            || (asked[row.number]?.contains(column) ?? false)
    }

    /// Whoever says a due date again that is past by now has been told, or is late: either way it is no news.
    mutating func dropWarningsOfKnownDates() {
        guard reading.findings.contains(where: { $0.code == .pastDate }) else { return }
        let said = reading.rows.filter { isKnown($0) && !isNew("due_date", of: $0) }
        let cells = Set(said.map { $0.address(of: "due_date") })
        reading.findings.removeAll {
            $0.code == .pastDate && $0.severity == .warning && cells.contains($0.cell)
        }
    }

    /// A row as it came.
    func said(_ row: SheetRow) -> SheetRow { originals[row.number] ?? row }

    mutating func replace(rowAt index: Int, with row: SheetRow) {
        originals[row.number] = reading.rows[index]
        reading.rows[index] = row
    }

    mutating func know(_ row: SheetRow, news columns: Set<String>, asked blank: Set<String>) {
        news[row.number] = columns
        if !blank.isEmpty { asked[row.number] = blank }
    }

    mutating func remember(fresh rows: [(name: String, row: SheetRow)], key: String) {
        words.append(Words(key: key, fresh: rows))
    }

    mutating func remember(_ record: SaidRecord, key: String, isExport: Bool = false) {
        words.append(Words(key: key, known: record, isExport: isExport))
    }

    /// What a body of rows of which nothing was said would be.
    func body(of rows: [(name: String, row: SheetRow)]) -> SaidRecord {
        SaidRecord(columns: layout, body: SaidRows.body(of: rows, columns: columns))
    }

    /// Remembers, once the rows are taken, what they said.
    func remember(in transaction: LedgerTransaction) throws {
        guard let kind = reading.kind, !words.isEmpty else { return }
        var layouts: [[String]: Int64] = [:]
        for entry in words {
            let record = entry.known ?? body(of: entry.fresh)
            let id = try layouts[record.columns] ?? transaction.saidLayout(of: record.columns)
            layouts[record.columns] = id
            try transaction.say(
                record.body, layout: id, of: kind, key: entry.key,
                export: entry.isExport ? export : nil)
        }
    }
}
