import Almanac
import Coordination

/// Writes a rejected file once more as a workbook in which the faulty cells show: coloured, each with
/// a comment that says what was seen, what is expected and what may be meant; and a list of them all.
///
/// The copy reads like the original: the data stands in the first worksheet, each cell where it was.
struct MarkedCopy {
    /// `id` or `en`: what comments and the list are written in.
    let language: String
    let createdAt: Instant
    /// With everything that was found, and where the data begins.
    let reading: SheetReading

    private typealias Marks = [Int: [Int: [Finding]]]

    /// - Parameter rows: the original's; nil when it cannot be read, which leaves the list.
    func write(_ rows: (any GridRows)?) throws -> [UInt8] {
        let file = try WorkbookFile(in: WorkbookWriter.folder, createdAt: createdAt)
        var data: String?
        if let rows {
            let name = WorksheetName.fitting(rows.worksheet ?? Self.stem(of: reading.file))
            let sheet = try file.addWorksheet(name)
            try copy(rows, to: sheet)
            data = name
        }
        let title = words(en: "Findings", id: "Temuan")
        let name = data?.lowercased() == title.lowercased() ? "\(title) (2)" : title
        try list(in: try file.addWorksheet(name), of: data)
        return try file.bytes()
    }

    /// `orders.csv` becomes `orders (ditandai).xlsx`, `orders.txt` `orders.txt (ditandai).xlsx`.
    var fileName: String {
        "\(Self.stem(of: reading.file)) (\(words(en: "marked", id: "ditandai"))).xlsx"
    }

    /// What a sheet's name ends with; anything else is part of the name by which its sender knows it.
    private static let endings: Set<String> = ["csv", "xlsx", "xlsm", "xls", "tsv", "ods"]

    /// A file's name without what a sheet's name ends with.
    static func stem(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex,
            endings.contains(name[name.index(after: dot)...].lowercased())
        else { return name }
        return String(name[..<dot])
    }

    private func words(en english: String, id indonesian: String) -> String {
        BilingualText(en: english, id: indonesian).text(in: language)
    }

    // MARK: The data

    private func copy(_ rows: any GridRows, to sheet: WorksheetFile) throws {
        let marks = marks()
        // The row above the data holds the columns' names.
        let header = reading.columnLetters.isEmpty ? nil : reading.rows.first.map { $0.number - 1 }
        var hasHeader = false
        var rows = rows
        var row = GridRow()
        while rows.next(&row) {
            guard (1...WorksheetFile.rows).contains(row.number) else { break }
            let found = marks[row.number] ?? [:]
            if row.isHidden, found.isEmpty { try sheet.hide(row: row.number - 1) }
            let isHeader = row.number == header && !row.cells.isEmpty
            hasHeader = hasHeader || isHeader
            let width = max(row.cells.count, (found.keys.max() ?? -1) + 1)
            for column in 0..<width {
                let cell = column < row.cells.count ? WorkbookCell(row.cells[column]) : .blank
                let findings = found[column] ?? []
                try sheet.write(
                    cell, row: row.number - 1, column: column,
                    style: WorkbookStyle(mark: Self.mark(of: findings), isHeader: isHeader),
                    // A title above the columns need not widen the first of them.
                    isMeasured: header.map { row.number >= $0 } ?? true)
                guard !findings.isEmpty else { continue }
                try sheet.comment(
                    findings.map(comment).joined(separator: "\n\n"), row: row.number - 1,
                    column: column)
            }
        }
        if hasHeader, let header { try sheet.keepHeader(row: header - 1, isFiltered: false) }
        try sheet.finish()
    }

    private func marks() -> Marks {
        var marks: Marks = [:]
        for finding in reading.findings where finding.worksheet == reading.worksheet {
            guard let (column, row) = CellName.parts(finding.cell),
                column < SheetLimits.columns
            else { continue }
            marks[row, default: [:]][column, default: []].append(finding)
        }
        return marks
    }

