import Coordination
import Ledger
import Sheets

/// Merges what a sheet says with what is known: one way for every register, deadline, series and order.
///
/// Only a cell that says something new is taken. SHEETS, "What a cell says", has the table.
struct SheetMerge {
    let lookup: any RowLookup
    let view: LedgerView
    private let definition: SheetDefinition
    private let kind: SheetKind
    private let rules: ColumnRules
    private let keys: Set<String>
    private let comparison: RowComparison
    /// What was exported, where the sheet is an edited export: rows by the key of their whole.
    private var exported: [String: [SheetRow]]?
    private let export: Int64?
    private var result: MergedSheet
    /// The sheet's columns and all others of its kind.
    private var wider: RowColumns?

    /// - Parameter exported: the rows that were exported under the reading's number.
    init(
        _ reading: SheetReading, of kind: SheetKind, lookup: any RowLookup, view: LedgerView,
        exported: [SheetRow]?
    ) {
        self.lookup = lookup
        self.view = view
        self.kind = kind
        definition = SheetDefinition.of(kind)
        rules = lookup.rules
        keys = Set(definition.key)
        comparison = RowComparison(rules: rules, keys: keys)
        export = exported == nil ? nil : reading.exportMark?.number
        result = MergedSheet(reading, export: export, keys: keys)
        if let exported {
            self.exported = Dictionary(
                grouping: exported, by: { [lookup] in lookup.whole(of: $0) ?? "" })
        }
        if let columns = reading.rows.first?.columns {
            let further = definition.columnNames.filter { columns.index(of: $0) == nil }
            wider = RowColumns(
                names: columns.names + further,
                letters: columns.letters + further.map { _ in "" })
        }
    }

    consuming func merged() throws -> MergedSheet {
        var merge = self
        let rows = merge.result.reading.rows
        var sequence: [String] = []
        var wholes: [String: [Int]] = [:]
        for (index, row) in rows.enumerated() {
            guard let whole = merge.lookup.whole(of: row) else { continue }
            if wholes[whole] == nil { sequence.append(whole) }
            wholes[whole, default: []].append(index)
        }
        for whole in sequence {
            try merge.merge(wholes[whole] ?? [], of: whole, in: rows)
        }
        return merge.result
    }

    private mutating func merge(_ indexes: [Int], of whole: String, in all: [SheetRow]) throws {
        let rows = indexes.map { (name: lookup.name(of: all[$0]), row: all[$0]) }
        let found = try lookup.find(rows.map(\.row), whole: whole)
        guard !found.isNew else {
            if try staysOut(indexes, of: whole, in: all, key: found.key) { return }
            result.remember(fresh: rows, key: found.key)
            return
        }
        let said = try view.said(of: kind, key: found.key)
        if exported == nil, let said, said == result.body(of: rows),
            found.current.allSatisfy({ $0 != nil })
        {
            repeatAll(indexes, found, in: all)
            return
        }
        var known = said.map(SaidRows.init) ?? SaidRows()
        // A row that names one of a series is not the series' row.
        let exported = found.key == whole ? exportedRows(of: whole) : [:]
        var copies =
            try export.flatMap { try view.said(of: kind, key: found.key, export: $0) }
            .map(SaidRows.init) ?? SaidRows()
        var judged = rows.enumerated().map { offset, said -> [String: CellVerdict] in
            guard let current = found.current[offset], exported[said.name] == nil else {
                return [:]
            }
            return comparison.verdicts(
                of: said.row, words: known[said.name] ?? SaidRow(), current: current)
        }
        lookup.weigh(&judged, of: rows.map(\.row), beside: found.current)
        for (offset, index) in indexes.enumerated() {
            let (name, row) = rows[offset]
            var words = known[name] ?? SaidRow()
            guard let current = found.current[offset] else {
                say(row, [:], in: &words)
                known.set(words, named: name)
                continue
            }
            if let original = exported[name] {
                var copy = original.followed(by: copies[name])
                let verdicts = comparison.verdicts(
                    of: row, words: copy, exported: original, current: current)
                take(row, at: index, verdicts, current)
                say(row, verdicts, in: &copy, isOnlyNew: true)
                say(row, verdicts.filter(\.value.isNew), in: &words, isOnlyNew: true)
                if !copy.changed.columns.isEmpty { copies.set(copy.changed, named: name) }
            } else {
                let verdicts = judged[offset]
                take(row, at: index, verdicts, current)
                say(row, verdicts, in: &words, except: current.mute)
            }
            known.set(words, named: name)
        }
        if known.record != said { result.remember(known.record, key: found.key) }
        if !copies.rows.isEmpty {
            result.remember(copies.record, key: found.key, isExport: true)
        }
    }

