import Almanac
package import Coordination

/// A mapping sheet that somebody has filled in, or what is wrong with it.
package struct FilledMapping: Sendable {
    /// The file that it is about.
    package var mark: MappingMark
    /// Nil where something is wrong.
    package var mapping: SheetMapping?
    package var worksheet: String?
    package var findings: [Finding] = []
}

extension SheetReader {
    /// Reads a mapping sheet; nil where a file is none.
    ///
    /// - Parameter name: as the sender gave it.
    package func filledMapping(in bytes: [UInt8], fileName name: String) -> FilledMapping? {
        guard bytes.count <= Self.largestMapping else { return nil }
        do throws(WorkbookFault) {
            if let book = try Self.book(of: bytes, name: name) {
                for index in book.sheets.indices {
                    var rows = try book.rows(of: index)
                    if let filled = mapping(in: &rows, name) { return filled }
                }
                return nil
            }
        } catch {
            return nil
        }
        guard let text = SheetText(bytes) else { return nil }
        let stated = CSVSeparator.stated(in: text.bytes)
        for separator in stated.map({ [$0.separator] }) ?? CSVSeparator.usual {
            var rows = CSVRecords(text.bytes, from: stated?.start ?? 0, separator: separator)
            if let filled = mapping(in: &rows, name) { return filled }
        }
        return nil
    }

    /// A mapping sheet has a row for each of a list's columns and little else.
    private static let largestMapping = 4 << 20

    private func mapping(in source: inout some GridRows, _ file: String) -> FilledMapping? {
        var row = GridRow()
        var depth = 0
        while depth < SheetLimits.headerDepth, source.next(&row) {
            depth += 1
            guard let mark = row.cells.lazy.compactMap({ MappingMark($0.text) }).first else {
                continue
            }
            var reading = MappingReading(
                header: row, mark: mark, file: file, worksheet: source.worksheet,
                vocabularies: vocabularies, cells: cells)
            while source.next(&row) { reading.add(row) }
            return reading.finished()
        }
        return nil
    }
}

/// Reads a mapping sheet's rows, one after another.
private struct MappingReading {
    let mark: MappingMark
    let file: String
    let worksheet: String?
    let vocabularies: [Vocabulary]
    let cells: CellReader
    private let positions: (theirs: Int, ours: Int, constant: Int, mark: Int)
    private var rows: [GridRow] = []
    private var findings: [Finding] = []
    private var header: [SheetMapping.Heading] = []

    init(
        header row: GridRow, mark: MappingMark, file: String, worksheet: String?,
        vocabularies: [Vocabulary], cells: CellReader
    ) {
        (self.mark, self.file, self.worksheet) = (mark, file, worksheet)
        (self.vocabularies, self.cells) = (vocabularies, cells)
        let words = MappingSheet.Words.self
        // Where somebody has moved columns, their names tell; where they renamed one, its old place.
        let place = { (words: BilingualText, usual: Int) in
            row.cells.firstIndex { MappingSheet.Words.means($0.text, words) } ?? usual
        }
        positions = (
            place(words.theirs, 0), place(words.ours, 2), place(words.constant, 3),
            row.cells.firstIndex { MappingMark($0.text) != nil } ?? 4
        )
    }

    mutating func add(_ row: GridRow) {
        guard rows.count < SheetLimits.columns * 2, row.cells.contains(where: { !$0.isEmpty })
        else { return }
        rows.append(row)
        if let heading = heading(markedIn: row) { header.append(heading) }
    }

    private func heading(markedIn row: GridRow) -> SheetMapping.Heading? {
        MappingSheet.RowMark(row.text(at: positions.mark))?.heading
    }

    private func text(_ row: GridRow, _ position: Int) -> String {
        let text = row.text(at: position)
        guard !CellText.isBlank(text) else { return "" }
        var inner = text.drop(while: \.isWhitespace)
        while inner.last?.isWhitespace == true { inner.removeLast() }
        return String(inner)
    }

