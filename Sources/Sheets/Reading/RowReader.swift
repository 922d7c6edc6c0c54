import Almanac
import Coordination

/// Reads the rows below a recognised header: all of them, with everything that is wrong.
struct RowReader {
    private let match: HeaderMatch
    private let cells: CellReader
    private let today: CivilDate?
    private let special: SpecialRows
    private let columns: RowColumns
    private var keys: RowKeys
    private var sums: ColumnSums
    private var twins: TwinColumns
    private var edge: HeaderEdge
    private var clocked = ClockedDates()
    private var doubtful: DoubtfulFractions
    private var findings: FindingList
    private var rows: [SheetRow] = []
    private var repeated: [String] = []
    private var hidden: [Int] = []
    private var unanswered: [Int] = []
    /// Where a row says that it is the starter workbook's example; nil where none can.
    private let examplePosition: Int?
    private var examples: [Int] = []
    /// Rows of another program's list that are no data.
    private var ornaments: [Int] = []
    /// The first row that says `NIHIL`, and where it says so.
    private var nilRow: (row: Int, column: Int, text: String)?

    private var strangers: StrangeDates?

    /// Whether required columns may be left out.
    private let isShort: Bool

    init(
        _ match: HeaderMatch, cells: CellReader, today: CivilDate?, file: String,
        worksheet: String?, isShort: Bool = false
    ) {
        self.isShort = isShort
        self.match = match
        self.cells = cells
        self.today = today
        special = SpecialRows(match)
        examplePosition = ExampleRow.position(in: match)
        columns = RowColumns(
            names: match.columns.map(\.column.name), letters: match.columns.map(\.letters))
        keys = RowKeys(match.definition)
        sums = ColumnSums(match)
        twins = TwinColumns(match)
        edge = HeaderEdge(match, isText: worksheet == nil)
        doubtful = DoubtfulFractions(cells.conventions)
        findings = FindingList(file: file, worksheet: worksheet)
        strangers = StrangeDates(match, at: ignored)
    }

    /// Has readers read on from the top of a file to its end, each row by each of them: a file's rows come
    /// but once.
    static func read(
        _ source: inout some GridRows, with readers: inout [RowReader],
        progress: ((Int) -> Void)?
    ) {
        var row = GridRow()
        var count = 0
        while source.next(&row) {
            guard !row.isDamaged else { continue }
            for index in readers.indices where row.number > readers[index].match.row.number {
                readers[index].read(row)
            }
            count += 1
            if count.isMultiple(of: 4_096) { progress?(count) }
        }
    }

    /// Adds what was read, and what is wrong with all of it.
    mutating func finish(_ source: some GridRows, into reading: inout SheetReading) {
        for fault in source.faults { findings.add(fault) }
        addMerges(source.merges)
        if let nilRow, !rows.isEmpty {
            findings.add(
                CellFault(
                    code: .outOfRange,
                    expected: BilingualText(
                        en: "either rows or \(nilRow.text), not both",
                        id: "baris data atau \(nilRow.text), tidak keduanya")),
                row: nilRow.row, column: nilRow.column, value: nilRow.text)
        }
        if isShort {
            reading.leftOut = match.missing.map(\.name)
        } else if !match.missing.isEmpty {
            addMissing()
        }
        reading.mapping = match.mapping
        reading.ignoredColumns = ignored.count
        reading.strangers = strangers?.columns ?? []
        reading.exportMark = match.row.cells.lazy.compactMap { ExportMark($0.text) }.first
        twins.check(into: &findings)
        edge.finish(into: &findings)
        doubtful.finish(into: &findings)
        MixedSeparators.check(match, ignored: ignored, into: &findings)
        sums.check(with: cells, into: &findings)
        reading.rows = rows
        reading.findings += findings.sorted
        reading.totals = sums.totals
        reading.declaredTotals = sums.declaredColumns
        reading.isNilReport = nilRow != nil && rows.isEmpty
        for bound in match.columns where bound.constant == nil {
            reading.columnLetters[bound.column.name] = bound.letters
        }
        reading.remarks += remarks
    }

