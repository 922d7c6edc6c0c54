import Almanac
import Coordination
import Foundation
import Testing

@testable import Sheets

/// Workbooks of other programs, marked as they are: of each the same two cells are wrong.
@Suite struct MarkedWorkbookTests {
    private static let instant = Instant(seconds: 1_795_500_000)

    private struct Copy {
        var name: String
        var original: [UInt8]
        var reading: SheetReading
        var content: [UInt8]
    }

    private func copy(
        of bytes: [UInt8], named name: String, language: String = "en"
    ) throws -> Copy {
        let reading = SheetReader().read(bytes, fileName: name)
        let copy = try SheetReader().markedCopy(
            of: bytes, reading: reading, language: language, createdAt: Self.instant)
        return Copy(name: copy.name, original: bytes, reading: reading, content: copy.content)
    }

    private func copy(_ name: String) throws -> Copy {
        try copy(of: try MarkedWorkbooks.bytes(name), named: name)
    }

    // MARK: Part by part

    /// Why a part of a marked copy may be another than the original's.
    private func reason(_ part: String, _ name: String) -> String? {
        let isOwn = { (words: String) in part.lowercased().contains(words) }
        switch part.lowercased() {
        case "[content_types].xml": return "names the new parts' types"
        case "xl/workbook.xml": return "lists the worksheet of findings"
        case "xl/_rels/workbook.xml.rels": return "leads to the worksheet of findings"
        case "xl/styles.xml": return "has the colours of faulty cells"
        case "xl/worksheets/sheet1.xml": return "gives faulty cells their colours"
        case "xl/worksheets/_rels/sheet1.xml.rels": return "leads to the notes"
        default: break
        }
        if isOwn("comments") && !isOwn("threaded") { return "holds the notes on faulty cells" }
        if isOwn("vmldrawing") && isOwn(".vml") { return "draws the notes" }
        return nil
    }

    /// What of a file is not sent back.
    private static let leftOut: [String: [String]] = [
        "xlsxwriter-macros.xlsm": ["xl/vbaProject.bin"],
        "linked.xlsx": [
            "xl/calcChain.xml", "xl/externalLinks/_rels/externalLink1.xml.rels",
            "xl/externalLinks/externalLink1.xml",
        ],
        "embedded.xlsx": ["xl/embeddings/oleObject1.bin"],
    ]

