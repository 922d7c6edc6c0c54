import Almanac
import Coordination
import Testing

@testable import Sheets

/// What somebody wrote is read, or a finding says that it is not.
@Suite struct NothingDroppedTests {
    private let sales = "periode,kode_sales,no_faktur,produk,unit,nilai"

    @Test func aRowWithMoreCellsThanTheHeaderIsNotTaken() {
        let reading = reading(
            sales, "2026-11,S-1,F-1,GN-50,3,1,250,000", "2026-11,S-1,F-2,GN-50,1,\"2,000,000\"",
            "2026-11,S-1,F-3,GN-50,1,2,000,000")
        #expect(reading.blockers == ["G2 beyond-header", "G4 beyond-header"])
    }

    @Test func blankCellsBeyondTheHeaderAreNothing() {
        let reading = reading(sales, "2026-11,S-1,F-1,GN-50,3,1250000,, \u{A0},\u{200E}")
        #expect(reading.findings.isEmpty)
    }

    @Test func whatStandsBesideAWorkbooksTableIsSaid() {
        let rows =
            TinyWorkbook.row(1, "kode", "", "nama", "kontak")
            + TinyWorkbook.row(2, "C-1", "x", "Maju", "Ani", "", "cek lagi")
            + TinyWorkbook.row(3, "C-2", "y", "Jaya", "Ani")
        let reading = SheetReader().read(TinyWorkbook(rows).bytes, fileName: "x.xlsx")
        #expect(reading.warnings == ["B2 beyond-header", "F2 beyond-header"])
        #expect(reading.rows.count == 2)
        #expect(reading.findings[0].expected.english.contains("1 more"))
    }

    @Test func whatStandsAloneBeyondTheHeaderIsSaid() {
        let text = reading("code,name,role", "P-1,Ana,sales", ",,,,,stray")
        #expect(text.warnings == ["F3 beyond-header"] && text.blockers.isEmpty)
        let rows =
            TinyWorkbook.row(1, "code", "", "name", "role")
            + TinyWorkbook.row(2, "P-1", "", "Ana", "sales")
            + TinyWorkbook.row(9, "", "", "", "", "", "", "", "please call me")
            + TinyWorkbook.row(10, "", "x")
        let book = SheetReader().read(TinyWorkbook(rows).bytes, fileName: "x.xlsx")
        #expect(book.warnings == ["H9 beyond-header", "B10 beyond-header"])
        #expect(book.rows.count == 1)
    }

