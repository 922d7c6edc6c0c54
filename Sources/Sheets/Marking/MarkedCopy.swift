import Almanac
import Coordination

/// Writes a rejected file once more as a workbook in which the faulty cells show: coloured, each with
/// a note that says what was seen, what is expected and what may be meant; and a list of them all.
///
/// A workbook is marked as it is (``WorkbookSplice``). Any other file, and one that cannot be marked so, is first
/// written as a workbook. Either reads like the original: each cell stands where it was.
struct MarkedCopy {
    /// `id` or `en`: what notes and the list are written in.
    let language: String
    let createdAt: Instant
    /// With everything that was found, in whichever worksheet, and where the data begins.
    let reading: SheetReading

    /// A worksheet of the original by its name, and its name in the copy.
    private typealias Names = [String?: String]

    /// The original with its cells marked.
    ///
    /// - Throws: `SpliceRefusal` where that would change more than it says, or can.
    func marked(_ workbook: [UInt8]) throws(SpliceRefusal) -> [UInt8] {
        let former = try FormerList.name(in: workbook)
        var splice = try WorkbookSplice(workbook, formerList: former)
        var names: Names = [:]
        for name in splice.names where name != former { names[name] = name }
        return try write(&splice, names, remark: remark(on: splice.leftOut))
    }

    /// A copy made anew.
    ///
    /// - Parameters:
    ///   - tables: what can be read of the original, by worksheets; none leaves the list alone.
    ///   - refusal: why a workbook was not marked as it is; nil of any other file.
    func anew(_ tables: [any GridRows], because refusal: SpliceRefusal?) throws -> [UInt8] {
        let copy = PlainCopy(reading: reading, createdAt: createdAt)
        let (bytes, names) = try copy.write(tables, orOnly: listName(beside: []))
        var splice = try WorkbookSplice(
            bytes, formerList: tables.isEmpty ? listName(beside: []) : nil)
        return try write(&splice, names, remark: refusal.map(remark) ?? "")
    }

    private func write(
        _ splice: inout WorkbookSplice, _ names: Names, remark: String
    ) throws(SpliceRefusal) -> [UInt8] {
        try splice.marked(
            marks(names), list: list(of: names, remark: remark),
            name: listName(beside: splice.takenNames))
    }

