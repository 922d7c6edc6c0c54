package import Almanac
package import Coordination

/// Reads a spreadsheet's file into typed rows, or says what is wrong with it: everything, never only
/// the first fault.
package struct SheetReader: Sendable {
    let vocabularies: [Vocabulary]
    let cells: CellReader
    /// Headers of other programs' lists that somebody has explained.
    private(set) var learned: [LearnedHeader] = []
    /// How the office's people write numbers.
    var numberStyle: NumberStyle { cells.conventions.numbers }

    /// - Parameters:
    ///   - aliases: further header names, by sheet and by column's English name.
    ///   - conventions: how the office's people write.
    package init(
        aliases: [SheetKind: [String: [String]]] = [:],
        conventions: SheetConventions = SheetConventions()
    ) {
        vocabularies = SheetDefinition.all.map { definition in
            Vocabulary(definition, aliases: aliases[definition.kind] ?? [:])
        }
        cells = CellReader(conventions: conventions)
    }

    /// A reader that also knows other programs' lists.
    ///
    /// - Parameter mappings: as they were said, one after another.
    package func following(_ mappings: [SheetMapping]) -> SheetReader {
        var reader = self
        reader.learned = mappings.map(LearnedHeader.init)
        return reader
    }

    /// Reads a file, whatever its bytes are.
    ///
    /// - Parameters:
    ///   - fileName: as the sender gave it.
    ///   - kind: what it is, where it cannot be recognised; nil recognises it.
    ///   - today: open deadlines due before it get a warning; nil leaves them be.
    ///   - progress: told how many rows have been read, now and then.
    package func read(
        _ bytes: [UInt8], fileName: String, as kind: SheetKind? = nil, today: CivilDate? = nil,
        progress: ((Int) -> Void)? = nil
    ) -> SheetReading {
        let name = fileName.split(separator: "/").last.map(String.init) ?? fileName
        var reading = SheetReading(file: name)
        guard bytes.count <= SheetLimits.bytes else {
            reading.reject(
                .tooLarge,
                expected: BilingualText(
                    en: "a file of at most \(SheetLimits.bytes >> 20) MiB",
                    id: "berkas paling besar \(SheetLimits.bytes >> 20) MiB"))
            return reading
        }
        let candidates = candidates(for: kind)
        do throws(WorkbookFault) {
            if let book = try Self.book(of: bytes, name: name) {
                try read(book, among: candidates, today: today, progress: progress, into: &reading)
                return reading
            }
        } catch {
            reading.reject(error.code, expected: error.expected)
            return reading
        }
        guard let text = SheetText(bytes) else {
            reading.reject(
                .unknownEncoding,
                expected: BilingualText(
                    en: "a text file in UTF-8: save the sheet as CSV UTF-8",
                    id: "berkas teks UTF-8: simpan lembar sebagai CSV UTF-8"))
            return reading
        }
        if let remark = text.remark { reading.remarks.append(remark) }
        var (records, recognition) = Self.layout(text.bytes, among: candidates)
        if recognition.isNone,
            let header = MixedSeparators.header(of: records, among: candidates.vocabularies)
        {
            MixedSeparators.refuse(header, in: &reading)
            return reading
        }
        read(&records, as: recognition, today: today, progress: progress, into: &reading)
        return reading
    }

    /// What a file may be.
    struct Candidates {
        var vocabularies: [Vocabulary]
        var learned: [LearnedHeader]

        func recognise(_ rows: some GridRows) -> Recognition {
            Recognition.recognise(rows, among: vocabularies, learned: learned)
        }
    }

    /// - Parameter kind: what somebody said that it is; nil is any.
    func candidates(for kind: SheetKind?) -> Candidates {
        Candidates(
            vocabularies: vocabularies.filter { kind == nil || $0.definition.kind == kind },
            learned: learned.filter { kind == nil || $0.kind == kind })
    }

    /// Splits the text with the separator under which its header makes most sense.
    static func layout(
        _ bytes: [UInt8], among candidates: Candidates
    ) -> (CSVRecords, Recognition) {
        let stated = CSVSeparator.stated(in: bytes)
        let separators = stated.map { [$0.separator] } ?? CSVSeparator.usual
        let layouts = separators.map { separator in
            let records = CSVRecords(bytes, from: stated?.start ?? 0, separator: separator)
            return (records, candidates.recognise(records))
        }
        var best = layouts[0]
        for layout in layouts.dropFirst() where layout.1.score > best.1.score { best = layout }
        return best
    }

    /// The worksheets of a file; nil of a text, which is one table.
    ///
    /// - Throws: `WorkbookFault` saying what the file is instead, or what of it is damaged.
    static func book(
        of bytes: [UInt8], name: String
    ) throws(WorkbookFault) -> (any SheetBook)? {
        switch FileForm(bytes, name: name) {
        case .text: return nil
        case .foreign(let fault): throw fault
        case .package where OpenDocumentTables.isOne(bytes):
            return TableBook(tables: try OpenDocumentTables.tables(of: bytes))
        case .package: return try Workbook(bytes)
        case .spreadsheetXML: return TableBook(tables: try SpreadsheetXML.tables(of: bytes))
        case .html:
            guard let text = SheetText(bytes) else { throw .noTable }
            let tables = HTMLTables(text.bytes).tables
            guard !tables.isEmpty else { throw .noTable }
            return TableBook(tables: tables)
        }
    }

    /// Reads the worksheet that makes most sense, of equals the first, the visible ones before the
    /// hidden; what else holds such a sheet is remarked, since none of it is taken.
    private func read(
        _ book: any SheetBook, among candidates: Candidates, today: CivilDate?,
        progress: ((Int) -> Void)?, into reading: inout SheetReading
    ) throws(WorkbookFault) {
        let sheets = book.sheets
        let order =
            sheets.indices.filter { !sheets[$0].isHidden }
            + sheets.indices.filter { sheets[$0].isHidden }
        var best: (index: Int, recognition: Recognition)?
        var others: [String] = []
        var cut: GridFault?
        for index in order {
            let rows = try book.head(of: index)
            let recognition = candidates.recognise(rows)
            if let fault = rows.faults.first(where: { $0.row == 0 }) {
                // A worksheet may be formatted to its bottom; it matters only where none is a sheet.
                guard fault.code == .tooLarge else {
                    return reading.reject(fault.code, expected: fault.expected)
                }
                cut = cut ?? fault
            }
            if let known = best, case .recognised = known.recognition {
                if case .recognised = recognition {
                    others.append(sheets[index].name ?? "\(index + 1)")
                }
            } else if best.map({ recognition.score > $0.recognition.score }) ?? true {
                best = (index, recognition)
            }
        }
        guard let best else { throw .noWorksheet }
        if let cut, best.recognition.score < Recognition.certainty {
            return reading.reject(cut.code, expected: cut.expected)
        }
        var rows = try book.rows(of: best.index)
        read(&rows, as: best.recognition, today: today, progress: progress, into: &reading)
        let name = sheets[best.index].name ?? "\(best.index + 1)"
        if sheets[best.index].isHidden {
            reading.remarks.append(
                BilingualText(
                    en: "the worksheet “\(name)” is hidden",
                    id: "lembar kerja “\(name)” tersembunyi"))
        }
        if !others.isEmpty {
            let names = others.map { "“\($0)”" }.joined(separator: ", ")
            reading.remarks.append(
                BilingualText(
                    en: "only “\(name)” was read; these worksheets hold such a "
                        + "sheet, too: \(names); save each as a file of its own",
                    id: "hanya “\(name)” yang dibaca; lembar kerja berikut juga "
                        + "memuat data: \(names); simpan masing-masing sebagai berkas tersendiri"))
        }
    }

    /// Reads rows of any format.
    func read(
        _ rows: inout some GridRows, as recognition: Recognition, today: CivilDate?,
        progress: ((Int) -> Void)? = nil, into reading: inout SheetReading
    ) {
        reading.worksheet = rows.worksheet
        switch recognition {
        case .recognised(let match), .incomplete(let match):
            reading.isForeign = !match.missing.isEmpty
            read(&rows, as: match, orShort: [], today: today, progress: progress, into: &reading)
        case .short(let matches, .incomplete(let match)):
            reading.isForeign = true
            read(
                &rows, as: match, orShort: matches, today: today, progress: progress,
                into: &reading)
        case .short(let matches, let otherwise):
            read(&rows, as: nil, orShort: matches, today: today, progress: progress, into: &reading)
            read(&rows, as: otherwise, today: today, into: &reading)
        case .ambiguous(let kinds, let header, _):
            reading.reject(
                .ambiguousSheet, cell: CellName.address(column: 0, row: header.number),
                value: header.text(at: 0),
                expected: Self.wording(of: kinds))
        case .unrecognised(let nearest, let first):
            reading.isForeign = true
            reading.reject(
                .unrecognisedSheet, cell: "A1", value: first,
                expected: first.contains("|")
                    ? Self.wording(of: nearest).followed(
                        en: "; if | separates, a first line sep=| says so",
                        id: "; jika pemisahnya |, tulis sep=| sebagai baris pertama")
                    : Self.wording(of: nearest))
        }
    }

    /// Reads rows as a whole sheet, if they are one, and as what they would be as short ones.
    private func read(
        _ rows: inout some GridRows, as whole: HeaderMatch?, orShort matches: [HeaderMatch],
        today: CivilDate?, progress: ((Int) -> Void)?, into reading: inout SheetReading
    ) {
        let worksheet = rows.worksheet
        let reader = { [cells, file = reading.file] (match: HeaderMatch, isShort: Bool) in
            RowReader(
                match, cells: cells, today: today, file: file, worksheet: worksheet,
                isShort: isShort)
        }
        var readers = matches.map { reader($0, true) }
        if let whole { readers.append(reader(whole, false)) }
        RowReader.read(&rows, with: &readers, progress: progress)
        for (index, match) in matches.enumerated() {
            var short = SheetReading(
                file: reading.file, kind: match.definition.kind, worksheet: worksheet)
            readers[index].finish(rows, into: &short)
            reading.shortSheets.append(short)
        }
        if let whole {
            reading.kind = whole.definition.kind
            readers[matches.count].finish(rows, into: &reading)
        }
    }

    /// How to read rows of a format that needs no separator.
    func recognise(_ rows: some GridRows, as kind: SheetKind?) -> Recognition {
        candidates(for: kind).recognise(rows)
    }

    /// The Indonesian sentence names the kinds in English too, since that is what has to be said.
    private static func wording(of kinds: [SheetKind]) -> BilingualText {
        let names = kinds.map { kind in
            BilingualText(en: kind.rawValue, id: "\(kind.words.indonesian) (\(kind.rawValue))")
        }.joined(en: " or ", id: " atau ")
        return BilingualText(
            en: "a sheet of one kind: this one can be \(names.english); say which, with --as or "
                + "by the folder inbox/KIND",
            id: "lembar satu jenis: yang ini dapat berarti \(names.indonesian); sebutkan jenisnya "
                + "dengan --as atau melalui folder inbox/JENIS")
    }

    private static func wording(of nearest: HeaderMatch?) -> BilingualText {
        let header = BilingualText(
            en: "a header row with the required columns of one sheet",
            id: "baris judul dengan kolom wajib salah satu lembar")
        guard let nearest, nearest.explained > 1, !nearest.missing.isEmpty else {
            let kinds = SheetKind.allCases.map(\.words).joined(by: ", ")
            return header.followed(en: ": \(kinds.english)", id: ": \(kinds.indonesian)")
        }
        let kind = nearest.definition.kind.words
        let missing = nearest.missing.map(\.names).joined(by: ", ")
        return header.followed(
            en: "; \(kind.english) is nearest and lacks \(missing.english)",
            id: "; yang terdekat \(kind.indonesian), tetapi belum ada \(missing.indonesian)")
    }
}
