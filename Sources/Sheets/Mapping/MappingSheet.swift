package import Almanac
package import Coordination

/// A workbook that asks a person what the columns of another program's list are: its headings with samples
/// of what stands below, our columns to choose from, and what is proposed. Filled in, it is a
/// ``SheetMapping``.
struct MappingSheet {
    /// `id` or `en`.
    let language: String
    let createdAt: Instant
    let file: String
    let table: ForeignTable
    /// The likeliest first; not empty.
    let proposals: [ColumnProposals.Proposal]
    let mark: MappingMark

    /// The names of the sheet's own columns, and of the row that says what kind of sheet it is.
    enum Words {
        static let theirs = BilingualText(en: "Column in your file", id: "Kolom di berkas Anda")
        static let samples = BilingualText(en: "Examples", id: "Contoh isi")
        static let ours = BilingualText(en: "Tenggat's column", id: "Kolom Tenggat")
        static let constant = BilingualText(en: "The same in every row", id: "Isi tetap")
        static let kind = BilingualText(en: "KIND OF SHEET", id: "JENIS LEMBAR")

        static func means(_ text: String, _ words: BilingualText) -> Bool {
            let name = HeaderName.canonical(text)
            return [words.english, words.indonesian].map(HeaderName.canonical).contains(name)
        }
    }

    /// What a row's hidden cell says of it: which column of the file it is about.
    struct RowMark {
        var heading: SheetMapping.Heading

        private static let beginning = "tenggat-column"

        init(_ heading: SheetMapping.Heading) { self.heading = heading }

        init?(_ text: String) {
            let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3, parts[0] == Self.beginning, let before = Int(parts[1]) else {
                return nil
            }
            heading = SheetMapping.Heading(name: parts[2], before: before)
        }

        var text: String { "\(Self.beginning) \(heading.before) \(heading.name)" }
    }

    /// What the hidden cell of a row says that asks for a column the file lacks: which of the file's is
    /// proposed to stand in for it. As long as that stands there, nobody has touched the row.
    struct ProposalMark {
        var heading: SheetMapping.Heading

        private static let beginning = "tenggat-stand-in "

        init(_ heading: SheetMapping.Heading) { self.heading = heading }

        init?(_ text: String) {
            guard text.hasPrefix(Self.beginning) else { return nil }
            let name = String(text.dropFirst(Self.beginning.count))
            heading = SheetMapping.Heading(name: name, before: 0)
        }

        var text: String { Self.beginning + heading.name }
    }

    /// `orders.csv` becomes `orders (pemetaan).xlsx`.
    var fileName: String {
        "\(MarkedName.fitting(MarkedCopy.stem(of: file))) (\(words(en: "mapping", id: "pemetaan"))).xlsx"
    }

    private func words(en english: String, id indonesian: String) -> String {
        BilingualText(en: english, id: indonesian).text(in: language)
    }

    func write() throws -> [UInt8] {
        let book = try WorkbookFile(in: WorkbookWriter.folder, createdAt: createdAt)
        let sheet = try book.addWorksheet(words(en: "Mapping", id: "Pemetaan"))
        try explain(in: sheet)
        let header = Self.headerRow
        for (column, words) in [Words.theirs, Words.samples, Words.ours, Words.constant]
            .enumerated()
        {
            try sheet.write(
                .text(words.text(in: language)), row: header, column: column, style: .header)
        }
        try sheet.hide(.text(mark.text), row: header, inHeaderOf: Self.markColumn)
        let best = proposals[0]
        try sheet.write(.text(Words.kind.text(in: language)), row: header + 1, column: 0)
        try sheet.write(
            .text(words(en: "what one row of your file is", id: "isi satu baris berkas Anda")),
            row: header + 1, column: 1)
        try sheet.write(
            .text(best.kind.words.text(in: language)), row: header + 1, column: 2,
            style: WorkbookStyle(mark: .warning))
        try sheet.offer(
            from: "='\(columnsName)'!$A$1:$\(CellName.letters(proposals.count - 1))$1",
            rows: header + 1...header + 1, column: 2)
        var row = header + 2
        for (place, column) in table.columns.enumerated() {
            try write(column, proposed: best.columns[place], row: row, to: sheet)
            row += 1
        }
        for column in missing(in: best) {
            let stand = standIn(for: column, in: best)
            if let stand {
                try sheet.write(.text(stand.name), row: row, column: 0)
                try sheet.write(
                    .text(ProposalMark(stand.heading).text), row: row, column: Self.markColumn,
                    isMeasured: false)
            }
            try sheet.write(
                .text(
                    stand.map(samples)
                        ?? words(en: "(not in your file)", id: "(tidak ada di berkas)")),
                row: row, column: 1)
            try sheet.write(
                .text(name(of: column)), row: row, column: 2,
                style: WorkbookStyle(mark: stand == nil ? .blocker : .warning))
            row += 1
        }
        // Two rows more than are written, for what somebody adds.
        try sheet.offer(from: choices, rows: header + 2...row + 1, column: 2)
        try sheet.keepHeader(row: header, isFiltered: false)
        try sheet.finish(widest: 48)
        try list(in: try book.addWorksheet(columnsName))
        return try book.bytes()
    }

    private static let headerRow = 5
    private static let markColumn = 4

    private var columnsName: String { words(en: "Columns", id: "Kolom") }