    private mutating func read(_ row: GridRow) {
        if let column = special.nilPosition(in: row) {
            nilRow = nilRow ?? (row.number, column, row.text(at: column))
            return
        }
        guard match.columns.contains(where: { !CellText.isBlank(row.text(at: $0.position)) })
        else { return edge.noteAlone(row) }
        if row.isHidden { hidden.append(row.number) }
        if let total = special.total(in: row) {
            if total == .part { ornaments.append(row.number) }
            return sums.declare(row, total)
        }
        if let examplePosition, ExampleRow.isCode(row.text(at: examplePosition)) {
            examples.append(row.number)
            if let fault = ExampleRow.overwriting(of: row, in: match) {
                findings.add(
                    fault, row: row.number, column: examplePosition,
                    value: row.text(at: examplePosition))
            }
            return
        }
        if match.ornament(row) != nil {
            ornaments.append(row.number)
            return
        }
        if special.isUnanswered(row) {
            unanswered.append(row.number)
            return
        }
        twins.note(row)
        strangers?.note(row, cells)
        edge.check(row, into: &findings)
        let (sheetRow, isFaulty) = sheetRow(row)
        switch keys.judge(sheetRow, kept: rows, isFaulty: isFaulty) {
        case .new: break
        case .repetition(let earlier):
            let spelling = keys.otherSpelling(of: sheetRow, in: earlier).map { own, other in
                " (= \(earlier.number): “\(own)” = “\(other)”)"
            }
            repeated.append("\(row.number)\(spelling ?? "")")
            return
        case .contradiction(let earlier):
            add(keys.fault(of: sheetRow, beside: earlier), toKeyOf: sheetRow)
        }
        for bound in match.columns
        where bound.column.isQuantity && bound.position < row.cells.count {
            doubtful.note(
                row.cells[bound.position], row: row.number, column: bound.position,
                unit: sheetRow.text("unit"))
        }
        checkDates(of: sheetRow)
        checkNothing(of: sheetRow)
        sums.add(sheetRow)
        rows.append(sheetRow)
    }

    /// A row's cells by their columns, a finding for each that is not right, and whether one was not.
    private mutating func sheetRow(_ row: GridRow) -> (SheetRow, isFaulty: Bool) {
        var sheetRow = SheetRow(number: row.number, columns: columns)
        sheetRow.shown = match.shownCells(of: row)
        var isFaulty = false
        var clockedDue: (bound: HeaderMatch.Column, cell: GridCell)?
        for (index, bound) in match.columns.enumerated() {
            let cell = bound.cell(in: row)
            var value: SheetValue?
            do throws(CellFault) {
                value = try self.cells.read(cell, of: bound.column)
            } catch {
                let fault = match.definition.weighed(error, in: bound.column)
                findings.add(fault, row: row.number, column: bound.position, value: cell.shown)
                value = fault.value
                if fault.isUnreadable { sheetRow.spoil(at: index) }
                isFaulty = isFaulty || fault.severity == .blocker
                if value == nil { sums.spoil(position: bound.position, row: row.number) }
            }
            if case .date? = value,
                clocked.note(cell, column: bound.letters, row: row.number),
                bound.column.name == match.definition.dueColumn
            {
                clockedDue = (bound, cell)
            }
            if let value { sheetRow.set(value, raw: cell.shown, at: index) }
        }
        if let clockedDue, sheetRow["due_time"] == nil { addClock(clockedDue, of: row.number) }
        return (sheetRow, isFaulty)
    }

    /// A moment in the column of dates, and nothing in that of times.
    private mutating func addClock(
        _ due: (bound: HeaderMatch.Column, cell: GridCell), of row: Int
    ) {
        findings.add(
            CellFault(
                code: .invalidTime, severity: .warning,
                expected: BilingualText(
                    en: "a date alone: its time of day is not read here; it belongs into due_time",
                    id: "tanggal saja: jamnya tidak dibaca di sini; tulis di kolom jam")),
            row: row, column: due.bound.position, value: due.cell.text)
    }

    private mutating func add(_ fault: CellFault, toKeyOf row: SheetRow) {
        let key = match.definition.key.first
        guard let first = match.columns.first(where: { $0.column.name == key }),
            let cell = row.cell(first.column.name)
        else { return }
        findings.add(fault, row: row.number, column: first.position, value: cell.raw)
    }

    /// What a row's dates say beside each other and beside today.
    private mutating func checkDates(of row: SheetRow) {
        let definition = match.definition
        if let span = definition.span, let from = row.date(span.from),
            let until = row.date(span.until), until < from
        {
            add(
                CellFault(
                    code: .outOfRange, expected: .expectedDate(from: from)),
                to: span.until, of: row)
        }
        let state = row.text("status") ?? "open"
        if let today, let due = definition.dueColumn, let date = row.date(due), date < today,
            state == "open"
        {
            add(
                CellFault(
                    code: .pastDate, severity: .warning,
                    expected: BilingualText(
                        en: "a date from \(today) on: reminders before today are not sent",
                        id: "tanggal \(today) atau sesudahnya: pengingat sebelum hari ini tidak "
                            + "dikirim")),
                to: due, of: row)
        }
    }

    /// A promise of nothing: what is left of a line that was cancelled, else a slip of the finger.
    private mutating func checkNothing(of row: SheetRow) {
        guard let column = match.definition.amountColumn, row.quantity(column) == 0 else { return }
        let isCancelled = row.text("status") == "cancelled"
        add(
            CellFault(
                code: .outOfRange, severity: isCancelled ? .warning : .blocker,
                expected: BilingualText(
                    en: "a number of at least 1, unless the line is cancelled",
                    id: "bilangan paling kecil 1, kecuali baris ini dibatalkan")),
            to: column, of: row)
    }

    private mutating func add(_ fault: CellFault, to column: String, of row: SheetRow) {
        guard let bound = match.columns.first(where: { $0.column.name == column }),
            let cell = row.cell(column)
        else { return }
        findings.add(fault, row: row.number, column: bound.position, value: cell.raw)
    }

