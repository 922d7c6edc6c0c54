import Almanac
import Coordination
import Testing

@testable import Sheets

/// A code is what a person sees in its cell, or a finding.
@Suite struct CodesAsShownTests {
    private let header = TinyWorkbook.row(
        1, "no_so", "baris", "klien", "barang", "qty", "tgl_janji", "no_po")

    private func orders(_ order: String, po: String = "") -> String {
        header
            + "<row r=\"2\"><c r=\"A2\"\(order)</c><c r=\"B2\"><v>1</v></c>"
            + "<c r=\"C2\" t=\"str\"><v>C-01</v></c><c r=\"D2\" t=\"str\"><v>Meja</v></c>"
            + "<c r=\"E2\"><v>3</v></c><c r=\"F2\" t=\"str\"><v>2026-12-15</v></c>\(po)</row>"
    }

    @Test(arguments: [
        ("0000000", "4711", "0004711"), ("\"PO-\"00000", "815", "PO-00815"),
        ("00-000", "12345", "12-345"), ("\\S\\O0000", "7", "SO0007"),
        ("0000;[Red]-0000", "42", "0042"), ("[Blue]0000", "42", "0042"),
        ("000", "123456", "123456"),
        ("0.00", "3.1", "3.10"), ("0.00", "4711", "4711"), ("General", "4711", "4711"),
        ("#,##0", "4711", "4711"), ("0%", "4711", "4711"), ("#\"/X\"", "12", "12/X"),
        ("[$-421]0000", "42", "0042"), ("[>9]0000", "42", "42"),
        ("0", "4711.0000000000001", "4711"),
    ])
    func aNumberIsTheCodeThatItsFormatShows(_ format: String, _ number: String, _ code: String) {
        let workbook = TinyWorkbook(orders(" s=\"1\"><v>\(number)</v>"), formats: [format])
        let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
        #expect(reading.rows.first?.text("order") == code, "\(reading.findings)")
    }

    @Test(
        "A code that a spreadsheet turned into a date or time is none",
        arguments: ["d-mmm", "h:mm"])
    func turnedIntoAMoment(_ format: String) {
        for number in ["46034", "46034.0625"] {
            let workbook = TinyWorkbook(orders(" s=\"1\"><v>\(number)</v>"), formats: [format])
            let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
            #expect(reading.blockers == ["A2 digits-lost"], "\(number): \(reading.findings)")
        }
    }

    @Test func aFormatDoesNotDisturbQuantities() {
        let rows =
            header
            + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>SO-1</v></c><c r=\"B2\"><v>1</v></c>"
            + "<c r=\"C2\" t=\"str\"><v>C-01</v></c><c r=\"D2\" t=\"str\"><v>Meja</v></c>"
            + "<c r=\"E2\" s=\"1\"><v>12</v></c><c r=\"F2\" t=\"str\"><v>2026-12-15</v></c></row>"
        let workbook = TinyWorkbook(rows, formats: ["0\" pcs\""])
        let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
        #expect(reading.rows.first?.quantity("quantity") == 12)
    }

    @Test func aMarkedCopyShowsTheSameCode() throws {
        var workbook = TinyWorkbook(orders(" s=\"1\"><v>4711</v>"), formats: ["\"PO-\"0000000"])
        workbook.worksheets[0] += TinyWorkbook.row(3, "SO-9", "1", "C-01", "", "1", "kapan")
        let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
        let copy = try SheetReader().markedCopy(
            of: workbook.bytes, reading: reading, language: "id",
            createdAt: Instant(seconds: 1_795_500_000))
        let again = SheetReader().read(copy.content, fileName: copy.name)
        #expect(again.rows.first?.text("order") == "PO-0004711")
    }

    @Test(arguments: ["1.9143100000101E+18", "1000000000000000", "1234567890123456", "1E300"])
    func aStoredNumberOfMoreThanFifteenDigitsHasLostSome(_ number: String) {
        let po = "<c r=\"G2\"><v>\(number)</v></c>"
        let workbook = TinyWorkbook(orders(" t=\"str\"><v>SO-1</v>", po: po))
        let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
        #expect(reading.blockers == ["G2 digits-lost"])
    }

