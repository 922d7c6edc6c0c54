import Coordination

/// The worksheet behind all others that lists what was found, written as XML of its own.
///
/// Two of its columns are hidden: the first says what the worksheet is, so that the next copy puts another
/// into its place; below stand blank cells in the styles of marked cells, each beside one in the style that the
/// marked cell had. Whoever saves the workbook keeps them, under whatever numbers.
struct FindingSheet {
    /// What is known of one cell, ready to show.
    struct Line {
        var cell: String
        /// Where a link leads: `'Pesanan'!F4`; nil for a finding of the whole file.
        var target: String?
        var shade: FindingShade
        /// From the second column on.
        var texts: [String]
    }

    /// What the first hidden cell says.
    static let mark = "tenggat-findings"
    static let markColumn = 6

    var title: String
    var explanation: String
    /// What else is worth knowing of the copy; empty for nothing.
    var remark: String
    var header: [String]
    var lines: [Line]

    /// The worksheet's part.
    ///
    /// - Parameter hasView: whether the workbook has a window that the worksheet may name.
    func part(styles: inout StyleSplice, hasView: Bool) -> [UInt8] {
        let pairs = styles.pairs
        var rows: [String] = []
        rows.append(row(1, [(0, title, styles.listStyle(.title))], mark: Self.mark))
        rows.append(row(2, [(0, explanation, 0)], pair: pairs.first))
        let remarks = remark.isEmpty ? [] : [(0, remark, 0)]
        rows.append(row(3, remarks, pair: pairs.dropFirst().first))
        let bold = styles.listStyle(.header)
        rows.append(
            row(4, header.enumerated().map { ($0, $1, bold) }, pair: pairs.dropFirst(2).first))
        let plain = styles.listStyle(.text)
        let more = pairs.dropFirst(3)
        for index in 0..<max(lines.count, more.count) {
            var cells: [(Int, String, Int)] = []
            if index < lines.count {
                let line = lines[index]
                let weight = styles.listStyle(.weight(line.shade))
                let link = styles.listStyle(.link(line.shade))
                cells.append((0, line.cell, line.target == nil ? weight : link))
                for (place, text) in line.texts.enumerated() {
                    cells.append((place + 1, text, place == 0 ? weight : plain))
                }
            }
            rows.append(row(index + 5, cells, pair: more.dropFirst(index).first))
        }
        return Array((head(hasView) + rows.joined() + "</sheetData>" + links + Self.tail).utf8)
    }

    private func head(_ hasView: Bool) -> String {
        let widths = [16, 20, 34, 64, 34]
        let columns = widths.enumerated().map {
            "<col min=\"\($0 + 1)\" max=\"\($0 + 1)\" width=\"\($1)\" customWidth=\"1\"/>"
        }
        let first = Self.markColumn + 1
        let hidden =
            "<col min=\"\(first)\" max=\"\(first + 1)\" width=\"9\" hidden=\"1\" customWidth=\"1\"/>"
        let view =
            "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"4\" topLeftCell=\"A5\" "
            + "activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/>"
            + "</sheetView></sheetViews>"
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\""
            + "http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>" + (hasView ? view : "")
            + "<sheetFormatPr defaultRowHeight=\"15\"/><cols>\(columns.joined())\(hidden)</cols>"
            + "<sheetData>"
    }

    private static let tail =
        "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" "
        + "footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>"
        + "</worksheet>"

    private var links: String {
        let links = lines.enumerated().compactMap { index, line in
            line.target.map {
                "<hyperlink ref=\"A\(index + 5)\" location=\"\(XMLText.escaped($0))\" "
                    + "display=\"\(XMLText.escaped(line.cell))\"/>"
            }
        }
        return links.isEmpty ? "" : "<hyperlinks>\(links.joined())</hyperlinks>"
    }

    private func row(
        _ number: Int, _ cells: [(column: Int, text: String, style: Int)], mark: String? = nil,
        pair: (marked: Int, original: Int)? = nil
    ) -> String {
        var text = ""
        for cell in cells where !cell.text.isEmpty {
            let address = CellName.address(column: cell.column, row: number)
            text += Self.cell(address, cell.text, style: cell.style)
        }
        let column = Self.markColumn
        if let mark {
            text += Self.cell(CellName.address(column: column, row: number), mark, style: 0)
        }
        if let pair {
            for (place, style) in [pair.marked, pair.original].enumerated() {
                let address = CellName.address(column: column + place, row: number)
                text += "<c r=\"\(address)\" s=\"\(style)\"/>"
            }
        }
        return text.isEmpty ? "" : "<row r=\"\(number)\">\(text)</row>"
    }

    private static func cell(_ address: String, _ text: String, style: Int) -> String {
        let look = style == 0 ? "" : " s=\"\(style)\""
        let text = XMLText.escaped(WorkbookText.fitting(text))
        return
            "<c r=\"\(address)\"\(look) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
    }
}

extension FindingSheet {
    /// What a former list's part says of the styles that it marked.
    static func pairs(in part: [UInt8], name: String) throws(SpliceRefusal) -> [(Int, Int)] {
        let map = try WorksheetMap(part, name: name, isWanted: { $0 > 1 })
        return map.rows.compactMap { row in
            guard let marked = row.cells.first(where: { $0.column == markColumn }),
                let original = row.cells.first(where: { $0.column == markColumn + 1 })
            else { return nil }
            return (marked.style, original.style)
        }
    }
}