    /// The columns of the kind that is chosen, from the other worksheet.
    private var choices: String {
        let kind = "MATCH($C$\(Self.headerRow + 2),'\(columnsName)'!$1:$1,0)-1"
        return "=OFFSET('\(columnsName)'!$A$2,0,\(kind),\(Self.mostColumns),1)"
    }

    private static let mostColumns = SheetDefinition.all.map(\.columns.count).max() ?? 1

    /// As the list of columns has it: a `*` behind what a sheet cannot do without.
    private func name(of column: SheetColumn) -> String {
        column.names.text(in: language) + (column.isRequired ? "*" : "")
    }

    /// The list's column that can serve for one of ours that it lacks: what is ordered tells the lines of an order
    /// apart where nobody numbers them.
    private func standIn(
        for column: SheetColumn, in proposal: ColumnProposals.Proposal
    ) -> ForeignTable.Column? {
        guard proposal.kind == .orders, column.name == "line",
            let place = proposal.columns.first(where: { $0.value.name == "item" })?.key,
            table.columns[place].heading.before == 0
        else { return nil }
        return table.columns[place]
    }

    private func samples(of column: ForeignTable.Column) -> String {
        column.samples.prefix(3).map(\.shown.excerpt).joined(separator: " · ")
    }

    private func missing(in proposal: ColumnProposals.Proposal) -> [SheetColumn] {
        let found = Set(proposal.columns.values.map(\.name))
        return SheetDefinition.of(proposal.kind).columns.filter {
            $0.isRequired && !found.contains($0.name)
        }
    }

    private func explain(in sheet: WorksheetFile) throws {
        let lines = [
            words(
                en: "What are the columns of “\(file)”?", id: "Apa isi kolom-kolom “\(file)”?"),
            words(
                en:
                    "1. Look at the yellow cell: is it the right kind of sheet? 2. In “Tenggat's column”, "
                    + "choose what each column is; clear what is not needed.",
                id:
                    "1. Periksa sel kuning: benarkah jenis lembarnya? 2. Di “Kolom Tenggat”, pilih arti "
                    + "setiap kolom; kosongkan yang tidak diperlukan."),
            words(
                en:
                    "3. Red cells: your file lacks a column that is needed. Write beside it what holds in "
                    + "every row, or, on its left, which of your columns is to serve for it, too.",
                id:
                    "3. Sel merah: kolom wajib ini tidak ada di berkas Anda. Tulis di kanannya isi yang "
                    + "berlaku untuk semua baris, atau di kirinya kolom Anda yang dipakai untuk itu juga."
            ),
            words(
                en:
                    "4. Save, and drop this workbook. Your file is taken at once, and files like it from then "
                    + "on without asking.",
                id:
                    "4. Simpan, lalu masukkan buku kerja ini. Berkas Anda langsung diambil, dan berkas "
                    + "serupa berikutnya diterima tanpa ditanyakan lagi."),
        ]
        for (row, line) in lines.enumerated() {
            try sheet.write(
                .text(line), row: row, column: 0,
                style: row == 0 ? WorkbookStyle(isTitle: true) : .plain, isMeasured: false)
        }
    }

    private func write(
        _ column: ForeignTable.Column, proposed: SheetColumn?, row: Int, to sheet: WorksheetFile
    ) throws {
        try sheet.write(.text(column.name), row: row, column: 0)
        let samples = samples(of: column)
        try sheet.write(samples.isEmpty ? .blank : .text(samples), row: row, column: 1)
        if let proposed { try sheet.write(.text(name(of: proposed)), row: row, column: 2) }
        try sheet.write(
            .text(RowMark(column.heading).text), row: row, column: Self.markColumn,
            isMeasured: false)
    }

    /// Each kind with its columns below, the likeliest first.
    private func list(in sheet: WorksheetFile) throws {
        let kinds = proposals.map(\.kind)
        for (place, kind) in kinds.enumerated() {
            try sheet.write(
                .text(kind.words.text(in: language)), row: 0, column: place, style: .header)
        }
        for row in 0..<Self.mostColumns {
            for (place, kind) in kinds.enumerated() {
                let columns = SheetDefinition.of(kind).columns
                guard row < columns.count else { continue }
                try sheet.write(.text(name(of: columns[row])), row: row + 1, column: place)
                try sheet.comment(
                    columns[row].expectation.text(in: language), row: row + 1, column: place)
            }
        }
        try sheet.keepHeader(row: 0, isFiltered: false)
        try sheet.finish(widest: 30)
    }
}

extension SheetReader {
    /// What asks a person for the columns of a file that is no known sheet.
    ///
    /// - Parameters:
    ///   - kind: what somebody said that it is; nil is any.
    ///   - language: the reader's, `id` or `en`.
    ///   - mark: names the file.
    /// - Returns: nil where the file has no table with a header and rows.
    package func mappingSheet(
        for bytes: [UInt8], fileName: String, as kind: SheetKind? = nil, language: String,
        mark: MappingMark, createdAt: Instant
    ) throws -> (name: String, content: [UInt8])? {
        guard bytes.count <= SheetLimits.bytes else { return nil }
        let proposals = ColumnProposals(
            vocabularies: candidates(for: kind).vocabularies, cells: cells)
        guard
            let table = ForeignTable.find(
                in: bytes, name: fileName, isName: proposals.isName)
        else { return nil }
        let likeliest = proposals.likeliest(for: table)
        guard !likeliest.isEmpty else { return nil }
        let sheet = MappingSheet(
            language: language, createdAt: createdAt, file: fileName, table: table,
            proposals: likeliest, mark: mark)
        return (sheet.fileName, try sheet.write())
    }
}