    /// What a command took out since a sheet brought it stays out under rows that say nothing new.
    private mutating func staysOut(
        _ indexes: [Int], of whole: String, in all: [SheetRow], key: String
    ) throws -> Bool {
        guard lookup.isTakenOutByCommand, let said = try view.said(of: kind, key: key) else {
            return false
        }
        let known = SaidRows(said)
        let exported = exportedRows(of: whole)
        let rows = indexes.map { all[$0] }
        for row in rows {
            let name = lookup.name(of: row)
            for (index, column) in row.columns.names.enumerated() where !keys.contains(column) {
                guard let word = row.content(at: index).word else { continue }
                let words = known[name]?[column]
                let isSaid =
                    words.map { $0.last == word || $0.former.contains(word) } ?? word.isEmpty
                guard isSaid || exported[name]?[column]?.last == word else { return false }
            }
        }
        for row in rows {
            let column = definition.requiredNames.first { !keys.contains($0) } ?? ""
            result.note(
                .kept, (row, lookup.label(of: row), column), said: row[column]?.written, known: nil)
            result.know(row, news: [], asked: [])
        }
        return true
    }

    /// Rows that say, cell by cell, what was said last.
    private mutating func repeatAll(_ indexes: [Int], _ found: FoundRows, in all: [SheetRow]) {
        for (offset, index) in indexes.enumerated() {
            guard let current = found.current[offset] else { continue }
            let row = all[index]
            var verdicts: [String: CellVerdict] = [:]
            for (column, name) in row.columns.names.enumerated() {
                let content = row.content(at: column)
                // What is so needs no second look: nearly every cell of a sheet that comes again.
                if case .value(let value) = content, current.value(name) == value { continue }
                guard comparison.isCompared(name, current), let word = content.word else {
                    continue
                }
                if !rules.events.contains(name) || rules.states.contains(name) && !word.isEmpty,
                    !current.isMeant(by: word, in: name)
                {
                    verdicts[name] = .kept
                }
            }
            take(row, at: index, verdicts, current)
        }
    }

    /// What was exported of rows that are taken together, by their names.
    private func exportedRows(of whole: String) -> [String: SaidRow] {
        var rows: [String: SaidRow] = [:]
        for row in exported?[whole] ?? [] {
            var words = SaidRow()
            say(row, [:], in: &words)
            rows[lookup.name(of: row)] = words
        }
        return rows
    }

    // MARK: What is taken

    private mutating func take(
        _ row: SheetRow, at index: Int, _ verdicts: [String: CellVerdict],
        _ current: any CurrentValues
    ) {
        var news: Set<String> = []
        var asked: Set<String> = []
        let key = lookup.label(of: row)
        for (column, verdict) in verdicts.sorted(by: { $0.key < $1.key }) {
            let said = row[column]?.written
            let known = (current.value(column) ?? current.usual(column))?.written
            switch verdict {
            case .nothing, .silent: break
            case .kept: result.note(.kept, (row, key, column), said: said, known: known)
            case .old:
                result.note(.old, (row, key, column), said: said, known: known)
                add(.oldCopy(known: known), .stale, at: column, of: row)
            case .blanked(let isAsked):
                if isAsked { asked.insert(column) }
                result.note(.blanked, (row, key, column), said: nil, known: known)
                add(
                    .blanked(known: known ?? "", isAsked: isAsked, in: column), .required,
                    at: column, of: row)
            case .unreadable: lowerToWarning(column, of: row)
            case .refused(let refusal):
                add(
                    refusal.expected, refusal.code, at: column, of: row,
                    suggestion: refusal.suggestion)
            case .new(let isOverriding):
                news.insert(column)
                guard isOverriding else { break }
                result.note(.overridden, (row, key, column), said: said, known: known)
            }
        }
        raiseToBlocker(news, of: row)
        result.know(row, news: news, asked: asked)
        // Nobody takes a row that says nothing.
        guard let wider, !verdicts.isEmpty else { return }
        let rules = rules
        let merged = row.taking(
            { column in
                if keys.contains(column) || news.contains(column) { return row[column] }
                if rules.events.contains(column) { return nil }
                // As much as could be read of what cannot be read whole is better than nothing.
                let isUnreadable = row.content(of: column) == .unreadable
                return current.value(column) ?? (isUnreadable ? row[column] : nil)
            }, in: wider)
        result.replace(rowAt: index, with: merged)
    }

