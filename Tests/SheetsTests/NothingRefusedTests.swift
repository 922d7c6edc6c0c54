import Almanac
import Coordination
import Testing

@testable import Sheets

/// What Excel shows as good is taken.
@Suite struct NothingRefusedTests {
    private let sales = TinyWorkbook.row(
        1, "periode", "kode_sales", "no_faktur", "produk", "unit", "nilai")

    private func amount(_ stored: String) -> SheetReading {
        let row =
            "<row r=\"2\"><c t=\"str\"><v>2026-11</v></c><c t=\"str\"><v>S-1</v></c>"
            + "<c t=\"str\"><v>F-1</v></c><c t=\"str\"><v>GN</v></c><c><v>1</v></c>"
            + "<c><f>A1</f><v>\(stored)</v></c></row>"
        return SheetReader().read(TinyWorkbook(sales + row).bytes, fileName: "x.xlsx")
    }

    @Test(arguments: [
        ("1387500.0000000002", 1_387_500), ("124599.99999999999", 124_600),
        ("-124599.99999999999", -124_600), ("1.3875E6", 1_387_500), ("5.8207660913467407E-11", 0),
        ("99999999.999999985", 100_000_000), ("0.99999999999999989", 1),
    ])
    func noiseBehindTheFifteenthDigitIsNobodysAmount(_ stored: String, _ amount: Int64) {
        #expect(self.amount(stored).totals == ["amount": amount])
    }

    @Test(arguments: ["1387500.5", "1387500.0001", "0.1", "124599.9999999"])
    func aFractionStaysAFinding(_ stored: String) {
        #expect(amount(stored).blockers == ["F2 not-a-number"])
    }