    /// Words that show in another order than they stand, and codes that are forced into one; marks that only lie
    /// around what was copied are nothing.
    @Test func whatTurnsTheDirectionOfWritingIsSaid() {
        let reading = reading(
            "kode;nama;kontak", "C-1;Toko\u{202E}gnp.exe;Ani", "C-2;Jaya;\u{202A}Budi\u{202C}",
            "C\u{202D}-3;Maju;A\u{200F}ni", "C\u{2066}-4;Abadi;Cici\u{200E}")
        #expect(
            reading.warnings
                == ["B2 control-character", "A4 control-character", "C4 control-character"])
        #expect(reading.blockers.isEmpty)
        #expect(reading.rows.compactMap { $0.text("code") } == ["C-1", "C-2", "C-3", "C-4"])
        #expect(reading.rows.compactMap { $0.text("name") }.first == "Tokognp.exe")
    }

    @Test func columnsThatAnotherSeparatorHidesAreSaid() {
        let mixed = reading(
            "code,title,owner,due_date,kode;catatan", "T-1,Lapor,S,2026-12-04,T-1;segera")
        #expect(mixed.warnings == ["E1 mixed-separators"])
        #expect(mixed.findings[0].expected.english.contains("“catatan”"))
        #expect(mixed.rows.count == 1)
        let own = reading("code,title,owner,due_date,\"suhu; ruang\"", "T-1,Lapor,S,2026-12-04,21")
        #expect(own.findings.isEmpty)
    }

    @Test(
        "A header of which no separator makes a sheet is told of its separators",
        arguments: [
            (["kode;nama,peran", "P-1;Budi,sales"], "B1"),
            (["Daftar;", "kode,nama;peran", "P-1,Budi;sales"], "A2"),
            (["code\tname;role", "P-1\tBudi;sales"], "A1"),
        ])
    func headersOfSeveralSeparators(_ lines: [String], _ cell: String) {
        let mixed = SheetReader().read(
            Array(lines.joined(separator: "\n").utf8), fileName: "people.csv")
        #expect(mixed.blockers == ["\(cell) mixed-separators"])
        // One that is not usual says how to name it.
        let piped = reading("kode|nama|peran", "P-1|Budi|sales")
        #expect(piped.blockers == ["A1 unrecognised-sheet"])
    }

    @Test(arguments: [
        ("Rahman Hakim <rahman@maju.test>", "rahman@maju.test"),
        ("\"Hakim, Rahman\" <rahman@maju.test>", "rahman@maju.test"),
        ("Hakim, Rahman <rahman@maju.test>;", "rahman@maju.test"),
        ("rahman@maju.test;", "rahman@maju.test"), ("rahman@maju.test,", "rahman@maju.test"),
        ("mailto:rahman@maju.test", "rahman@maju.test"),
        ("MAILTO:rahman@maju.test?subject=Halo", "rahman@maju.test"),
        ("<rahman@maju.test>", "rahman@maju.test"), ("'rahman@maju.test'", "rahman@maju.test"),
        ("rahman@maju.test\u{200B}", "rahman@maju.test"),
        ("rahman@maju.test; rahman@maju.test", "rahman@maju.test"),
        ("Rahman <mailto:rahman@maju.test>", "rahman@maju.test"),
    ])
    func anAddressIsReadAsPeopleCopyIt(_ text: String, _ address: String) throws {
        #expect(try MailAddressReader.read(text) == address)
    }

    @Test(arguments: [
        ("Gudang Sinar <gudang@sinar.test>; beli@sinar.test", "gudang@sinar.test, beli@sinar.test"),
        ("a@b.test;;c@d.test; ", "a@b.test, c@d.test"),
        ("a@b.test\nc@d.test", "a@b.test, c@d.test"),
        ("A, B <a@b.test>, C <c@d.test>", "a@b.test, c@d.test"),
        ("\"C; D\" <c@d.test>; a@b.test", "c@d.test, a@b.test"),
        ("a@b.test c@d.test", "a@b.test, c@d.test"),
    ])
    func severalAddressesAreAllRead(_ text: String, _ addresses: String) throws {
        #expect(try MailAddressReader.readSeveral(text) == addresses)
    }

    @Test func anAddressThatOnlyAHouseKnowsIsAWarning() {
        let reading = reading(
            "kode;nama;kontak;email", "C-1;Maju;Ani;kutip@klien", "C-2;Maju;Ani;a@b.test")
        #expect(reading.warnings == ["D2 invalid-address"])
        #expect(reading.rows[0].content(of: "email") == .value(.text("kutip@klien")))
    }

    @Test func ofSeveralAddressesInOnesPlaceNoneIsLostInSilence() {
        let reading = reading("kode;nama;kontak;email", "C-1;Maju;Ani;\"a@b.test; c@d.test\"")
        #expect(reading.warnings == ["D2 invalid-address"])
        #expect(reading.rows[0].content(of: "email") == .unreadable)
        #expect(reading.rows[0].text("email") == "a@b.test")
    }

    @Test func aCellThatCannotBeReadIsNotABlankOne() {
        let reading = reading(
            "kode;nama;kontak;email;telepon;bahasa", "C-1;Maju;Ani;nanti;lihat kartu;jawa",
            "C-2;Jaya;Ani;;;")
        #expect(
            reading.warnings == ["D2 invalid-address", "E2 not-a-number", "F2 unknown-word"])
        #expect(reading.rows[0].content(of: "email") == .unreadable)
        #expect(reading.rows[0].content(of: "phone") == .unreadable)
        #expect(reading.rows[0].text("phone") == "lihat kartu")
        #expect(reading.rows[0].content(of: "language") == .unreadable)
        #expect(reading.rows[0].content(of: "name") == .value(.text("Maju")))
        #expect(reading.rows[1].content(of: "email") == .blank)
        #expect(reading.rows[1].content(of: "zone") == .absent)
        #expect(reading.rows[1].content(of: "calendar") == .absent)
    }

    @Test func whatDecidesAMomentOrAnOrderIsNeverPassedOver() {
        let deadlines = reading(
            "kode;judul;pic;tenggat;jam", "T-1;Lapor;K-1;2026-12-04;25:00")
        #expect(deadlines.blockers == ["E2 invalid-time"])
        let orders = reading(
            "no_so;baris;klien;barang;qty;tgl_janji;eta;terkirim;status;tgl_disampaikan",
            "SO-1;1;C-1;Meja;3;2026-12-15;nanti;banyak;entah;kemarin")
        #expect(
            orders.blockers == [
                "G2 invalid-date", "H2 not-a-number", "I2 unknown-word", "J2 invalid-date",
            ])
        let holidays = reading("tanggal;nama;jenis;berlaku", "2026-12-04;X;daerah;#REF!")
        #expect(holidays.blockers == ["D2 formula-without-value"])
    }

    @Test(arguments: ["2026.1", "2026,1"])
    func octoberIsNotJanuary(_ text: String) {
        let reading = reading(
            "periode;kode_sales;target_nilai", "\(text);S-1;100")
        #expect(reading.blockers == ["A2 ambiguous-date"])
    }

    @Test(
        arguments: [
            ("2026.1", "", nil), ("2026.1", "0.00", "2026-10"), ("2026.11", "", "2026-11"),
            ("2026.01", "", "2026-01"), ("2026.2", "", "2026-02"), ("202610", "", "2026-10"),
        ] as [(String, String, String?)])
    func aPeriodThatIsANumberIsReadAsShown(_ number: String, _ format: String, _ period: String?) {
        let rows =
            TinyWorkbook.row(1, "periode", "kode_sales", "target_nilai")
            + "<row r=\"2\"><c s=\"1\"><v>\(number)</v></c><c t=\"str\"><v>S-1</v></c>"
            + "<c><v>100</v></c></row>"
        let workbook = TinyWorkbook(rows, formats: [format.isEmpty ? "General" : format])
        let reading = SheetReader().read(workbook.bytes, fileName: "x.xlsx")
        #expect(reading.rows.first?.text("period") == period)
        #expect(reading.isBlocked == (period == nil))
    }

    @Test(arguments: [
        ("periode;kode_sales;no_faktur;produk;unit;nilai", "2026-11;;;NIHIL;;"),
        ("periode;kode_sales;no_faktur;produk;unit;nilai;catatan", "2026-11;;;;0;-;Nihil"),
        ("periode;tim;kategori;tanggal;nilai;no_bukti", "2026-11;JKT;;;;NIHIL"),
        ("periode;tim;kategori;tanggal;nilai;no_bukti", "2026-11;JKT;;;NIHIL;"),
        ("periode;tim;kategori;tanggal;nilai;no_bukti", "NIHIL;;;;;"),
        ("tim;klien;no_faktur;nilai;jatuh_tempo;diperbarui", "JKT;;NIHIL;0;;"),
        ("tim;klien;no_faktur;nilai;jatuh_tempo;diperbarui", "JKT;NIL;NIL;;;"),
    ])
    func nothingToReportMayBeSaidInAnyColumn(_ header: String, _ row: String) {
        let reading = reading(header, row)
        #expect(reading.isNilReport, "\(reading.findings)")
        #expect(reading.findings.isEmpty)
    }

    @Test func aRowThatSaysMoreIsNoNilReport() {
        let reading = reading(
            "periode;kode_sales;no_faktur;produk;unit;nilai", "2026-11;S-1;NIHIL;GN;1;100")
        #expect(!reading.isNilReport)
        #expect(reading.rows.count == 1)
        let register = self.reading("periode;kode_sales;target_nilai", "2026-11;NIHIL;")
        #expect(!register.isNilReport)
    }

    private func reading(_ lines: String...) -> SheetReading {
        SheetReader().read(
            Array((lines.joined(separator: "\r\n") + "\r\n").utf8), fileName: "test.csv")
    }
}