    private mutating func find(
        _ code: Finding.Code, _ position: Int, of row: GridRow, expected: BilingualText,
        suggestion: String? = nil
    ) {
        findings.append(
            Finding(
                file: file, worksheet: worksheet,
                cell: CellName.address(column: position, row: row.number), code: code,
                value: row.text(at: position), expected: expected, suggestion: suggestion))
    }

    mutating func finished() -> FilledMapping {
        let mapping = mapping()
        findings.sort(by: Finding.isBefore)
        return FilledMapping(
            mark: mark, mapping: findings.isEmpty ? mapping : nil, worksheet: worksheet,
            findings: findings)
    }

    private mutating func mapping() -> SheetMapping? {
        guard let (vocabulary, kindRow) = kind() else { return nil }
        let kind = vocabulary.definition.kind
        var mapping = SheetMapping(kind: kind, header: header, columns: [:])
        for row in rows where row.number != kindRow.number {
            guard !isAnsweredElsewhere(row, than: kindRow, in: vocabulary) else { continue }
            add(row, in: vocabulary, to: &mapping)
        }
        let missing = vocabulary.definition.columns.filter {
            $0.isRequired && mapping.columns[$0.name] == nil && mapping.constants[$0.name] == nil
        }
        if !missing.isEmpty, findings.isEmpty {
            let names = missing.map(\.names).joined(by: ", ")
            find(
                .missingColumns, positions.ours, of: kindRow,
                expected: BilingualText(
                    en: "a column of your file, or what is the same in every row, for each of: "
                        + names.english,
                    id: "kolom di berkas Anda, atau isi tetap, untuk: " + names.indonesian))
        }
        return mapping.columns.isEmpty ? nil : mapping
    }

    /// What the list is, and the row that says so.
    private mutating func kind() -> (Vocabulary, GridRow)? {
        let kinds = vocabularies.filter { $0.definition.kind != .decisions }
        let names = kinds.map(\.definition.kind.words).joined(by: ", ")
        let expected = BilingualText(
            en: "one of: \(names.english)", id: "salah satu dari: \(names.indonesian)")
        guard
            let row = rows.first(where: {
                MappingSheet.Words.means(text($0, positions.theirs), MappingSheet.Words.kind)
            })
        else {
            findings.append(
                Finding(
                    file: file, worksheet: worksheet, code: .required,
                    expected: BilingualText(
                        en: "a row “\(MappingSheet.Words.kind.english)” that says what the list is",
                        id: "baris “\(MappingSheet.Words.kind.indonesian)” yang menyebut jenisnya"))
            )
            return nil
        }
        let said = HeaderName.canonical(text(row, positions.ours))
        let meant = kinds.first { vocabulary in
            let words = vocabulary.definition.kind.words
            return [words.english, words.indonesian].map(HeaderName.canonical).contains(said)
        }
        if let meant { return (meant, row) }
        find(said.isEmpty ? .required : .unknownWord, positions.ours, of: row, expected: expected)
        return nil
    }

    /// One column of ours, or one of the list's that nobody needs.
    /// Whether a row asks for a column of ours, left as it came, and another row has that column: once
    /// somebody finds it among their own, nothing is asked any more. Rows above and below count alike, as
    /// somebody may have sorted them.
    private func isAnsweredElsewhere(
        _ row: GridRow, than kindRow: GridRow, in vocabulary: Vocabulary
    ) -> Bool {
        guard let ours = column(saidIn: row, of: vocabulary), isUntouched(row) else { return false }
        return rows.contains { other in
            other.number != row.number && other.number != kindRow.number && !isUntouched(other)
                && column(saidIn: other, of: vocabulary)?.name == ours.name
        }
    }

