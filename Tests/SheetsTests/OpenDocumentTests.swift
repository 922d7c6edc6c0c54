import Almanac
import Coordination
import Testing

@testable import Sheets

/// Spreadsheets of LibreOffice are read as Excel's are, whatever they repeat.
@Suite struct OpenDocumentTests {
    private static func bytes(_ tables: String, styles: String = "") -> [UInt8] {
        let spaces = ["office", "table", "text", "style", "calcext"].map {
            "xmlns:\($0)=\"urn:\($0)\""
        }.joined(separator: " ")
        let content =
            "<?xml version=\"1.0\"?><office:document-content \(spaces)><office:automatic-styles>"
            + "\(styles)</office:automatic-styles><office:body><office:spreadsheet>\(tables)"
            + "</office:spreadsheet></office:body></office:document-content>"
        return ZipFile.bytes(of: [
            ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
            ("content.xml", Array(content.utf8)),
        ])
    }

    private static func text(_ words: String, _ more: String = "") -> String {
        "<table:table-cell office:value-type=\"string\" \(more)><text:p>\(words)</text:p></table:table-cell>"
    }

    private static func value(_ type: String, _ attribute: String, shown: String) -> String {
        "<table:table-cell office:value-type=\"\(type)\" \(attribute)><text:p>\(shown)</text:p>"
            + "</table:table-cell>"
    }

    private static func row(_ cells: String..., more: String = "") -> String {
        "<table:table-row \(more)>\(cells.joined())</table:table-row>"
    }

    private static func table(_ rows: String..., name: String = "Lembar1", more: String = "")
        -> String
    {
        "<table:table table:name=\"\(name)\" \(more)>\(rows.joined())</table:table>"
    }

    private static let header = row(
        text("kode"), text("judul"), text("penanggung_jawab"), text("jatuh_tempo"), text("jam"))

    /// What stands behind and below everything, as LibreOffice writes it.
    private static let rest =
        "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
        + "table:number-columns-repeated=\"16384\"/></table:table-row>"

    private func read(_ tables: String, styles: String = "", as kind: SheetKind? = nil)
        -> SheetReading
    {
        SheetReader().read(Self.bytes(tables, styles: styles), fileName: "x.ods", as: kind)
    }

    @Test func datesTimesNumbersAndCodes() throws {
        let reading = read(
            Self.table(
                Self.header,
                Self.row(
                    Self.value("float", "office:value=\"4711\"", shown: "0004711"),
                    Self.text("Tender<text:s text:c=\"2\"/>RSUD"), Self.text("S"),
                    Self.value("date", "office:date-value=\"2026-12-04\"", shown: "4 Des 2026"),
                    Self.value("time", "office:time-value=\"PT15H30M00S\"", shown: "15:30")),
                Self.rest))
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        let row = try #require(reading.rows.first)
        #expect(row.text("code") == "0004711" && row.text("title") == "Tender  RSUD")
        #expect(row.date("due_date") == CivilDate("2026-12-04"))
        #expect(row["due_time"] == .time(try #require(CivilTime("15:30")), zone: nil))
        #expect(row.cell("due_date")?.address == "D2" && reading.worksheet == "Lembar1")
    }

    @Test func amountsAndPercentages() throws {
        let money = { (value: String) in
            Self.value("currency", "office:value=\"\(value)\"", shown: "Rp1.250.000")
        }
        let reading = read(
            Self.table(
                Self.row(Self.text("periode"), Self.text("kode_sales"), Self.text("target_nilai")),
                Self.row(
                    Self.value("date", "office:date-value=\"2026-11-01\"", shown: "Nov 26"),
                    Self.text("S"), money("1250000")),
                Self.row(
                    Self.text("2026-11"), Self.text("T"),
                    Self.value("percentage", "office:value=\"0.15\"", shown: "15%"))))
        #expect(reading.rows[0].number("target_amount") == 1_250_000)
        #expect(reading.findings.map(\.cell) == ["C3"])
    }