    /// Cells made one in the rows of the sheet: what belongs into the others stands nowhere. Above the
    /// header and beside sums they only adorn.
    private mutating func addMerges(_ merges: [CellRange]) {
        guard !merges.isEmpty else { return }
        // In the file's order, so that each block finds its rows without a walk over all.
        let numbers = rows.map(\.number)
        let columns = Set(match.columns.map(\.position))
        for merge in merges where merge.columns.contains(where: columns.contains) {
            var index = numbers.partitioningIndex { $0 >= merge.rows.lowerBound }
            while index < numbers.count, numbers[index] <= merge.rows.upperBound {
                addMerge(merge, row: numbers[index])
                index += 1
            }
        }
    }

    /// On each row of the block: what stands in the first belongs to all, and none says so.
    private mutating func addMerge(_ merge: CellRange, row: Int) {
        let name = { (row: Int, column: Int) in CellName.address(column: column, row: row) }
        findings.add(
            CellFault(
                code: .mergedCells,
                expected: BilingualText(
                    en: "cells that are not merged: unmerge them and fill each",
                    id: "sel yang tidak digabung: pisahkan dan isi masing-masing")),
            row: row, column: merge.columns.lowerBound,
            value: name(merge.rows.lowerBound, merge.columns.lowerBound) + ":"
                + name(merge.rows.upperBound, merge.columns.upperBound))
    }

    private mutating func addMissing() {
        let kind = match.definition.kind.words
        let missing = match.missing.map(\.names).joined(by: ", ")
        findings.add(
            CellFault(
                code: .missingColumns,
                expected: BilingualText(
                    en: "a \(kind.english) sheet's columns: \(missing.english) missing",
                    id: "lembar \(kind.indonesian) dengan kolom wajibnya: belum ada "
                        + missing.indonesian)),
            row: match.row.number, column: 0, value: match.row.text(at: 0))
    }

    /// Header cells that name no column of the sheet.
    private var ignored: [Int] {
        let known = Set(match.columns.map(\.position) + match.twins.map(\.second.position))
        // What somebody has looked at and left out is not unknown.
        let headings = SheetMapping.Heading.all(
            of: match.row.cells.map { HeaderName.canonical($0.text) })
        let leftOut = Set(match.mapping?.header ?? [])
        return match.row.cells.indices.filter {
            !known.contains($0) && !(headings[$0].map(leftOut.contains) ?? false)
                && !CellText.isBlank(match.row.cells[$0].text)
                && ExportMark(match.row.cells[$0].text) == nil
                && FormMark(match.row.cells[$0].text) == nil
                && StarterMark(match.row.cells[$0].text) == nil
                && ListMark(match.row.cells[$0].text) == nil
                && !match.definition.isShown(HeaderName.canonical(match.row.cells[$0].text))
        }
    }

    private var remarks: [BilingualText] {
        var remarks: [BilingualText] = []
        let ignored = ignored
        if !ignored.isEmpty {
            let names = ignored.map { "\(CellName.letters($0)) “\(match.row.cells[$0].text)”" }
            let list = Self.list(names)
            remarks.append(
                BilingualText(
                    en: "unknown columns were ignored: \(list)",
                    id: "kolom yang tidak dikenal diabaikan: \(list)"))
        }
        if !examples.isEmpty {
            let list = Self.list(examples)
            remarks.append(
                BilingualText(
                    en: "the example is not taken; with a code of its own it would be: row \(list)",
                    id: "baris contoh tidak diambil, kecuali diberi kode sendiri: baris \(list)"))
        }
        if !ornaments.isEmpty {
            let list = Self.list(ornaments)
            remarks.append(
                BilingualText(
                    en: "rows that are no data were passed over (headings, subtotals): \(list)",
                    id: "baris yang bukan data dilewati (judul, subtotal): \(list)"))
        }
        remarks += twins.remarks
        remarks += clocked.remarks
        if !repeated.isEmpty {
            let list = Self.list(repeated)
            remarks.append(
                BilingualText(
                    en: "rows that repeat an earlier one count once: \(list)",
                    id: "baris yang mengulang baris sebelumnya dihitung sekali: \(list)"))
        }
        if !unanswered.isEmpty {
            let list = Self.list(unanswered)
            remarks.append(
                BilingualText(
                    en: "rows that nobody has filled in wait on: \(list)",
                    id: "baris yang belum diisi tetap menunggu: \(list)"))
        }
        if !hidden.isEmpty {
            let list = Self.list(hidden)
            remarks.append(
                BilingualText(
                    en: "hidden rows were read, too: \(list)",
                    id: "baris tersembunyi ikut dibaca: \(list)"))
        }
        return remarks
    }

    /// As many as a person reads; the rest is counted.
    private static func list(_ things: [some CustomStringConvertible]) -> String {
        let shown = things.prefix(20).map(\.description).joined(separator: ", ")
        return things.count > 20 ? "\(shown), … (+\(things.count - 20))" : shown
    }
}

extension [Int] {
    /// Where the first element stands of which something is true that is then true of all behind it.
    fileprivate func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
