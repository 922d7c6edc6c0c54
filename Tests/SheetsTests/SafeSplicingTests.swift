import Almanac
import Coordination
import Testing

@testable import Sheets

/// What of other programs' workbooks could make a damaged copy, or one that says or holds what it should not.
@Suite struct SafeSplicingTests {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let extensions = "http://schemas.microsoft.com/office/2011/relationships"

    private typealias Parts = [(name: String, content: [UInt8])]

    private func parts(_ name: String) throws -> Parts {
        try ZipFile.parts(of: try MarkedWorkbooks.bytes(name))
    }

    private func change(_ parts: inout Parts, _ name: String, _ old: String, _ new: String) throws {
        let index = try #require(parts.firstIndex { $0.name == name })
        let text = String(decoding: parts[index].content, as: UTF8.self)
        try #require(text.contains(old), "\(name): \(old)")
        parts[index].content = Array(text.replacing(old, with: new).utf8)
    }

    private func copy(of parts: Parts, limit: Int = .max) throws -> [UInt8] {
        let bytes = ZipFile.bytes(of: parts)
        let reading = SheetReader().read(bytes, fileName: "deadlines.xlsx")
        return try SheetReader().markedCopy(
            of: bytes, reading: reading, language: "en", limit: limit,
            createdAt: Instant(seconds: 1_795_500_000)
        ).content
    }

    private func isMadeAnew(_ copy: [UInt8]) throws -> Bool {
        let list = try #require(try ForeignWorkbook.read(copy).sheets.last)
        return list.cells["A3"]?.value?.contains("values only") ?? false
    }

    private func text(_ part: String, of copy: [UInt8]) throws -> String {
        String(decoding: try SplicedPackage(copy).content(of: part), as: UTF8.self)
    }

    private func names(_ copy: [UInt8]) throws -> [String] {
        try PackageFile(copy).entries.map(\.name)
    }

    // MARK: Damage

    @Test(arguments: [
        ("xl/styles.xml", "<styleSheet><fonts></styleSheet>"), ("xl/workbook.xml", "<workbook/>"),
    ])
    func nothingThatCannotBeReadAgainIsWritten(_ part: String, _ content: String) throws {
        var package = try SplicedPackage(try MarkedWorkbooks.bytes("openpyxl-chart.xlsx"))
        try package.set(Array(content.utf8), of: part)
        #expect(throws: SpliceRefusal.self) { try package.write() }
    }

    @Test(arguments: [" ", "\n", "\t", "\r\n"])
    func aRootsNameEndsAtAnySpace(_ space: String) throws {
        for prefix in ["", "x:"] {
            let text =
                "<\(prefix)worksheet\(space)xmlns:x=\"\(Self.main)\"><\(prefix)sheetData/>"
                + "</\(prefix)worksheet>"
            let bytes = Array(text.utf8)
            #expect(try XMLMap(bytes, name: "a").prefix == prefix)
            #expect(try WorksheetMap(bytes, name: "a", isWanted: { _ in true }).prefix == prefix)
        }
    }

