import Almanac
import Coordination
import Foundation
import Testing

@testable import Sheets

@Suite struct WorkbookWriterTests {
    private static let instant = Instant(seconds: 1_795_500_000)

    private func write(_ rows: [SheetRow], of kind: SheetKind) throws -> [UInt8] {
        try WorkbookWriter(createdAt: Self.instant).write(rows, of: kind)
    }

    @Test func openpyxlSeesDatesTimesNumbersAndTexts() throws {
        let first = reading(
            "kode;judul;pic;tenggat;jam;catatan", "T-1;=1+1;0812;2026-12-04;15:00;\"a\nb\"")
        let old = SheetRow(
            number: 3, values: ["due_date": .date(try #require(CivilDate("1899-12-30")))])
        let book = try ForeignWorkbook.read(try write(first.rows + [old], of: .deadlines))
        let sheet = try #require(book.sheets.first)
        #expect(book.sheets.count == 1)
        #expect(sheet.name == "deadlines")
        #expect(sheet.frozen == "A2")
        #expect(sheet.filter == "A1:T3")
        #expect(sheet.cells["A1"]?.value == "code")
        #expect(sheet.cells["A1"]?.bold == true)
        #expect(sheet.cells["D2"]?.type == "datetime")
        #expect(sheet.cells["D2"]?.value == "2026-12-04")
        #expect(sheet.cells["D2"]?.format == #"yyyy\-mm\-dd"#)
        #expect(sheet.cells["E2"]?.type == "time")
        #expect(sheet.cells["E2"]?.value == "15:00")
        #expect(sheet.cells["B2"]?.value == "=1+1")
        #expect(sheet.cells["C2"]?.value == "0812")
        #expect(sheet.cells["C2"]?.type == "str")
        #expect(sheet.cells["K2"]?.value == "a\nb")
        #expect(!sheet.cells.values.contains { $0.formula })
        // Excel knows no day before 1900.
        #expect(sheet.cells["D3"]?.type == "str")
        let figures = reading(
            "period;salesperson;target_amount;target_units", "2026-11;S-1;1250000;7")
        let amounts = try ForeignWorkbook.read(try write(figures.rows, of: .targets)).sheets[0]
        #expect(amounts.cells["C2"]?.type == "int")
        #expect(amounts.cells["C2"]?.value == "1250000")
        #expect(amounts.cells["C2"]?.format == "#,##0")
        #expect(amounts.cells["A2"]?.value == "2026-11")
    }

    @Test func equalRowsGiveEqualBytesAndLeaveNothingBehind() throws {
        let first = reading("kode;judul;pic;tenggat", "T-1;Rapat;K-1;2026-12-04")
        let folder = WorkbookWriter.folder
        let before = try leftovers(in: folder)
        let bytes = try write(first.rows, of: .deadlines)
        #expect(try write(first.rows, of: .deadlines) == bytes)
        #expect(try leftovers(in: folder).isSubset(of: before))
        #expect(try ForeignWorkbook.read(bytes).creator == "Tenggat")
    }

    private func leftovers(in folder: String) throws -> Set<String> {
        let process = "\(ProcessInfo.processInfo.processIdentifier)"
        return Set(
            try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasPrefix("tenggat-") && $0.count == 14 && !$0.contains(process) })
    }

    @Test(arguments: [
        "=HYPERLINK(\"http://x\";\"y\")", "+1", "'=x", "''", "'", "a\"b;c,d|e", "-5", "@", "'a",
        "Toko \"Makmur\"", "é – ü", "--", "''=x", "=\"x", "=\"0812\"", "_x0041_", "_x000D_y", "<&>",
        "http://x.example", "{=1}", "＝1", "日本",
    ])
    func aTextComesBackAsItWas(_ text: String) throws {
        let row = SheetRow(
            number: 2, values: ["code": .text("S-1"), "name": .text(text), "role": .word("sales")])
        let bytes = try write([row], of: .people)
        let reading = SheetReader().read(bytes, fileName: "people.xlsx")
        #expect(reading.findings.isEmpty)
        #expect(reading.rows.first?.text("name") == text)
        let cell = try #require(try ForeignWorkbook.read(bytes).sheets[0].cells["B2"])
        #expect(!cell.formula && cell.type == "str" && cell.link == nil)
        let csv = SheetReader().read(CSVWriter().write([row], of: .people), fileName: "people.csv")
        #expect(csv.rows.first?.text("name") == text)
    }

    @Test(arguments: [
        "people.csv", "teams.csv", "reasons.csv", "delegations.csv", "holidays.csv",
        "deadlines.csv", "targets-2026-11.csv", "collections-JKT-2026-11.csv",
        "achievement-SBY-2026-11.csv", "orders.csv", "clients.csv",
    ])
    func theOfficesSheetsComeBackAsTheyWere(_ name: String) throws {
        let reading = SheetReader().read(try OfficeFiles.bytes(name), fileName: name)
        let kind = try #require(reading.kind)
        let again = SheetReader().read(
            try write(reading.rows, of: kind), fileName: "x.xlsx")
        #expect(again.kind == kind)
        #expect(again.findings == reading.findings.filter { $0.code == .pastDate })
        #expect(again.rows.map(\.values) == reading.rows.map(\.values))
    }

    @Test func aNameOfAWorksheetIsOneThatExcelTakes() {
        #expect(WorksheetName.fitting("orders [1]: a/b?") == "orders -1-- a-b-")
        #expect(WorksheetName.fitting("'x'") == "x")
        #expect(WorksheetName.fitting("History") == "Data")
        #expect(WorksheetName.fitting("") == "Data")
        #expect(WorksheetName.fitting(String(repeating: "n", count: 40)).count == 31)
    }
}