    @Test func whatIsRepeatedIsReadAsOftenAsItMatters() {
        let repeated = Self.row(
            Self.text("T-1"), Self.text("Tender"), Self.text("S"),
            Self.value("date", "office:date-value=\"2026-12-04\"", shown: "x"),
            more: "table:number-rows-repeated=\"3\"")
        let reading = read(
            Self.table(
                Self.header, "<table:table-row table:number-rows-repeated=\"2\"/>", repeated,
                Self.row(Self.text("T-2"), Self.text("x"), Self.text("S"), Self.text("2026-12-05")),
                Self.rest))
        #expect(reading.rows.map { $0.text("code") } == ["T-1", "T-2"])
        #expect(reading.rows.map(\.number) == [4, 7])
        #expect(reading.remarks.contains { $0.english.contains("5, 6") })
    }

    @Test("A bomb is read no further than its limit", arguments: [0, 1, 2])
    func bombs(_ kind: Int) {
        let full = Self.text("T-1", "table:number-columns-repeated=\"1000000000\"")
        let bombs = [
            Self.table(
                Self.header, Self.row(full, more: "table:number-rows-repeated=\"1000000000\"")),
            Self.table(
                Self.header,
                String(
                    repeating: Self.row(full, more: "table:number-rows-repeated=\"1048576\""),
                    count: 200)),
            Self.table(Self.header, String(repeating: Self.row(full), count: 30_000)),
        ]
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            #expect(read(bombs[kind], as: .deadlines).isBlocked)
        }
        #expect(elapsed < .seconds(60))
    }

    @Test func hiddenRowsAndSheetsAndMergedCells() {
        let style =
            "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/>"
            + "</style:style>"
        let tables =
            Self.table(
                Self.row(Self.text("catatan")), name: "A", more: "table:style-name=\"ta2\"")
            + Self.table(
                Self.header,
                Self.row(
                    Self.text("T-1"), Self.text("x"), Self.text("S"), Self.text("2026-12-05"),
                    more: "table:visibility=\"filter\""),
                Self.row(
                    Self.text("T-2", "table:number-columns-spanned=\"2\""),
                    "<table:covered-table-cell/>", Self.text("S"), Self.text("2026-12-05")),
                name: "B")
        let reading = read(tables, styles: style)
        #expect(reading.worksheet == "B" && reading.rows.count == 2)
        #expect(reading.remarks.contains { $0.english.contains("hidden rows") })
        #expect(reading.findings.contains { $0.code == .mergedCells && $0.cell == "A3" })
    }

    @Test func wordsOfNotesAndDrawingsAreNotTheCells() {
        let noted =
            "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>tanya Budi"
            + "</text:p></office:annotation><text:p>Tender</text:p></table:table-cell>"
        let reading = read(
            Self.table(
                Self.header,
                Self.row(Self.text("T-1"), noted, Self.text("S"), Self.text("2026-12-05"))))
        #expect(reading.rows.first?.text("title") == "Tender")
    }

    @Test func itsMarkedCopyIsAWorkbookThatIsTaken() throws {
        let bytes = Self.bytes(
            Self.table(
                Self.header,
                Self.row(Self.text("T-1"), Self.text("x"), Self.text("S"), Self.text("4 Desember")))
        )
        let reading = SheetReader().read(bytes, fileName: "agenda.ods")
        #expect(reading.blockers == ["D2 ambiguous-date"])
        let copy = try SheetReader().markedCopy(
            of: bytes, reading: reading, language: "id", createdAt: Instant(microseconds: 0))
        #expect(copy.name == "agenda (ditandai).xlsx")
        let again = SheetReader().read(copy.content, fileName: copy.name)
        #expect(again.kind == .deadlines && again.blockers == reading.blockers)
    }

    @Test func whatIsEncryptedOrDamagedIsSaid() {
        let type = ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
        let manifest = ("META-INF/manifest.xml", Array("<manifest:encryption-data/>".utf8))
        let encrypted = ZipFile.bytes(of: [type, manifest, ("content.xml", [1, 2, 3])])
        let damaged = ZipFile.bytes(of: [type, ("content.xml", Array("<office".utf8))])
        for bytes in [encrypted, damaged] {
            let reading = SheetReader().read(bytes, fileName: "x.ods")
            #expect(reading.blockers == [" not-a-workbook"])
        }
    }
}