    @Test func fifteenDigitsAreAllThere() {
        let po = "<c r=\"G2\"><v>987654321012345</v></c>"
        let workbook = TinyWorkbook(orders(" t=\"str\"><v>SO-1</v>", po: po))
        let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
        #expect(reading.rows.first?.text("client_po") == "987654321012345")
    }

    @Test(arguments: ["8.96213E+12", "8,96213E+12", "9E+15", "1.2E-05", "8.96213e+12"])
    func digitsLostToScientificNotationAreAFinding(_ text: String) {
        let reading = reading(
            "no_so;baris;klien;barang;qty;tgl_janji", "\(text);1;C-01;Meja;3;2026-12-15")
        #expect(reading.blockers == ["A2 digits-lost"])
        #expect(reading.findings[0].expected.english.contains("format the column as text"))
    }

    @Test(arguments: ["1E5", "12E+3", "2E-04", "E+12", "SO1E+12", "1.2.3E+12", "1E+1"])
    func aCodeMayLookNearlyLikeIt(_ text: String) {
        let reading = reading(
            "no_so;baris;klien;barang;qty;tgl_janji", "\(text);1;C-01;Meja;3;2026-12-15")
        #expect(reading.rows.first?.text("order") == text)
    }

    @Test(arguments: [
        ("'0004711", "0004711"), ("’0812", "0812"), ("'SO-4", "SO-4"), ("SO\u{A0}4", "SO 4"),
        ("SO-4\u{200E}", "SO-4"), ("SO\u{200B}-4", "SO-4"), ("S\u{AD}O-4", "SO-4"),
        ("\u{202A}SO-4\u{202C}", "SO-4"), ("SO\u{2011}4", "SO-4"), ("S\u{2066}O-4", "SO-4"),
        ("\"=\"\"0004711\"\"\"", "0004711"), ("''x", "'x"),
    ])
    func marksThatNobodySeesAreNoPartOfACode(_ text: String, _ code: String) {
        let reading = reading(
            "no_so;baris;klien;barang;qty;tgl_janji",
            "\(text);1;C-01;Meja;3;2026-12-15")
        #expect(reading.rows.first?.text("order") == code)
    }

    /// They are other codes, which nobody sees.
    @Test(arguments: [
        ("D-\u{410}", "D-A"), ("\u{410}-1", "A-1"), ("\u{FF33}O-4", "SO-4"), ("S\u{39F}-4", "SO-4"),
    ])
    func aCodeThatOnlyLooksLikeAnotherIsAWarning(_ text: String, _ likeness: String) {
        let header = "no_so;baris;klien;barang;qty;tgl_janji"
        let found = reading(header, "\(text);1;C-01;Meja;3;2026-12-15")
        #expect(found.warnings == ["A2 look-alike"])
        #expect(found.findings[0].suggestion == likeness)
        #expect(found.rows.first?.text("order") == text)
        // A word of another alphabet is one.
        #expect(reading(header, "СКЛАД-1;1;C-01;Meja;3;2026-12-15").findings.isEmpty)
        #expect(reading(header, "Ä-1;1;C-01;Meja;3;2026-12-15").findings.isEmpty)
    }

    @Test func wordsKeepTheirApostropheAndLoseTheirOverrides() {
        let reading = reading(
            "kode;nama;kontak", "C-1;'t Hooft\u{202E}gnp.exe;Ani\u{200D}x")
        #expect(reading.rows.first?.text("name") == "'t Hooftgnp.exe")
        #expect(reading.rows.first?.text("contact") == "Ani\u{200D}x")
    }

    @Test func aPhoneOfLostDigitsIsNoNumber() {
        let reading = reading("kode;nama;jabatan;telepon", "S-1;Ani;sales;6.28123E+12")
        #expect(reading.warnings == ["D2 digits-lost"])
        #expect(reading.rows.first?.content(of: "phone") == .unreadable)
    }
}
