import Almanac
import Coordination

/// Reads the rows below a recognised header.
struct RowReader {
    let grid: Grid
    let recognition: Recognition
    let cells: CellReader
    let today: CivilDate?

    private var keys: [String: SheetRow] = [:]
    private var sums: ColumnSums
    private var identical: [Int] = []

    init(grid: Grid, recognition: Recognition, cells: CellReader, today: CivilDate?) {
        self.grid = grid
        self.recognition = recognition
        self.cells = cells
        self.today = today
        sums = ColumnSums(recognition: recognition)
    }

    mutating func read(into reading: inout SheetReading) {
        reading.kind = recognition.definition.kind
        for (index, column) in recognition.columns.enumerated() {
            if let column { reading.columnLetters[column.name] = Grid.letters(index) }
        }
        remarkHeader(in: &reading)
        for index in grid.records.indices.dropFirst(recognition.header + 1) {
            read(grid.records[index], number: grid.number(ofRecord: index), into: &reading)
        }
        if !identical.isEmpty {
            reading.remarks.append(
                "rows that repeat an earlier one word for word count once: "
                    + identical.map(String.init).joined(separator: ", "))
        }
        if reading.isNilReport, !reading.rows.isEmpty {
            reading.findings.append(
                Finding(
                    file: reading.file, code: .outOfRange, value: "NIHIL",
                    expected: "either figures or NIHIL, not both"))
        }
        reading.totals = sums.totals
    }

    private func remarkHeader(in reading: inout SheetReading) {
        if !recognition.ignored.isEmpty {
            reading.remarks.append(
                "ignored columns: " + recognition.ignored.joined(separator: ", "))
        }
        let row = grid.number(ofRecord: recognition.header)
        for column in recognition.doubles {
            reading.findings.append(
                Finding(
                    file: reading.file, cell: Grid.address(column: column, row: row),
                    code: .duplicateKey, value: grid.records[recognition.header][column],
                    expected: "one column of that meaning"))
        }
    }

    private mutating func read(
        _ record: [String], number: Int, into reading: inout SheetReading
    ) {
        let texts = record.map(Self.trimmed)
        guard texts.contains(where: { !$0.isEmpty }) else { return }
        if let word = texts.first(where: { !$0.isEmpty }), Self.isTotal(word) {
            sums.check(texts, number: number, cells: cells, findings: &reading)
            return
        }
        if isNil(texts) {
            reading.isNilReport = true
            return
        }
        let row = self.row(texts, number: number, into: &reading)
        guard isFirst(row, texts: texts, in: &reading) else { return }
        sums.add(row)
        reading.rows.append(row)
    }

    /// A row's cells by their columns, and a finding for each that cannot be read.
    private mutating func row(
        _ texts: [String], number: Int, into reading: inout SheetReading
    ) -> SheetRow {
        var row = SheetRow(number: number, cells: [:])
        for (index, column) in recognition.columns.enumerated() {
            guard let column else { continue }
            let text = index < texts.count ? texts[index] : ""
            let address = Grid.address(column: index, row: number)
            do throws(CellReader.Fault) {
                guard let value = try value(of: text, in: column) else { continue }
                row.cells[column.name] = SheetCell(value: value, raw: text, address: address)
                warnOfPast(value, column: column, text: text, address: address, in: &reading)
            } catch {
                reading.findings.append(
                    Finding(
                        file: reading.file, cell: address, code: error.code,
                        severity: error.isWarning ? .warning : .blocker, value: text,
                        expected: error.expected))
                sums.spoil(column.name, at: address)
            }
        }
        return row
    }

    private func value(
        of text: String, in column: SheetColumn
    ) throws(CellReader.Fault) -> SheetValue? {
        guard !text.isEmpty else {
            if column.isRequired {
                throw CellReader.Fault(code: .required, expected: "a value: it must not be blank")
            }
            return nil
        }
        let isNote = if case .note = column.type { true } else { false }
        let hasControl = text.unicodeScalars.contains {
            $0.properties.generalCategory == .control && !(isNote && ($0 == "\n" || $0 == "\r"))
        }
        if hasControl {
            throw CellReader.Fault(
                code: .controlCharacter, expected: "one line of text without control characters")
        }
        return try cells.read(text, of: column)
    }

    /// A promise in the past may be a slip of the finger; real lists hold such rows, so it only warns.
    private func warnOfPast(
        _ value: SheetValue, column: SheetColumn, text: String, address: String,
        in reading: inout SheetReading
    ) {
        guard let today, column.name == "due_date", case .date(let date) = value, date < today
        else { return }
        reading.findings.append(
            Finding(
                file: reading.file, cell: address, code: .pastDate, severity: .warning,
                value: text, expected: "a date from \(today) on, if anybody is to be reminded"))
    }

    /// Whether no earlier row has this key. One that says exactly the same counts once; one that says
    /// something else is a finding.
    private mutating func isFirst(
        _ row: SheetRow, texts: [String], in reading: inout SheetReading
    ) -> Bool {
        let names = recognition.definition.key
        let parts = names.map { row.cells[$0]?.raw.lowercased() ?? "" }
        guard let name = names.first, !parts[0].isEmpty else { return true }
        let key = parts.joined(separator: "\u{1F}")
        guard let earlier = keys[key] else {
            keys[key] = row
            return true
        }
        if earlier.cells.mapValues(\.value) == row.cells.mapValues(\.value) {
            identical.append(row.number)
            return false
        }
        if let cell = row.cells[name] {
            reading.findings.append(
                Finding(
                    file: reading.file, cell: cell.address, code: .duplicateKey, value: cell.raw,
                    expected: "each \(names.joined(separator: " and ")) once; row "
                        + "\(earlier.number) has it with other values"))
        }
        return true
    }

    /// A row that only says that there is nothing to report.
    private func isNil(_ texts: [String]) -> Bool {
        guard let name = recognition.definition.nilColumn,
            let index = recognition.index(of: name), index < texts.count,
            ["nihil", "nil"].contains(texts[index].lowercased())
        else { return false }
        let free = ["period", "team"].compactMap(recognition.index)
        return texts.indices.allSatisfy { position in
            position == index || free.contains(position) || texts[position].isEmpty
        }
    }

    private static func isTotal(_ word: String) -> Bool {
        ["total", "jumlah", "grandtotal"].contains(
            HeaderName.normalised(word).filter { $0 != ":" })
    }

    /// Without surrounding space, a no-break space being one.
    private static func trimmed(_ text: String) -> String {
        let text = text.contains("\u{A0}") ? text.replacing("\u{A0}", with: " ") : text
        guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else {
            return text
        }
        return String(
            text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