    /// A cell that cannot be read keeps no file out where what it said is known, and nobody needs it to
    /// know what the row newly says.
    private mutating func lowerToWarning(_ column: String, of row: SheetRow) {
        guard !rules.mustBeReadable.contains(column),
            !definition.requiredNames.contains(column),
            let index = row.columns.index(of: column)
        else { return }
        let address = "\(row.columns.letters[index])\(row.number)"
        for index in result.reading.findings.indices
        where result.reading.findings[index].cell == address {
            result.reading.findings[index].severity = .warning
        }
    }

    /// What goes with something new must be readable.
    private mutating func raiseToBlocker(_ news: Set<String>, of row: SheetRow) {
        for group in rules.groups where !news.isDisjoint(with: group.leaders) {
            for column in group.followers {
                guard row.content(of: column) == .unreadable,
                    let index = row.columns.index(of: column)
                else { continue }
                let address = "\(row.columns.letters[index])\(row.number)"
                for index in result.reading.findings.indices
                where result.reading.findings[index].cell == address {
                    result.reading.findings[index].severity = .blocker
                }
            }
        }
    }

    private mutating func add(
        _ expected: BilingualText, _ code: Finding.Code, at column: String, of row: SheetRow,
        suggestion: String? = nil
    ) {
        result.reading.findings.append(
            Finding(
                file: result.reading.file, worksheet: result.reading.worksheet,
                cell: row.address(of: column), code: code, severity: .warning,
                value: row.cell(column)?.raw ?? "", expected: expected, suggestion: suggestion))
    }

    // MARK: What is remembered

    /// Adds a row's words. An old copy's are none, nor are those of a cell that nobody can read, that was
    /// refused, or that was left blank where that says nothing.
    ///
    /// - Parameters:
    ///   - isOnlyNew: leaves out what repeats what was said, or says what is so.
    ///   - mute: columns that say nothing.
    private func say(
        _ row: SheetRow, _ verdicts: [String: CellVerdict], in words: inout SaidRow,
        isOnlyNew: Bool = false, except mute: Set<String> = []
    ) {
        let renewed = verdicts.isEmpty ? [] : comparison.renewed(by: verdicts)
        for (index, column) in row.columns.names.enumerated()
        where !keys.contains(column) && !mute.contains(column) {
            guard let word = row.content(at: index).word else { continue }
            let verdict = verdicts[column] ?? .nothing
            switch verdict {
            case .old, .blanked(isAsked: false), .silent, .unreadable, .refused: continue
            case .nothing, .kept: if isOnlyNew { continue }
            case .blanked(isAsked: true), .new: break
            }
            let isSilent = rules.blanks[column] == .nothing && !verdict.isNew
            if word.isEmpty, isSilent, words[column] != nil { continue }
            if renewed.contains(column) { words.forget(column) }
            words.say(word, in: column)
        }
        // What is cleared with what it was about was not said, and may be said again.
        for column in renewed
        where row.columns.index(of: column) == nil && verdicts[column]?.isNew ?? false {
            words.forget(column)
        }
    }
}

extension SheetContent {
    /// As it is kept and compared; nil where it says nothing.
    var word: String? {
        switch self {
        case .value(let value): value.word
        case .blank: ""
        case .absent, .unreadable: nil
        }
    }
}