    /// Whether a row says neither a column of the file, but what it came with, nor what holds in every row.
    private func isUntouched(_ row: GridRow) -> Bool {
        guard text(row, positions.constant).isEmpty else { return false }
        guard let heading = heading(of: row) else { return true }
        return MappingSheet.ProposalMark(row.text(at: positions.mark))?.heading == heading
    }

    private func column(saidIn row: GridRow, of vocabulary: Vocabulary) -> SheetColumn? {
        let said = text(row, positions.ours)
        return said.isEmpty ? nil : vocabulary.column(named: HeaderName.canonical(said))
    }

    private mutating func add(
        _ row: GridRow, in vocabulary: Vocabulary, to mapping: inout SheetMapping
    ) {
        let constant = text(row, positions.constant)
        let said = text(row, positions.ours)
        guard !said.isEmpty else {
            if !constant.isEmpty {
                find(
                    .required, positions.ours, of: row,
                    expected: BilingualText(
                        en: "the column that holds “\(constant.excerpt)” in every row",
                        id: "kolom yang isinya tetap “\(constant.excerpt)”"))
            }
            return
        }
        let kind = vocabulary.definition.kind.words
        guard let ours = vocabulary.column(named: HeaderName.canonical(said)) else {
            let columns = vocabulary.definition.columns.map(\.names).joined(by: ", ")
            return find(
                .unknownWord, positions.ours, of: row,
                expected: BilingualText(
                    en: "a column of the \(kind.english) sheet: \(columns.english)",
                    id: "kolom lembar \(kind.indonesian): \(columns.indonesian)"))
        }
        guard mapping.columns[ours.name] == nil, mapping.constants[ours.name] == nil else {
            return find(
                .duplicateKey, positions.ours, of: row,
                expected: BilingualText(
                    en: "\(ours.name) once: another row has it, too",
                    id: "\(ours.names.indonesian) satu kali saja: baris lain juga memakainya"))
        }
        if let heading = heading(of: row) {
            guard constant.isEmpty else {
                return find(
                    .outOfRange, positions.constant, of: row,
                    expected: BilingualText(
                        en: "nothing, as the column of your file says it",
                        id: "kosong, karena isinya dari kolom berkas Anda"))
            }
            guard header.contains(heading) else {
                return find(
                    .unknownWord, positions.theirs, of: row,
                    expected: BilingualText(
                        en: "a column of your file, named as in the rows above",
                        id: "kolom berkas Anda, seperti tertulis pada baris-baris di atas"))
            }
            mapping.columns[ours.name] = heading
        } else if !constant.isEmpty {
            add(constant, as: ours, of: row, to: &mapping)
        } else if ours.isRequired {
            find(
                .required, positions.constant, of: row,
                expected: BilingualText(
                    en:
                        "the \(ours.name) that holds in every row; or, in column A, which column of "
                        + "your file says it",
                    id:
                        "\(ours.names.indonesian) yang berlaku untuk semua baris; atau, di kolom A, "
                        + "kolom berkas Anda yang memuatnya"))
        }
    }

    private mutating func add(
        _ constant: String, as ours: SheetColumn, of row: GridRow, to mapping: inout SheetMapping
    ) {
        do throws(CellFault) {
            let value = try cells.read(row.cells[positions.constant], of: ours)
            // What a workbook holds as a date is written so that any reader takes it for the same.
            if case .date(let date)? = value {
                mapping.constants[ours.name] = date.description
            } else {
                mapping.constants[ours.name] = constant
            }
        } catch {
            find(
                error.code, positions.constant, of: row, expected: error.expected,
                suggestion: error.suggestion)
        }
    }

    /// The list's column that a row is about, by its hidden cell, else by its name.
    private func heading(of row: GridRow) -> SheetMapping.Heading? {
        if let heading = heading(markedIn: row) { return heading }
        let name = HeaderName.canonical(text(row, positions.theirs))
        return name.isEmpty ? nil : SheetMapping.Heading(name: name, before: 0)
    }
}
