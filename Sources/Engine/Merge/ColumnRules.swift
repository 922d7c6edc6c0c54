import Coordination

/// What holds of a sheet's columns when a row comes again.
struct ColumnRules: Sendable {
    /// Columns that tell what happened rather than what is so: they count when they are said, not as long
    /// as they stand there.
    var events: Set<String> = []
    /// Those of them whose word, once said, is worth a remark where something else is so since.
    var states: Set<String> = []
    /// Columns that are said together: what follows belongs to what is new of what leads.
    var groups: [Group] = []
    /// What a blank cell means where a value was said before; a column that is not here is cleared.
    var blanks: [String: Blank] = [:]
    /// Columns whose unreadable cells keep the file out although what they said is known.
    var mustBeReadable: Set<String> = []

    struct Group: Sendable {
        /// The one that counts first.
        var leaders: [String]
        /// The leaders may be among them: one that is new has the others say again what they say.
        var followers: Set<String>
        /// Followers that are cleared with a new leader where their column is absent: they were about what
        /// was said before.
        var cleared: Set<String> = []
    }

    enum Blank: Sendable {
        /// Nothing.
        case nothing
        /// What is known stays, with a warning.
        case kept
        /// What is known stays, and the coordinator is asked what it meant.
        case asked
    }
}

/// What is so of something that a row may speak of.
protocol CurrentValues {
    func value(_ column: String) -> SheetValue?
    /// Whether a word, said before, comes to what is so: an alias, a date that was rolled off a day off.
    func isMeant(by word: String, in column: String) -> Bool
    /// Columns that say nothing of it.
    var mute: Set<String> { get }
    /// Whether what is so may differ from a blank cell by more than the office's defaults.
    func matters(blank column: String) -> Bool
    /// Whether a column of which a row says nothing new stays as it is beside what is new.
    func keeps(_ column: String, of row: SheetRow, beside news: Set<String>) -> Bool
    /// Whether a word that is so asks for more all the same: `open`, of what was delivered.
    func asksMore(_ word: String, in column: String) -> Bool
    /// What a blank cell comes to; nil where that is nothing. An export leaves it out.
    func usual(_ column: String) -> SheetValue?
    /// What becomes of a cell that says something new, or clears what is asked about then, and that this cannot take as it
    /// is; nil where it can.
    ///
    /// - Parameter news: all columns of the row that say something new.
    func ruling(on column: String, of row: SheetRow, beside news: Set<String>) -> CellVerdict?
}

extension CurrentValues {
    var mute: Set<String> { [] }

    func isMeant(by word: String, in column: String) -> Bool { isSame(as: word, in: column) }

    func matters(blank column: String) -> Bool { false }

    func keeps(_ column: String, of row: SheetRow, beside news: Set<String>) -> Bool { false }

    func asksMore(_ word: String, in column: String) -> Bool { false }

    func usual(_ column: String) -> SheetValue? { nil }

    func ruling(on column: String, of row: SheetRow, beside news: Set<String>) -> CellVerdict? {
        nil
    }

    func isSame(as word: String, in column: String) -> Bool {
        guard !word.isEmpty else { return !matters(blank: column) || value(column) == nil }
        guard let known = value(column)?.word else { return false }
        return known == word || known.isCode(word)
    }
}

/// Finds what rows of a sheet speak of.
protocol RowLookup {
    var rules: ColumnRules { get }
    /// Whether commands take out what sheets brought.
    var isTakenOutByCommand: Bool { get }
    /// What of a row is taken together with others; nil where that cannot be read.
    func whole(of row: SheetRow) -> String?
    /// What tells a row from the others of its whole.
    func name(of row: SheetRow) -> String
    /// What reports call what a row speaks of.
    func label(of row: SheetRow) -> String
    /// - Parameter rows: those of one whole.
    func find(_ rows: [SheetRow], whole: String) throws -> FoundRows
    /// Judges cells of rows that are taken together beside each other, once each was judged by itself.
    ///
    /// - Parameter current: what is so of what each row speaks of.
    func weigh(
        _ verdicts: inout [[String: CellVerdict]], of rows: [SheetRow],
        beside current: [(any CurrentValues)?])
}

extension RowLookup {
    var isTakenOutByCommand: Bool { false }

    func weigh(
        _ verdicts: inout [[String: CellVerdict]], of rows: [SheetRow],
        beside current: [(any CurrentValues)?]
    ) {}
}

/// What rows that are taken together speak of.
struct FoundRows {
    /// Under which their words are kept.
    var key: String
    /// What is so of what each row speaks of; nil where it is not known.
    var current: [(any CurrentValues)?]
    /// Whether nothing of it was there before.
    var isNew = false
}