    @Test(arguments: [("1387500.0000000002", "1387500"), ("124599,99999999999", "124600")])
    func aTextOfNoiseIsReadAlike(_ text: String, _ expected: String) {
        #expect(
            outcome { () throws(CellFault) in
                try NumberReader(currency: Currency(code: "IDR")).read(text)
            } == expected)
    }

    private let orders = TinyWorkbook.row(
        1, "no_so", "baris", "klien", "barang", "qty", "satuan", "tgl_janji")

    private func order(_ row: Int, unit: String = "<c t=\"str\"><v>unit</v></c>") -> String {
        "<row r=\"\(row)\">\(cells(row, unit))</row>"
    }

    private func cells(_ row: Int, _ unit: String) -> String {
        "<c t=\"str\"><v>SO-\(row)</v></c><c><v>1</v></c><c t=\"str\"><v>C-1</v></c>"
            + "<c t=\"str\"><v>Meja</v></c><c><v>3</v></c>\(unit)<c t=\"str\"><v>2026-12-15</v></c>"
    }

    private func read(_ worksheets: String...) -> SheetReading {
        var workbook = TinyWorkbook()
        workbook.worksheets = worksheets
        return SheetReader().read(workbook.bytes, fileName: "x.xlsx")
    }

    @Test(arguments: [
        "<c t=\"s\"><v/></c>", "<c t=\"s\"><v></v></c>", "<c t=\"s\"/>", "<c t=\"b\"><v/></c>",
        "<c t=\"e\"><v/></c>", "<c t=\"d\"><v/></c>", "<c t=\"n\"><v/></c>",
        "<c t=\"inlineStr\"><is/></c>", "<c t=\"str\"><f>\"\"</f><v></v></c>",
    ])
    func aBlankCellIsBlankHoweverItIsWritten(_ cell: String) {
        let reading = read(orders + order(2, unit: cell))
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows.first?.content(of: "unit") == .blank)
    }

    @Test func severalElementsMakeOneRow() {
        let rows =
            orders + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>SO-2</v></c></row>"
            + "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"C2\" t=\"str\"><v>C-1</v></c></row>"
            + "<row r=\"2\"><c r=\"G2\" t=\"str\"><v>2026-12-15</v></c>"
            + "<c r=\"D2\" t=\"str\"><v>Meja</v></c><c r=\"E2\"><v>3</v></c></row>" + order(3)
        let reading = read(rows)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows.map { $0.text("order") } == ["SO-2", "SO-3"])
    }

    @Test func theSameCellTwiceIsDamage() {
        let rows =
            orders + order(2) + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>SO-9</v></c></row>"
        #expect(read(rows).blockers == [" not-a-workbook"])
    }

    @Test func aBlankFarAwayIsNothing() {
        let far =
            "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> "
            + "</t></is></c></row>"
        let reading = read(orders + order(2) + far)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows.count == 1)
    }

    @Test func somethingFarAwayIsNamedWhereItStands() {
        let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>x</v></c></row>"
        #expect(read(orders + order(2) + far).blockers == ["XFD1048576 too-large"])
        let commas = String(repeating: ";", count: 400)
        #expect(
            reading("kode;nama;kontak", "C-1;Maju;Ani\(commas)x").blockers == ["OM2 too-large"])
    }

    @Test func anotherWorksheetMayBeFormattedToItsBottom() {
        let styled = (1...120_000).map {
            "<row r=\"\($0)\"><c r=\"A\($0)\" s=\"1\"/><c r=\"B\($0)\" s=\"1\"/></row>"
        }
        let blank = styled.joined()
        #expect(blank.utf8.count > Workbook.headLimit / 2)
        let reading = read(blank + blank.replacing("r=\"1", with: "r=\"9"), orders + order(2))
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.worksheet == "S2")
        #expect(reading.rows.count == 1)
    }

    private func date(_ text: String, zone: Zone? = nil) -> String {
        outcome { () throws(CellFault) in
            try DateReader(isDayFirst: true, zone: zone).read(text)
        }
    }

    @Test(arguments: [
        ("2026-12-04 08:30:00", "2026-12-04"), ("2026-12-04T08:30", "2026-12-04"),
        ("04/12/2026 14.05", "2026-12-04"), ("4 Des 2026 23:59:59", "2026-12-04"),
        ("2026-12-04T00:00:00Z", "2026-12-04"), ("2026-12-04T00:00:00.000+07:00", "2026-12-04"),
        ("2026-12-03T17:00:00Z", "2026-12-04"), ("2026-12-03T17:00:00+00:00", "2026-12-04"),
        ("2026-12-04T08:30:00+0700", "2026-12-04"), ("2026-12-04T03:00:00Z", "2026-12-04"),
        ("2026-12-04 15:00 WIB", "2026-12-04"), ("04.12.2026 3:05 PM", "2026-12-04"),
        ("2026-12-04 24:00", "2026-12-04"), ("2026-12-03T20:00:00Z", "ambiguous-date"),
        ("2026-12-04 25:00", "invalid-date"), ("2026-12-04 10:61", "invalid-date"),
    ])
    func exportsWriteTimesBehindTheirDates(_ text: String, _ expected: String) {
        #expect(date(text, zone: Zone(fixed: "Asia/Jakarta", seconds: 25_200)) == expected)
    }

    @Test func timesOfDayThatAreNotReadAreSaid() {
        let reading = reading(
            "no_so;baris;klien;barang;qty;tgl_janji", "SO-1;1;C-1;Meja;3;2026-12-15 08:30:00",
            "SO-2;1;C-1;Meja;3;2026-12-15 00:00:00", "SO-3;1;C-1;Meja;3;2026-12-15T09:30Z")
        #expect(reading.findings.isEmpty)
        #expect(reading.remarks.count == 1)
        #expect(reading.remarks[0].english.contains("from F2 on, 2 in all"))
        let deadlines = self.reading(
            "kode;judul;pic;tenggat;jam", "T-1;Lapor;K-1;2026-12-04 15:00;",
            "T-2;Lapor;K-1;2026-12-04 15:00;15:00")
        #expect(deadlines.warnings == ["D2 invalid-time"])
    }

    private func reading(_ lines: String...) -> SheetReading {
        SheetReader().read(
            Array((lines.joined(separator: "\r\n") + "\r\n").utf8), fileName: "test.csv")
    }

    /// 46,371 is 15 December 2026.
    @Test(arguments: [
        ("46370.99986", "2026-12-15"), ("46371.00012", "2026-12-15"), ("46371", "2026-12-15"),
        ("46371.999988426", "2026-12-15"), ("46371.35", "2026-12-15"),
        ("46370.9999999", "2026-12-15"), ("46370.9", "2026-12-14"),
    ])
    func aDateSecondsOffMidnightIsItsDay(_ serial: String, _ day: String) {
        let row =
            "<row r=\"2\"><c t=\"str\"><v>SO-2</v></c><c><v>1</v></c><c t=\"str\"><v>C-1</v></c>"
            + "<c t=\"str\"><v>Meja</v></c><c><v>3</v></c><c/><c s=\"1\"><v>\(serial)</v></c></row>"
        let workbook = TinyWorkbook(orders + row, formats: ["dd/mm/yyyy"])
        let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
        #expect(reading.rows.first?.date("promised")?.description == day, "\(reading.findings)")
    }

    @Test func aCancelledLineMayPromiseNothing() {
        let reading = reading(
            "no_so;baris;klien;barang;qty;tgl_janji;status", "SO-1;1;C-1;Meja;0;2026-12-15;batal",
            "SO-2;1;C-1;Meja;0;2026-12-15;", "SO-3;1;C-1;Meja;-1;2026-12-15;batal")
        #expect(reading.warnings == ["E2 out-of-range"])
        #expect(reading.blockers == ["E3 out-of-range", "E4 out-of-range"])
    }
}