    @Test(arguments: [
        "openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "ms-excel.sheet.macroEnabled.main+xml", "ms-excel.template.macroEnabled.main+xml",
    ])
    func theCopyOfATemplateIsAWorkbook(_ type: String) throws {
        var parts = try parts("openpyxl-chart.xlsx")
        try change(
            &parts, "[Content_Types].xml",
            "openxmlformats-officedocument.spreadsheetml.sheet.main+xml", type)
        let copy = try copy(of: parts)
        #expect(try !isMadeAnew(copy))
        #expect(
            try SplicedPackage(copy).contentTypes().type(of: "xl/workbook.xml")
                == ContentTypes.workbook)
    }

    @Test func longNamesAreRefused() throws {
        let name = String(repeating: "a", count: 1_001)
        let file = ZipFile.bytes(of: [(name, [1])])
        #expect(throws: SpliceRefusal.odd("ZIP")) { try PackageFile(file) }
        #expect(throws: SpliceRefusal.odd("ZIP")) {
            var writer = PackageWriter()
            try writer.write([1], name: [UInt8](repeating: 97, count: 70_000), stamp: 0)
        }
    }

    @Test(arguments: [
        "": true, "<?xml version=\"1.0\"?>": true,
        "<?xml version=\"1.0\" encoding='utf-8'?>": true,
        "<?xml version=\"1.0\" encoding = \"UTF-8\" standalone=\"yes\"?>": true,
        "<?xml version=\"1.0\" encoding=\"us-ascii\"?>": false,
        "<?xml version=\"1.0\" encoding = \"iso-8859-1\"?>": false,
    ])
    func onlyUnicodeIsSpliced(_ declaration: String, _ isTaken: Bool) {
        for mark in [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
            let bytes = mark + Array((declaration + "<a/>").utf8)
            // Why it is refused is the same for all.
            let isRefused = (try? XMLEncoding.check(bytes, name: "a")) == nil
            #expect(isRefused != isTaken, "\(declaration)")
        }
    }

    // MARK: Bounds

    @Test func whatIsHeldInMemoryIsBounded() throws {
        let rows = String(repeating: "<row><c/></row>", count: 4)
        let sheet = Array("<worksheet><sheetData>\(rows)</sheetData></worksheet>".utf8)
        #expect(throws: SpliceRefusal.tooLarge) {
            try WorksheetMap(sheet, name: "a", isWanted: { _ in true }, limit: 8)
        }
        #expect(
            try WorksheetMap(sheet, name: "a", isWanted: { _ in true }, limit: 9).rows.count == 4)
        var package = try SplicedPackage(try MarkedWorkbooks.bytes("openpyxl-chart.xlsx"))
        let content = [UInt8](repeating: 32, count: 65 << 20)
        for number in 1...3 { try package.set(content, of: "xl/\(number)") }
        try package.set(content, of: "xl/3")
        #expect(throws: SpliceRefusal.tooLarge) { try package.set(content, of: "xl/4") }
    }

    @Test func relationsAreBoundedAndDiffer() throws {
        let relations = { (ids: [String]) in
            Array(
                ("<Relationships>"
                    + ids.map { "<Relationship Id=\"\($0)\" Type=\"a\" Target=\"b\"/>" }.joined()
                    + "</Relationships>").utf8)
        }
        #expect(throws: SpliceRefusal.tooLarge) {
            try PartRelations(relations((0...10_000).map(String.init)), of: "")
        }
        #expect(throws: SpliceRefusal.self) { try PartRelations(relations(["a", "a"]), of: "") }
        #expect(try PartRelations(relations(["a", "b"]), of: "")["b"]?.target == "b")
    }

    @Test func worksheetsAreBoundedAndEachHasItsPart() throws {
        for (count, refusal) in [(300, SpliceRefusal.tooLarge), (2, .odd("xl/workbook.xml"))] {
            var parts = try parts("openpyxl-chart.xlsx")
            let sheet =
                "<sheet name=\"a\" sheetId=\"9\" xmlns:r=\"\(Self.relations)\" r:id=\"rId1\"/>"
            try change(
                &parts, "xl/workbook.xml", "</sheets>",
                String(repeating: sheet, count: count) + "</sheets>")
            let bytes = ZipFile.bytes(of: parts)
            #expect(throws: refusal) { try WorkbookSplice(bytes, formerList: nil) }
        }
    }

    @Test func aLargeCopyGivesWayToOneOfValues() throws {
        let parts = try parts("openpyxl-chart.xlsx")
        #expect(try !isMadeAnew(copy(of: parts, limit: 1 << 20)))
        #expect(try isMadeAnew(copy(of: parts, limit: 100)))
    }

    // MARK: What is left out

    @Test func linksGoFromEveryFormula() throws {
        var package = try SplicedPackage(try MarkedWorkbooks.bytes("openpyxl-table.xlsx"))
        let (sheet, table) = ("xl/worksheets/sheet1.xml", "xl/tables/table1.xml")
        try package.set(
            Array(
                ("<worksheet xmlns:xm=\"a\"><sheetData><row><c><f>[1]S!A1</f><v>7</v></c>"
                    + "<c><f>[1]S!A2</f></c><c><f>\"[1]\"&amp;A1</f></c></row></sheetData>"
                    + "<formula>[1]S!A1&gt;0</formula><formula1>[1]S!A1</formula1>"
                    + "<formula2>'[1]A B'!A2</formula2><formula1><xm:f>[1]S!A1</xm:f></formula1>"
                    + "<formula>A1&gt;0</formula></worksheet>").utf8), of: sheet)
        try package.set(
            Array(
                ("<table><calculatedColumnFormula>[1]S!A1</calculatedColumnFormula>"
                    + "<totalsRowFormula>[2]S!A1</totalsRowFormula></table>").utf8), of: table)
        let leaving = LeavingOut(main: "xl/workbook.xml", worksheets: [sheet])
        try leaving.removeLinks(from: &package)
        #expect(
            String(decoding: try package.content(of: sheet), as: UTF8.self)
                == "<worksheet xmlns:xm=\"a\"><sheetData><row><c><v>7</v></c>"
                + "<c><f>#REF!</f></c><c><f>\"[1]\"&amp;A1</f></c></row></sheetData>"
                + "<formula>#REF!</formula><formula1>#REF!</formula1>"
                + "<formula2>#REF!</formula2><formula1><xm:f>#REF!</xm:f></formula1>"
                + "<formula>A1&gt;0</formula></worksheet>")
        #expect(
            String(decoding: try package.content(of: table), as: UTF8.self)
                == "<table><calculatedColumnFormula>#REF!</calculatedColumnFormula>"
                + "<totalsRowFormula>#REF!</totalsRowFormula></table>")
    }

    @Test func addInsAreNotSentBack() throws {
        var parts = try parts("openpyxl-chart.xlsx")
        let folder = "xl/webextensions"
        let relation = { (kind: String, target: String) in
            "<Relationship Id=\"w\" Type=\"\(Self.extensions)/\(kind)\" Target=\"\(target)\"/>"
        }
        parts.append(("\(folder)/taskpanes.xml", Array("<taskpanes/>".utf8)))
        parts.append(("\(folder)/webextension1.xml", Array("<webextension/>".utf8)))
        let inner = relation("webextension", "webextension1.xml")
        parts.append(
            (
                "\(folder)/_rels/taskpanes.xml.rels",
                Array("<Relationships>\(inner)</Relationships>".utf8)
            ))
        let outer = relation("webextensiontaskpanes", "/\(folder)/taskpanes.xml")
        try change(&parts, "_rels/.rels", "</Relationships>", "\(outer)</Relationships>")
        let marked = try copy(of: parts)
        #expect(try !isMadeAnew(marked))
        #expect(try !names(marked).contains { $0.contains("webextension") })
        // One that a drawing shows would leave a hole in it.
        var shown = try self.parts("openpyxl-chart.xlsx")
        shown.append(("xl/webextension1.xml", Array("<webextension/>".utf8)))
        let drawing = relation("webextension", "/xl/webextension1.xml")
        try change(
            &shown, "xl/drawings/_rels/drawing1.xml.rels", "</Relationships>",
            "\(drawing)</Relationships>")
        #expect(try isMadeAnew(copy(of: shown)))
    }

    // MARK: What is ours

    @Test func theListsNameIsNoChartsEither() throws {
        var parts = try parts("xlsxwriter-pictures.xlsx")
        try change(&parts, "xl/workbook.xml", "name=\"Bagan\"", "name=\"findings\"")
        let map = try SplicedPackage(copy(of: parts)).map(of: "xl/workbook.xml")
        let names = map.all(named: "sheet").compactMap { map.tag($0).text("name") }
        #expect(names == ["Tenggat", "findings", "Findings (2)"])
    }

    @Test func aNoteIsOursByItsWords() throws {
        let note = { (cell: String, text: String) in
            "<comment ref=\"\(cell)\" authorId=\"0\"><text><t>\(text)</t></text></comment>"
        }
        let notes =
            "<comments><authors><author>Tenggat</author></authors><commentList>"
            + note("A1", "dari Sari") + note("B1", "— Tenggat —\nlama") + note("C1", "")
            + "</commentList></comments>"
        var splice = try NoteSplice(try XMLMap(Array(notes.utf8), name: "a"))
        let (content, _) = splice.spliced([])
        #expect(splice.removed == ["B1", "C1"])
        #expect(String(decoding: content, as: UTF8.self).contains(note("A1", "dari Sari")))
    }

    @Test func theOrderOfCalculationGoesWithAFormerList() throws {
        var parts = try ZipFile.parts(of: copy(of: parts("openpyxl-chart.xlsx")))
        parts.append(("xl/calcChain.xml", Array("<calcChain/>".utf8)))
        try change(
            &parts, "xl/_rels/workbook.xml.rels", "</Relationships>",
            "<Relationship Id=\"c\" Type=\"\(Self.relations)/calcChain\" "
                + "Target=\"calcChain.xml\"/></Relationships>")
        let again = try copy(of: parts)
        #expect(try !isMadeAnew(again))
        #expect(try !names(again).contains("xl/calcChain.xml"))
    }

    @Test func aFaultyRowShows() throws {
        let sheet =
            "<worksheet><sheetData><row r=\"6\" hidden=\"1\"><c r=\"D6\"/></row>"
            + "<row r=\"7\" hidden=\"1\"/></sheetData></worksheet>"
        let map = try WorksheetMap(Array(sheet.utf8), name: "a", isWanted: { $0 == 6 })
        var splice = WorksheetSplice(map, shades: [6: [3: .blocker]])
        var styles = try StyleSplice(try XMLMap(StyleSplice.bare, name: "b"))
        let content = String(
            decoding: try splice.spliced(styles: &styles, notes: nil), as: UTF8.self)
        #expect(content.contains("<row r=\"6\"><c s=\""))
        #expect(content.contains("<row r=\"7\" hidden=\"1\"/>"))
    }
}