    private static func mark(of findings: [Finding]) -> WorkbookStyle.Mark? {
        if findings.contains(where: { $0.severity == .blocker }) { return .blocker }
        return findings.isEmpty ? nil : .warning
    }

    private func comment(of finding: Finding) -> String {
        var lines = [
            finding.value.isEmpty
                ? words(en: "The cell is blank.", id: "Sel ini kosong.")
                : words(en: "Seen", id: "Tertulis") + ": \(finding.value.excerpt)",
            words(en: "Expected", id: "Seharusnya") + ": \(finding.expected.text(in: language))",
        ]
        if let suggestion = finding.suggestion {
            lines.append(words(en: "Is it", id: "Maksudnya") + " \(suggestion)?")
        }
        return lines.joined(separator: "\n")
    }

    // MARK: The list

    /// - Parameter data: the worksheet that links lead to.
    private func list(in sheet: WorksheetFile, of data: String?) throws {
        let title = words(
            en: "Findings in \(reading.file)", id: "Temuan pada \(reading.file)")
        try sheet.write(
            .text(title), row: 0, column: 0, style: WorkbookStyle(isTitle: true),
            isMeasured: false)
        try sheet.write(
            .text(explanation(of: data)), row: 1, column: 0, isMeasured: false)
        let names = [
            words(en: "Cell", id: "Sel"), words(en: "Weight", id: "Tingkat"),
            words(en: "Seen", id: "Tertulis"), words(en: "Expected", id: "Seharusnya"),
            words(en: "Suggestion", id: "Saran"),
        ]
        for (column, name) in names.enumerated() {
            try sheet.write(.text(name), row: 3, column: column, style: .header)
        }
        for (index, finding) in reading.findings.enumerated() {
            try write(finding, row: index + 4, to: sheet, of: data)
        }
        try sheet.keepHeader(row: 3, isFiltered: false)
        try sheet.finish(widest: 60)
    }

    private func write(
        _ finding: Finding, row: Int, to sheet: WorksheetFile, of data: String?
    ) throws {
        let style = WorkbookStyle(mark: Self.mark(of: [finding]), isWrapped: true)
        let plain = WorkbookStyle(isWrapped: true)
        if let data, CellName.parts(finding.cell) != nil, finding.worksheet == reading.worksheet {
            let quoted = data.replacing("'", with: "''")
            var link = style
            link.isLink = true
            try sheet.link(
                to: "'\(quoted)'!\(finding.cell)", as: finding.cell, row: row, column: 0,
                style: link)
        } else {
            let whole = words(en: "whole file", id: "seluruh berkas")
            try sheet.write(
                .text(finding.cell.isEmpty ? whole : finding.cell), row: row, column: 0,
                style: style)
        }
        let weight =
            finding.severity == .blocker
            ? words(en: "must change", id: "wajib diperbaiki")
            : words(en: "please check", id: "mohon diperiksa")
        let texts = [
            weight, finding.value.excerpt, finding.expected.text(in: language),
            finding.suggestion ?? "",
        ]
        for (index, text) in texts.enumerated() {
            try sheet.write(
                text.isEmpty ? .blank : .text(text), row: row, column: index + 1,
                style: index == 0 ? style : plain)
        }
    }

    private func explanation(of data: String?) -> String {
        guard let data else {
            return words(
                en: "The file could not be read. Correct it as said below and send it again.",
                id: "Berkas tidak dapat dibaca. Perbaiki seperti di bawah, lalu kirim lagi.")
        }
        return words(
            en: "Red cells must be corrected, yellow ones are worth a look; point at a cell to see "
                + "why. Correct them in “\(data)”, save, and send this workbook again.",
            id: "Sel merah wajib diperbaiki, sel kuning mohon diperiksa; arahkan tetikus ke sel "
                + "untuk melihat sebabnya. Perbaiki di lembar “\(data)”, simpan, lalu kirim lagi "
                + "buku kerja ini.")
    }
}
