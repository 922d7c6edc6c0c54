import Coordination
import Testing

@testable import Sheets

@Suite struct CSVWriterTests {
    @Test func recordsAreWrittenForExcelInIndonesia() {
        let bytes = CSVWriter().write([["kode", "nama"], ["A;1", "Katup 3\""], ["", "a\nb"]])
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "\u{FEFF}kode;nama\r\n\"A;1\";\"Katup 3\"\"\"\r\n;\"a\nb\"\r\n")
    }

    @Test(arguments: [
        "=1+1", "+62812", "-1+cmd|x", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''", "-", "-1.5",
    ])
    func whatASpreadsheetWouldTakeForAFormulaIsGuarded(_ text: String) {
        let line = String(decoding: CSVWriter().write([[text]]).dropFirst(3), as: UTF8.self)
        #expect(line.hasPrefix("\"'"), "\(line)")
    }

    @Test(arguments: ["-250000", "1250", "'x", "a=b", "Rp1", "0812"])
    func whatIsHarmlessStaysAsItIs(_ text: String) {
        let line = String(decoding: CSVWriter().write([[text]]).dropFirst(3), as: UTF8.self)
        #expect(line == "\(text)\r\n")
    }

    @Test(arguments: [
        "=HYPERLINK(\"http://x\";\"y\")", "+1", "'=x", "''", "'", "a\"b;c,d|e", "-5", "@", "'a",
        "Toko \"Makmur\"", "é – ü", "--", "''=x", "=\"x",
    ])
    func aTextComesBackAsItWas(_ text: String) {
        let row = SheetRow(
            number: 2,
            values: [
                "code": .text("S-1"), "name": .text(text), "role": .word("sales"),
            ])
        let reading = SheetReader().read(
            CSVWriter().write([row], of: .people), fileName: "people.csv")
        #expect(reading.findings.isEmpty)
        #expect(reading.rows.first?.text("name") == text)
    }

    @Test(arguments: [
        "people.csv", "teams.csv", "reasons.csv", "delegations.csv", "holidays.csv",
        "deadlines.csv", "targets-2026-11.csv", "collections-JKT-2026-11.csv",
        "achievement-SBY-2026-11.csv",
    ])
    func theOfficesSheetsComeBackAsTheyWere(_ name: String) throws {
        let reading = SheetReader().read(try OfficeFiles.bytes(name), fileName: name)
        let kind = try #require(reading.kind)
        let again = SheetReader().read(
            CSVWriter().write(reading.rows, of: kind), fileName: name)
        #expect(again.kind == kind)
        #expect(again.findings.isEmpty)
        #expect(
            again.rows.map { $0.values }
                == reading.rows.map { $0.values })
    }

    @Test func aZoneBesideATimeComesBack() {
        let first = reading("kode;judul;pic;tenggat;jam", "T-1;a;K-1;2026-12-04;15.00 WITA")
        let again = SheetReader().read(
            CSVWriter().write(first.rows, of: .deadlines), fileName: "x.csv")
        #expect(again.rows.first?["due_time"] == first.rows.first?["due_time"])
        #expect(first.rows.first?["due_time"] != nil)
    }
}