    @Test(arguments: MarkedWorkbooks.names)
    func onlyWhatHasToChangeChanges(_ name: String) throws {
        let copy = try copy(name)
        #expect(
            Set(copy.reading.findings.filter { $0.severity == .blocker }.map(\.cell))
                == ["D6", "B7"], "\(copy.reading.findings)")
        let (before, after) = (try PackageFile(copy.original), try PackageFile(copy.content))
        let old = Dictionary(uniqueKeysWithValues: before.entries.map { ($0.name, $0) })
        var lines: [String] = []
        for entry in after.entries {
            guard let former = old[entry.name] else {
                lines.append("new \(entry.name)")
                continue
            }
            let isSame = before.bytes[former.packed] == after.bytes[entry.packed]
            if isSame { continue }
            let reason = reason(entry.name, name)
            #expect(reason != nil, "\(name): \(entry.name) changed")
            lines.append("changed \(entry.name): \(reason ?? "?")")
        }
        let gone = Set(old.keys).subtracting(after.entries.map(\.name)).sorted()
        #expect(gone == Self.leftOut[name] ?? [])
        lines += gone.map { "left out \($0)" }
        let same =
            after.entries.count { old[$0.name] != nil } - lines.count { $0.hasPrefix("changed") }
        print("\(name): \(same) parts as they were\n  \(lines.joined(separator: "\n  "))")
        #expect(try PackageSchema.faults(of: copy.content) == [])
    }

    /// A change of one byte of the guarded kind is seen.
    @Test func aWrongOrderIsSeen() throws {
        let copy = try copy("xlsxwriter-notes.xlsx")
        var package = try SplicedPackage(copy.content)
        let map = try package.map(of: "xl/worksheets/sheet1.xml")
        let drawing = try #require(map.child("legacyDrawing"))
        var edits = ByteEdits()
        edits.remove(drawing.range)
        edits.insert(
            map.source(drawing.range), at: try #require(map.child("sheetData")).head.lowerBound)
        try package.apply(edits, to: "xl/worksheets/sheet1.xml")
        #expect(
            try PackageSchema.faults(of: package.write())
                == ["xl/worksheets/sheet1.xml: sheetData stands behind legacyDrawing"])
    }

    @Test(arguments: MarkedWorkbooks.names)
    func everyCellStaysAsItWasButForItsColours(_ name: String) throws {
        let copy = try copy(name)
        let before = try ForeignWorkbook.read(copy.original)
        let after = try ForeignWorkbook.read(copy.content)
        #expect(after.sheets.map(\.name).dropLast() == before.sheets.map(\.name)[...])
        for (old, new) in zip(before.sheets, after.sheets) {
            #expect(new.frozen == old.frozen && new.filter == old.filter)
            for cell in Set(old.cells.keys).union(new.cells.keys).sorted() {
                guard var now = new.cells[cell] else {
                    Issue.record("\(name): \(old.name)!\(cell) is gone")
                    continue
                }
                let isFaulty = ["D6", "B7"].contains(cell) && old.name == before.sheets[0].name
                guard let was = old.cells[cell] else {
                    #expect(isFaulty && now.value == nil)
                    continue
                }
                if isFaulty {
                    #expect(now.fill == "FFFFC7CF")
                    now.fill = was.fill
                    let comment = now.comment ?? ""
                    #expect(comment.hasPrefix(was.comment ?? ""))
                    if !comment.contains("Threaded") { #expect(comment.contains("Expected")) }
                    now.comment = was.comment
                }
                // A value of another workbook stays, the way to it does not.
                if name == "linked.xlsx", cell == "E7" { continue }
                #expect(now == was, "\(name): \(old.name)!\(cell)")
            }
        }
    }

    // MARK: The way back

    /// Sent back as it is, the copy has the same faults; marked again, nothing is doubled.
    @Test(arguments: MarkedWorkbooks.names)
    func aCopyThatComesBackIsMarkedAnew(_ name: String) throws {
        let first = try copy(name)
        let again = SheetReader().read(first.content, fileName: first.name)
        #expect(
            again.findings.map { "\($0.cell) \($0.code) \($0.value)" }
                == first.reading.findings.map { "\($0.cell) \($0.code) \($0.value)" })
        #expect(again.rows.map(\.values) == first.reading.rows.map(\.values))
        let second = try copy(of: first.content, named: first.name)
        #expect(second.name == first.name)
        #expect(try PackageSchema.faults(of: second.content) == [])
        let (one, two) = (
            try ForeignWorkbook.read(first.content), try ForeignWorkbook.read(second.content)
        )
        #expect(one.sheets.map(\.name) == two.sheets.map(\.name))
        for (old, new) in zip(one.sheets.dropLast(), two.sheets.dropLast()) {
            #expect(old.cells == new.cells, "\(name): \(old.name)")
        }
        let third = try copy(of: second.content, named: second.name)
        #expect(try notes(third.content) == notes(first.content))
    }

    private func notes(_ bytes: [UInt8]) throws -> Int {
        let package = try SplicedPackage(bytes)
        var count = 0
        for entry in try PackageFile(bytes).entries where entry.name.hasSuffix(".vml") {
            count += try package.map(of: entry.name).all(named: "shape").count
        }
        for entry in try PackageFile(bytes).entries where entry.name.contains("comments") {
            count += try package.map(of: entry.name).all(named: "comment").count
        }
        return count
    }

    /// One fault is mended and the workbook saved by another program, which numbers styles anew.
    @Test(arguments: ["openpyxl-chart.xlsx", "openpyxl-table.xlsx", "xlsxwriter-pictures.xlsx"])
    func aMendedCellLosesItsMarkAndGetsItsLooksBack(_ name: String) throws {
        let first = try copy(name)
        let script = """
            import io, sys, openpyxl
            book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
            book.worksheets[0]["D6"] = "2026-12-05"
            book.save(sys.stdout.buffer)
            """
        let mended = [UInt8](
            try Command.run([MarkedWorkbooks.python, "-c", script], input: first.content))
        let second = try copy(of: mended, named: first.name)
        #expect(second.reading.findings.filter { $0.severity == .blocker }.map(\.cell) == ["B7"])
        #expect(try PackageSchema.faults(of: second.content) == [])
        let before = try ForeignWorkbook.read(first.original).sheets[0].cells
        let after = try ForeignWorkbook.read(second.content).sheets[0].cells
        #expect(after["D6"]?.fill == before["D6"]?.fill)
        #expect(after["D6"]?.comment?.contains("Expected") != true)
        #expect(after["D6"]?.comment?.isEmpty != true || before["D6"]?.comment == nil)
        #expect(after["B7"]?.fill == "FFFFC7CF")
        let last = [UInt8](
            try Command.run(
                [
                    MarkedWorkbooks.python, "-c",
                    script.replacing("[\"D6\"] = \"2026-12-05\"", with: "[\"B7\"] = \"Rapat\""),
                ], input: second.content))
        let taken = SheetReader().read(last, fileName: first.name)
        #expect(taken.kind == .deadlines)
        #expect(!taken.isBlocked, "\(taken.findings)")
        #expect(taken.rows.count == 3)
    }

    // MARK: What does not come along

    @Test func whatRunsOrReachesOutIsNotSentBackAndThatIsSaid() throws {
        for (name, word) in [
            ("xlsxwriter-macros.xlsm", "macros"), ("linked.xlsx", "links to other workbooks"),
            ("embedded.xlsx", "embedded objects"),
        ] {
            let copy = try copy(name)
            let list = try #require(try ForeignWorkbook.read(copy.content).sheets.last)
            #expect(list.cells["A3"]?.value?.contains(word) == true, "\(name)")
            let names = try PackageFile(copy.content).entries.map { $0.name.lowercased() }
            for part in ["vba", "externallink", "embeddings", "calcchain"] {
                #expect(!names.contains { $0.contains(part) }, "\(name) \(part)")
            }
            let types = try SplicedPackage(copy.content).content(of: SplicedPackage.typesPart)
            let text = String(decoding: types, as: UTF8.self)
            #expect(!text.contains("macroEnabled") && !text.contains("vbaProject"))
            #expect(copy.name.hasSuffix(".xlsx"))
        }
        let linked = try ForeignWorkbook.read(try copy("linked.xlsx").content)
        #expect(linked.sheets[0].cells["E7"]?.value == "7")
        #expect(linked.sheets[0].cells["E7"]?.formula == false)
    }

    @Test(arguments: [
        "[1]Harga!$A$1": true, "SUM('[12]A B'!C3,2)": true, "[1]!Nama": true,
        "Jualan[2026]": false, "Jualan[[#All],[2026]]": false, "A1+B2": false,
        "\"[1]\"&A1": false, "'[1]A\"B'!C3": true, "\"it's\"&[1]S!A1": true,
        "Jualan['[2026']]": false, "Jualan[Tinggi 5\"]+[1]S!A1": true,
    ])
    func aReferenceToAnotherWorkbookIsTold(_ formula: String, _ isOne: Bool) {
        #expect(ExternalReference.isIn(formula) == isOne)
    }

    /// What is not changed byte by byte gets a copy made anew, which says so.
    @Test(arguments: ["macro sheet", "connections", "twice", "utf-16", "linked picture"])
    func anOddWorkbookIsMadeAnew(_ kind: String) throws {
        let parts = try ZipFile.parts(of: try MarkedWorkbooks.bytes("openpyxl-chart.xlsx"))
        let odd = MarkedWorkbooks.odd(parts, kind)
        let copy = try copy(of: ZipFile.bytes(of: odd), named: "deadlines.xlsx")
        let book = try ForeignWorkbook.read(copy.content)
        #expect(book.sheets.last?.cells["A3"]?.value?.contains("values only") == true)
        #expect(book.sheets[0].cells["D6"]?.fill == "FFFFC7CF")
        #expect(try PackageSchema.faults(of: copy.content) == [])
        let names = try PackageFile(copy.content).entries.map(\.name)
        #expect(!names.contains { $0.contains("connections") || $0.contains("macrosheets") })
    }

    @Test(.enabled(if: Workbooks.isThorough), arguments: MarkedWorkbooks.names)
    func libreOfficeOpensTheCopy(_ name: String) throws {
        let copy = try copy(name)
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "marked-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path(percentEncoded: false) + "/"
        try Data(copy.content).write(to: folder.appending(path: "marked.xlsx"))
        _ = try Command.run([
            "soffice", "-env:UserInstallation=file://\(path)profile", "--headless", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", path + "saved", path + "marked.xlsx",
        ])
        let saved = [UInt8](try Data(contentsOf: folder.appending(path: "saved/marked.xlsx")))
        let again = SheetReader().read(saved, fileName: copy.name)
        #expect(
            again.findings.filter { $0.severity == .blocker }.map(\.cell)
                == copy.reading.findings.filter { $0.severity == .blocker }.map(\.cell))
        // Our marks are known again whoever has saved them since.
        let second = try self.copy(of: saved, named: copy.name)
        let (one, two) = (
            try ForeignWorkbook.read(copy.content), try ForeignWorkbook.read(second.content)
        )
        // A chart of its own is a worksheet to LibreOffice.
        #expect(two.sheets.count { $0.name.hasPrefix("Findings") } == 1)
        #expect(one.sheets.last?.name == two.sheets.last?.name)
        for cell in ["D6", "B7"] {
            #expect(two.sheets[0].cells[cell]?.fill == "FFFFC7CF")
            let words = two.sheets[0].cells[cell]?.comment ?? ""
            #expect(words.split(separator: "Expected", omittingEmptySubsequences: false).count <= 2)
        }
    }
}