    /// `orders.csv` becomes `orders (ditandai).xlsx`, `orders.txt` `orders.txt (ditandai).xlsx`; a copy that came
    /// back keeps its name.
    var fileName: String {
        let stem = MarkedName.fitting(MarkedName.original(of: Self.stem(of: reading.file)))
        return "\(stem) (\(words(en: "marked", id: "ditandai"))).xlsx"
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

    // MARK: The marks

    private func marks(_ names: Names) -> [WorkbookSplice.Mark] {
        reading.findings.compactMap { finding in
            guard let worksheet = names[finding.worksheet ?? reading.worksheet],
                let (column, row) = CellName.parts(finding.cell), column < SheetLimits.columns
            else { return nil }
            return WorkbookSplice.Mark(
                worksheet: worksheet, column: column, row: row, shade: Self.shade(of: finding),
                text: note(on: finding))
        }
    }

    private static func shade(of finding: Finding) -> FindingShade {
        finding.severity == .blocker ? .blocker : .warning
    }

    private func note(on finding: Finding) -> String {
        var lines = [
            seen(in: finding),
            words(en: "Expected", id: "Seharusnya") + ": \(finding.expected.text(in: language))",
        ]
        if let suggestion = finding.suggestion {
            lines.append(words(en: "Is it", id: "Maksudnya") + " \(suggestion)?")
        }
        return lines.joined(separator: "\n")
    }

    private func seen(in finding: Finding) -> String {
        guard finding.value.isEmpty else {
            return words(en: "Seen", id: "Tertulis") + ": \(finding.value.excerpt)"
        }
        // What shows in it was worked out by the program that had it open, and is not in the file.
        return finding.code == .formulaWithoutValue
            ? words(
                en: "The file holds a formula here and not what it comes to.",
                id: "Berkas hanya memuat rumus di sel ini, bukan hasilnya.")
            : words(en: "The cell is blank.", id: "Sel ini kosong.")
    }

    // MARK: The list

    private func listName(beside names: [String]) -> String {
        let title = words(en: "Findings", id: "Temuan")
        let taken = Set(names.map { $0.lowercased() })
        guard taken.contains(title.lowercased()) else { return title }
        var number = 2
        while taken.contains("\(title) (\(number))".lowercased()) { number += 1 }
        return "\(title) (\(number))"
    }

    private func list(of names: Names, remark: String) -> FindingSheet {
        let marked = reading.findings.compactMap { finding in
            CellName.parts(finding.cell).flatMap { _ in
                names[finding.worksheet ?? reading.worksheet]
            }
        }
        let main = names[reading.worksheet] ?? marked.first ?? names.values.sorted().first
        return FindingSheet(
            title: words(en: "Findings in \(reading.file)", id: "Temuan pada \(reading.file)"),
            explanation: explanation(of: main), remark: remark,
            header: [
                words(en: "Cell", id: "Sel"), words(en: "Weight", id: "Tingkat"),
                words(en: "Seen", id: "Tertulis"), words(en: "Expected", id: "Seharusnya"),
                words(en: "Suggestion", id: "Saran"),
            ],
            lines: reading.findings.map { finding in
                line(of: finding, in: names[finding.worksheet ?? reading.worksheet], main)
            })
    }

    private func line(
        of finding: Finding, in worksheet: String?, _ main: String?
    ) -> FindingSheet.Line {
        let whole = words(en: "whole file", id: "seluruh berkas")
        var line = FindingSheet.Line(
            cell: finding.cell.isEmpty ? whole : finding.cell, target: nil,
            shade: Self.shade(of: finding),
            texts: [
                finding.severity == .blocker
                    ? words(en: "must change", id: "wajib diperbaiki")
                    : words(en: "please check", id: "mohon diperiksa"),
                finding.value.excerpt, finding.expected.text(in: language),
                finding.suggestion ?? "",
            ])
        if let worksheet, CellName.parts(finding.cell) != nil {
            line.target = "'\(worksheet.replacing("'", with: "''"))'!\(finding.cell)"
            if worksheet != main { line.cell = "\(worksheet)!\(finding.cell)" }
        }
        return line
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

    private func remark(on leftOut: Set<LeftOut>) -> String {
        guard !leftOut.isEmpty else { return "" }
        let what = LeftOut.allCases.filter(leftOut.contains).map { $0.words.text(in: language) }
            .joined(separator: ", ")
        return words(
            en: "Not in this copy, since none is ever sent: \(what).",
            id: "Tidak disertakan dalam salinan ini karena tidak pernah dikirim: \(what).")
    }

    private func remark(on refusal: SpliceRefusal) -> String {
        let why = refusal.words.text(in: language)
        return words(
            en:
                "This copy holds values only, without formulas and looks, as the workbook itself could "
                + "not be marked: \(why).",
            id:
                "Salinan ini hanya berisi nilai, tanpa rumus dan tampilan, karena buku kerja aslinya "
                + "tidak dapat ditandai: \(why).")
    }
}

/// The list of findings of a copy that came back.
enum FormerList {
    /// The name of the worksheet; nil of a workbook that is no such copy.
    ///
    /// - Throws: `SpliceRefusal` of a workbook that cannot be read: nobody could read its copy either.
    static func name(in bytes: [UInt8]) throws(SpliceRefusal) -> String? {
        do throws(WorkbookFault) {
            let book = try Workbook(bytes)
            for worksheet in book.worksheets {
                let rows = try book.rows(of: worksheet, limit: Workbook.headLimit, isHead: true)
                var row = GridRow()
                guard rows.next(&row), row.number == 1 else { continue }
                if row.text(at: FindingSheet.markColumn) == FindingSheet.mark {
                    return worksheet.name
                }
            }
        } catch {
            throw .odd("xl")
        }
        return nil
    }
}
