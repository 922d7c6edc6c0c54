import Coordination

/// A table of another program, as far as it shows without anybody knowing what it is: where its header
/// stands, and what stands below.
struct ForeignTable {
    var worksheet: String?
    /// The columns that have names, from left to right.
    var columns: [Column] = []
    /// How sure it is that this is a header: to compare tables of one file.
    fileprivate var score = 0

    struct Column {
        var heading: SheetMapping.Heading
        /// Its name as the file writes it.
        var name: String
        /// What stands below, each thing once.
        var samples: [GridCell]
    }

    /// As many rows as make out what columns hold; title rows stand above them.
    private static let depth = 200
    private static let mostSamples = 25

    /// The table of a file that is most likely meant; nil where none has a header and rows below.
    ///
    /// - Parameter isName: whether a canonical name is one that headers use.
    static func find(
        in bytes: [UInt8], name: String, isName: (String) -> Bool
    ) -> ForeignTable? {
        var tables: [ForeignTable] = []
        do throws(WorkbookFault) {
            if let book = try SheetReader.book(of: bytes, name: name) {
                for index in book.sheets.indices where !book.sheets[index].isHidden {
                    var rows = try book.rows(of: index)
                    tables += [find(in: &rows, isName: isName)].compactMap { $0 }
                }
            } else if let text = SheetText(bytes) {
                let stated = CSVSeparator.stated(in: text.bytes)
                for separator in stated.map({ [$0.separator] }) ?? CSVSeparator.usual {
                    var rows = CSVRecords(
                        text.bytes, from: stated?.start ?? 0, separator: separator)
                    tables += [find(in: &rows, isName: isName)].compactMap { $0 }
                }
            }
        } catch {
            // The reading's own findings say what is damaged.
            return nil
        }
        var best: ForeignTable?
        for table in tables where table.score > best?.score ?? 0 { best = table }
        return best
    }

    private static func find(
        in source: inout some GridRows, isName: (String) -> Bool
    ) -> ForeignTable? {
        var rows: [GridRow] = []
        var row = GridRow()
        while rows.count < depth, source.next(&row) {
            if !row.isDamaged { rows.append(row) }
        }
        var best: (index: Int, score: Int)?
        for index in rows.indices.prefix(SheetLimits.headerDepth) {
            let score = score(of: index, in: rows, isName: isName)
            if score > best?.score ?? 0 { best = (index, score) }
        }
        guard let best else { return nil }
        let names = rows[best.index].cells.map(\.text)
        let headings = SheetMapping.Heading.all(of: names.map(HeaderName.canonical))
        var table = ForeignTable(worksheet: source.worksheet)
        table.score = best.score
        for (position, heading) in headings.enumerated() {
            guard let heading else { continue }
            var samples: [GridCell] = []
            for row in rows[(best.index + 1)...]
            where position < row.cells.count && !isOrnament(row, below: names) {
                let cell = row.cells[position]
                guard samples.count < mostSamples, !cell.isEmpty, !samples.contains(cell) else {
                    continue
                }
                samples.append(cell)
            }
            table.columns.append(
                Column(heading: heading, name: names[position], samples: samples))
        }
        return table
    }

    /// Whether a row below a header is no data: a sum, or the header once more, as programs print it on each page.
    private static func isOrnament(_ row: GridRow, below names: [String]) -> Bool {
        guard let first = row.cells.first(where: { !$0.isEmpty }) else { return true }
        if case .text = first.content, SpecialRows.beginsWithTotal(first.text) { return true }
        return row.cells.indices.allSatisfy { place in
            row.cells[place].isEmpty || place < names.count && row.cells[place].text == names[place]
        }
    }

    /// How much a row looks like a header: words, each its own, with something below; nothing of a title,
    /// which stands alone, nor of data, which has numbers and dates.
    private static func score(
        of index: Int, in rows: [GridRow], isName: (String) -> Bool
    ) -> Int {
        let cells = rows[index].cells
        let filled = cells.indices.filter { !cells[$0].isEmpty }
        let words = filled.filter { isWord(cells[$0]) }
        let names = Set(words.map { HeaderName.canonical(cells[$0].text) })
        let below = rows[(index + 1)...].prefix(20)
        let carrying = words.filter { position in
            below.contains { position < $0.cells.count && !$0.cells[position].isEmpty }
        }
        guard names.count >= 2, carrying.count >= 2 else { return 0 }
        let known = names.count(where: isName)
        return max(
            0, 2 * names.count + carrying.count + 3 * known - 3 * (filled.count - words.count))
    }

    private static func isWord(_ cell: GridCell) -> Bool {
        guard case .text = cell.content, cell.text.count <= 60 else { return false }
        return cell.text.contains(where: \.isLetter)
            && cell.text.count { $0.isNumber } * 2 < cell.text.count
    }
}
