import Almanac
import Coordination
import Testing

@testable import Sheets

/// Workbooks of other programs: the same whoever wrote them, and harmless whatever is in them.
@Suite struct WorkbookTests {
    private func read(_ name: String, as kind: SheetKind? = nil) throws -> SheetReading {
        SheetReader().read(try Workbooks.bytes(name), fileName: name, as: kind)
    }

    @Test(arguments: Workbooks.alike)
    func whoeverWroteItItReadsAlike(_ name: String) throws {
        let reading = try read(name)
        #expect(reading.kind == .deadlines)
        #expect(reading.worksheet == "Tenggat")
        #expect(reading.findings.isEmpty)
        #expect(reading.remarks.map(\.english) == ["hidden rows were read, too: 5"])
        #expect(reading.rows.map(\.number) == [4, 5, 6, 7])
        #expect(reading.rows.map { $0.text("code") } == ["T-1", "T-2", "1003", "T-4"])
        #expect(
            reading.rows.map { $0.text("title") } == [
                "Laporan penjualan & “omzet”", "Tender <x>", "Rapat tim", "Ünïcödé 日本",
            ])
        #expect(
            reading.rows.map { $0.date("due_date")?.description } == [
                "2026-12-04", "2028-02-29", "2026-08-05", "1999-12-31",
            ])
        #expect(
            reading.rows.map { $0.time("due_time")?.description } == [
                "15:00", "09:30", "15:00", nil,
            ])
        #expect(
            reading.rows.map { $0.text("note") } == ["a\nb", nil, "=bukan rumus", "'apostrof"])
        #expect(reading.rows[0].cell("due_date")?.address == "D4")
    }

    @Test(arguments: [
        "bomb.xlsx": " too-large", "deep.xlsx": " not-a-workbook",
        "entities.xlsx": " not-a-workbook", "cut-xml.xlsx": " not-a-workbook",
        "unordered.xlsx": " not-a-workbook", "cut.xlsx": " not-a-workbook",
        "no-parts.xlsx": " not-a-workbook", "open.ods": " not-a-workbook",
        "empty-rows.xlsx": "A1 unrecognised-sheet", "wide.xlsx": "XFD2 too-large",
    ])
    func whatMeansHarmIsRefused(_ name: String, _ blocker: String) throws {
        let reading = try read(name, as: .deadlines)
        #expect(reading.blockers.contains(blocker), "\(reading.findings)")
        #expect(reading.rows.isEmpty)
        #expect(!reading.findings.contains { "\($0)".contains("root:") })
    }

    @Test func aBombIsReadNoFurtherThanItsLimit() throws {
        let archive = try ZipArchive(try Workbooks.bytes("bomb.xlsx"))
        let part = try #require(try archive.part("xl/worksheets/SHEET1.xml", limit: 100_000))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 60_000, alignment: 16)
        defer { unsafe buffer.deallocate() }
        #expect(try unsafe part.read(into: buffer) > 0)
        #expect(throws: WorkbookFault.partTooLarge("xl/worksheets/SHEET1.xml")) {
            while try unsafe part.read(into: buffer) > 0 {}
        }
    }

    @Test func mergedCellsAmongTheRowsAreAFault() throws {
        #expect(
            try read("merged.xlsx").blockers == [
                "B2 merged-cells", "B3 required", "B3 merged-cells",
            ])
    }

    @Test func aBlockOfAnySizeCostsNoTime() throws {
        let range = try #require(CellRange("A2:XFD1048576"))
        #expect(range.rows.count == 1_048_575)
        #expect(CellRange("A3:A9223372036854775807") == nil)
    }

    @Test func formulasAndErrorsAreNamed() throws {
        let blockers = try read("formulas.xlsx").blockers
        #expect(
            blockers == [
                "B2 formula-without-value", "D3 invalid-date", "B4 formula-without-value",
                "D5 invalid-date",
            ])
    }

    @Test func furtherWorksheetsAreRemarked() throws {
        let reading = try read("two-sheets.xlsx")
        #expect(reading.worksheet == "Tenggat")
        #expect(reading.rows.count == 1)
        #expect(reading.remarks.contains { $0.english.contains("“Lain”") })
        let hidden = try read("hidden.xlsx")
        #expect(hidden.rows.count == 1)
        #expect(hidden.remarks.contains { $0.english.contains("hidden") })
    }

    @Test(arguments: [
        ("General", CellStyles.Meaning.number), ("#,##0.00", .number), ("dd/mm/yyyy", .date),
        ("[$-421]dd mmmm yyyy;@", .date), ("h:mm AM/PM", .time), ("[h]:mm:ss", .time),
        ("mm:ss", .time), ("mmm-yy", .date), ("m/d/yy h:mm", .dateAndTime), ("@", .number),
        ("\"hari\" 0", .number), ("0 \\d", .number), ("[Red]0;[Blue]-0", .number),
        ("_-\"Rp\"* #,##0_-", .number), ("mmm", .date),
    ])
    func aFormatSaysWhatANumberMeans(_ code: String, _ meaning: CellStyles.Meaning) {
        #expect(CellStyles.meaning(of: code) == meaning)
    }

    @Test(arguments: [
        (1.0, "1900-01-01 00:00"), (59, "1900-02-28 00:00"), (61, "1900-03-01 00:00"),
        (46_360.625, "2026-12-04 15:00"), (46_359.999_999_999, "2026-12-04 00:00"),
    ])
    func anEpochHasADayThatNeverWas(_ serial: Double, _ moment: String) throws {
        let (date, time) = try #require(SerialDate.moment(serial, countsFrom1904: false))
        #expect("\(date) \(time)" == moment)
        #expect(SerialDate.moment(60, countsFrom1904: false) == nil)
        #expect(SerialDate.moment(-1, countsFrom1904: false) == nil)
    }

    @Test(
        "A time of a day or more is no time of day",
        arguments: [
            ("0.5", "time(12:00, zone: nil)"), ("0.99999", "time(23:59:59, zone: nil)"),
            ("0.9999999", "invalid-time"), ("1", "invalid-time"), ("1.5", "invalid-time"),
            ("46366.5", "time(12:00, zone: nil)"),
        ])
    func durations(_ number: String, _ time: String) throws {
        let rows =
            TinyWorkbook.row(1, "code", "title", "owner", "due_date", "due_time")
            + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>A</v></c><c r=\"B2\" t=\"str\"><v>Laporan</v></c>"
            + "<c r=\"C2\" t=\"str\"><v>S</v></c><c r=\"D2\" t=\"str\"><v>2026-12-10</v></c>"
            + "<c r=\"E2\" s=\"1\"><v>\(number)</v></c></row>"
        let workbook = TinyWorkbook(rows, formats: ["[h]:mm"])
        let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
        let said =
            reading.findings.first?.code.rawValue
            ?? reading.rows.first?["due_time"].map { "\($0)" }
        #expect(said == time)
    }

    @Test func whatXMLCannotHoldIsEscaped() {
        #expect(RichText("a_x000D_b_x0041_").string == "a\rbA")
        #expect(RichText("_x005F_x0041_ _x 1_x00").string == "_x0041_ _x 1_x00")
    }

    @Test func aReferenceToABlankCellIsNoDate() throws {
        #expect(SerialDate.moment(2_957_004, countsFrom1904: true) == nil)
        #expect(SerialDate.moment(2_957_003, countsFrom1904: true)?.0.description == "9999-12-31")
        #expect(SerialDate.moment(2_958_465, countsFrom1904: false)?.0.description == "9999-12-31")
        #expect(try read("formulas.xlsx").blockers.contains("D5 invalid-date"))
    }

    @Test func aWorkbookCutAnywhereIsRefused() throws {
        let whole = try Workbooks.bytes("xlsxwriter.xlsx")
        for count in stride(from: 4, to: whole.count, by: 97) {
            let reading = SheetReader().read(Array(whole[..<count]), fileName: "x.xlsx")
            #expect(reading.isBlocked && reading.rows.isEmpty, "\(count)")
        }
    }
}
