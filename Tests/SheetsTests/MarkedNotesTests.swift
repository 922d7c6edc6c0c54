import Almanac
import Coordination
import Testing

@testable import Sheets

/// What a marked copy's notes say, where they stand, and which stay.
@Suite struct MarkedNotesTests {
    private static let instant = Instant(seconds: 1_795_500_000)

    private func copy(
        of bytes: [UInt8], _ findings: [Finding], language: String = "en"
    ) throws -> [UInt8] {
        var reading = SheetReading(file: "x.xlsx")
        reading.findings = findings
        return try SheetReader().markedCopy(
            of: bytes, reading: reading, language: language, createdAt: Self.instant
        ).content
    }

    private func finding(
        _ cell: String, _ code: Finding.Code = .required, in worksheet: String
    ) -> Finding {
        Finding(
            file: "x.xlsx", worksheet: worksheet, cell: cell, code: code, value: "",
            expected: BilingualText(en: "a code", id: "kode"))
    }

    /// By worksheet and cell, without the list of findings.
    private func notes(in bytes: [UInt8]) throws -> [String: String] {
        var notes: [String: String] = [:]
        for sheet in try ForeignWorkbook.read(bytes).sheets where sheet.name != "Findings" {
            for (cell, content) in sheet.cells {
                if let note = content.comment { notes["\(sheet.name)!\(cell)"] = note }
            }
        }
        return notes
    }

    /// Its headers' notes are by us as well, and no marks.
    @Test func aStartersOwnNotesStay() throws {
        let starter = try StarterWorkbook(
            kinds: [.people, .clients], language: "en", lists: [:],
            today: try #require(CivilDate("2026-11-23"))
        ).write(createdAt: Instant(microseconds: 0))
        let before = try notes(in: starter)
        #expect(before.count > 10)
        let first = try copy(
            of: starter, [finding("B3", in: "people"), finding("A1", in: "people")])
        var notes = try notes(in: first)
        let blank = notes.removeValue(forKey: "people!B3")
        #expect(blank?.contains("The cell is blank.") == true)
        let marked = notes.removeValue(forKey: "people!A1")
        let header = try #require(marked)
        #expect(header.hasPrefix(try #require(before["people!A1"])))
        #expect(header.contains("Expected: a code"))
        #expect(notes == before.filter { $0.key != "people!A1" })
        // Of the marks nothing stays behind.
        var again = try self.notes(in: try copy(of: first, [finding("C3", in: "people")]))
        let mark = again.removeValue(forKey: "people!C3")
        #expect(mark != nil)
        #expect(again == before)
    }

    @Test("A formula is not called blank", arguments: ["en", "id"])
    func aFormulaIsNotCalledBlank(_ language: String) throws {
        let file = try WorkbookFile(in: WorkbookWriter.folder, createdAt: Self.instant)
        let sheet = try file.addWorksheet("people")
        try sheet.write(.text("code"), row: 0, column: 0)
        let marked = try copy(
            of: try file.bytes(),
            [
                finding("A2", .formulaWithoutValue, in: "people"),
                finding("A3", in: "people"),
            ], language: language)
        let notes = try notes(in: marked)
        let blank = language == "en" ? "blank" : "kosong"
        let formula = language == "en" ? "formula" : "rumus"
        #expect(notes["people!A2"]?.contains(formula) == true)
        #expect(notes["people!A2"]?.contains(blank) == false)
        #expect(notes["people!A3"]?.contains(blank) == true)
    }

    /// Of merged cells only the first shows, and nobody can point at the others.
    @Test func aCoveredCellsNoteStandsWhereItIsSeen() throws {
        let file = try WorkbookFile(in: WorkbookWriter.folder, createdAt: Self.instant)
        let sheet = try file.addWorksheet("people")
        for (row, texts) in [
            ["code", "name", "role"], ["S-1", "Ani", "sales"], ["", "Budi", "sales"],
            ["", "Cici", "sales"], ["", "Dodi", "sales"],
        ].enumerated() {
            for (column, text) in texts.enumerated() where !text.isEmpty {
                try sheet.write(.text(text), row: row, column: column)
            }
        }
        var package = try SplicedPackage(try file.bytes())
        let part = "xl/worksheets/sheet1.xml"
        let data = try #require(try package.map(of: part).child("sheetData"))
        var edits = ByteEdits()
        edits.insert(
            "<mergeCells count=\"1\"><mergeCell ref=\"A2:A4\"/></mergeCells>",
            at: data.range.upperBound)
        try package.apply(edits, to: part)
        let bytes = try package.write()
        let reading = SheetReader().read(bytes, fileName: "x.xlsx")
        #expect(
            Set(reading.blockers) == [
                "A2 merged-cells", "A3 merged-cells", "A4 merged-cells", "A3 required",
                "A4 required", "A5 required",
            ])
        let notes = try notes(in: try copy(of: bytes, reading.findings))
        #expect(Set(notes.keys) == ["people!A2", "people!A5"])
        let note = try #require(notes["people!A2"])
        #expect(note.contains("A3: The cell is blank."))
        // What all of them say stands there once.
        #expect(note.split(separator: "Seen: A2:A4").count == 2, "\(note)")
    }
}
