import Almanac
import Coordination
import Testing

@testable import Sheets

@Suite struct RowRulesTests {
    private let orders = "no_so;baris;klien;barang;qty;tgl_janji"
    private let sales = "periode;kode_sales;no_faktur;produk;unit;nilai;retur"

    @Test func everyFaultIsFoundInTheOrderOfTheFile() {
        let reading = reading(
            "kode;judul;pic;tenggat;jam;status", "T-1;;K-1;31/02/2027;25:00;buka",
            ";x;;04/12/26;;beres")
        #expect(
            reading.blockers == [
                "B2 required", "D2 invalid-date", "E2 invalid-time", "A3 required", "C3 required",
                "D3 ambiguous-date",
            ])
        #expect(reading.warnings == ["F3 unknown-word"])
        #expect(reading.rows.map(\.number) == [2, 3])
        #expect(reading.rows[0].text("owner") == "K-1")
    }

    @Test func numbersKeepToTheirBounds() {
        let reading = reading(
            orders + ";terkirim", "SO-1;1;C1;Pompa;0;2026-12-04;-1",
            "SO-1;2;C1;Pompa;1;2026-12-04;0", "SO-1;3;C1;Pompa;20000000000000;2026-12-04;0")
        #expect(reading.blockers == ["E2 out-of-range", "G2 out-of-range", "E4 out-of-range"])
        let returns = self.reading(sales, "2026-11;S-1;F-1;A;-3;10;5", "2026-11;S-1;F-2;A;0;-10;-5")
        #expect(returns.blockers == ["E2 out-of-range", "G2 out-of-range"])
    }

    private func reading(_ lines: String...) -> SheetReading {
        SheetReader().read(Array(lines.joined(separator: "\n").utf8), fileName: "test.csv")
    }

    @Test func identicalRowsAreOne() {
        let reading = reading(
            orders, "SO-1;1;C1;Pompa;2;2026-12-04", "SO-2;1;C1;Pompa;2;2026-12-04",
            "so-1; 1 ;C1;Pompa;2;04/12/2026")
        #expect(reading.findings.isEmpty)
        #expect(reading.rows.map(\.number) == [2, 3])
        #expect(
            reading.remarks.contains {
                $0.english.contains("repeat") && $0.english.contains("4 (= 2: “so-1” = “SO-1”)")
            }, "\(reading.remarks)")
    }

    @Test func codesThatOnlyLookApartAreSaidToBeOne() {
        let other = reading(
            orders, "SO-1;1;C1;Pompa;2;2026-12-04", "SO\u{200B}-1;1;C1;Pompa;3;2026-12-04")
        #expect(other.blockers == ["A3 duplicate-key"])
        let expected = other.findings[0].expected
        #expect(
            expected.english.contains("(“SO<U+200B>-1” and “SO-1” are one code: neither capitals"),
            "\(expected.english)")
        #expect(expected.indonesian.contains("adalah satu kode"))
        let same = reading(
            orders, "SO-1;1;C1;Pompa;2;2026-12-04", "SO\u{200B}-1;1;C1;Pompa;2;2026-12-04",
            "SO-1;1;C1;Pompa;2;2026-12-04")
        #expect(same.findings.isEmpty && same.rows.count == 1)
        #expect(
            same.remarks.contains {
                $0.english.contains("3 (= 2: “SO<U+200B>-1” = “SO-1”), 4")
            }, "\(same.remarks)")
    }

    @Test func differentRowsOfOneKeyAreAFindingOnTheLater() {
        let reading = reading(
            orders, "SO-1;1;C1;Pompa;2;2026-12-04", "SO-1;2;C1;Pompa;2;2026-12-04",
            "so-1;1;C1;Pompa;3;2026-12-04")
        #expect(reading.blockers == ["A4 duplicate-key"])
        #expect(reading.rows.count == 3)
        // It says beside which row, and in what they differ.
        #expect(
            reading.findings[0].expected.english
                == "one row for each order and line: row 2 has the same (“so-1” and “SO-1” are one code: "
                + "neither capitals nor marks that cannot be seen count), with another quantity (“2”)"
        )
        #expect(
            reading.findings[0].expected.indonesian
                == "satu baris saja untuk tiap no_pesanan dan baris: baris 2 sudah memuatnya (“so-1” dan "
                + "“SO-1” adalah satu kode: huruf besar dan tanda yang tak terlihat tidak dihitung), "
                + "dengan jumlah lain (“2”)")
    }

    @Test func whatOnlyCannotBeReadIsNoOtherValue() {
        let reading = reading(
            orders, "SO-1;1;C1;Pompa;2;2026-12-04", "SO-1;1;C1;Pompa;2;besok")
        #expect(reading.blockers == ["A3 duplicate-key", "F3 invalid-date"])
        #expect(reading.findings[0].expected.english.hasSuffix("row 2 has the same"))
    }

    @Test func aBlankPartOfAKeyIsAValue() {
        let reading = reading(
            "tanggal;nama;jenis;berlaku", "2026-12-31;Tutup;kantor;", "2026-12-31;Lain;kantor;JPR",
            "31/12/2026;Lagi;kantor;")
        #expect(reading.blockers == ["A4 duplicate-key"])
    }

    @Test func blankRowsAreNoRows() {
        let reading = reading(orders, "", ";;;;;", " ; ;;;;", "SO-1;1;C1;Pompa;2;2026-12-04", ";;")
        #expect(reading.rows.map(\.number) == [5])
        #expect(reading.findings.isEmpty)
    }

    @Test(arguments: ["TOTAL", "Jumlah", "total :", "Grand Total", "TOTAL KESELURUHAN"])
    func aTotalIsCheckedAndNoRow(_ word: String) {
        let right = reading(
            sales, "2026-11;S-1;F-1;A;3;1.000;0", "2026-11;S-1;F-2;A;4;2.000;-500",
            "\(word);;;;7;Rp 3.000,-;-500")
        #expect(right.findings.isEmpty)
        #expect(right.rows.count == 2)
        #expect(right.totals == ["amount": 3_000, "returns": -500])
        let wrong = reading(
            sales, "2026-11;S-1;F-1;A;3;1.000;0", ";\(word);;;4;1.001;x")
        #expect(
            wrong.blockers == ["E3 total-mismatch", "F3 total-mismatch", "G3 not-a-number"])
        #expect(wrong.findings[1].expected.english.contains("1000"))
        #expect(wrong.rows.count == 1)
    }

    @Test func aTotalOverAFaultyCellIsAWarningThatNamesIt() {
        let reading = reading(
            sales, "2026-11;S-1;F-1;A;#N/A;1.000;0", "2026-11;S-1;F-2;A;-3;2.000;0",
            "2026-11;S-1;F-3;A;tiga;0;0", "TOTAL;;;;7;3.000;")
        #expect(reading.blockers == ["E2 not-a-number", "E3 out-of-range", "E4 not-a-number"])
        #expect(reading.warnings == ["E5 total-mismatch"])
        #expect(reading.findings.last?.expected.english.contains("E2") == true)
    }

    @Test func aTotalCountsARepeatedRowOnce() {
        let reading = reading(
            sales, "2026-11;S-1;F-1;A;3;1.000;0", "2026-11;S-1;F-1;A;3;1.000;0", "TOTAL;;;;;2.000;")
        #expect(reading.blockers == ["F4 total-mismatch"])
        #expect(reading.totals["amount"] == 1_000)
    }

    @Test func aRowThatOnlyBeginsLikeATotalIsARow() {
        let reading = reading("kode;nama;jabatan", "TOTAL;Total Energi;sales")
        #expect(reading.rows.first?.text("code") == "TOTAL")
    }

    @Test func onlyColumnsOfTheFileHaveTotals() {
        let reading = reading(
            "periode;kode_sales;no_faktur;produk;unit;nilai", "2026-11;S-1;F-1;A;3;1.000")
        #expect(reading.totals == ["amount": 1_000])
    }

    @Test(arguments: ["NIHIL", "nil", "Nihil"])
    func aNilReportSaysNothingElse(_ word: String) {
        let reading = reading(sales, "2026-11;\(word);;;;;", "2026-11;\(word);;;0;0;-")
        #expect(reading.isNilReport)
        #expect(reading.rows.isEmpty)
        #expect(reading.findings.isEmpty)
    }

    @Test func nilBesideFiguresIsAContradiction() {
        let reading = reading(sales, "2026-11;S-1;F-1;A;3;1.000;0", "2026-11;NIHIL;;;;;")
        #expect(reading.blockers == ["B3 out-of-range"])
        #expect(!reading.isNilReport)
    }

    @Test func nilWithFiguresInItsRowIsARow() {
        let reading = reading(sales, "2026-11;NIHIL;;;;1.000;")
        #expect(!reading.isNilReport)
        #expect(reading.blockers == ["C2 required", "D2 required", "E2 required"])
    }

    @Test func onlySubmissionsKnowNilReports() {
        #expect(!reading("kode;nama;jabatan", "NIHIL;;").isNilReport)
        #expect(
            self.reading(
                "tim;klien;no_faktur;nilai;jatuh_tempo;diperbarui", "JKT;NIHIL;;;;"
            ).isNilReport)
    }

    @Test func aDelegationEndsAfterItBegins() {
        let reading = reading(
            "kode_orang;mulai;selesai;pengganti", "S-1;2026-12-04;2026-12-01;S-2",
            "S-2;2026-12-04;2026-12-04;S-1")
        #expect(reading.blockers == ["C2 out-of-range"])
    }

    @Test func anOpenDeadlineInThePastIsAWarning() throws {
        let bytes = Array(
            """
            kode;judul;pic;tenggat;status
            T-1;a;K-1;2026-11-22;
            T-2;b;K-1;2026-11-23;
            T-3;c;K-1;2026-11-01;selesai
            """.utf8)
        let today = try #require(CivilDate("2026-11-23"))
        let reading = SheetReader().read(bytes, fileName: "x.csv", today: today)
        #expect(reading.warnings == ["D2 past-date"])
        #expect(!reading.isBlocked)
        #expect(SheetReader().read(bytes, fileName: "x.csv").findings.isEmpty)
    }

    @Test func aWarningKeepsItsRow() {
        let reading = reading("kode;nama;jabatan;telepon;email", "S-1;Ani;sales;ext 5;tidak ada")
        #expect(reading.warnings == ["D2 not-a-number", "E2 invalid-address"])
        #expect(reading.rows.first?.text("phone") == "ext 5")
        #expect(reading.rows.first?["email"] == nil)
    }

    @Test func hiddenRowsCountAndAreRemarked() {
        var rows = StoredRows([
            GridRow(number: 1, cells: ["kode", "nama", "jabatan"].map { GridCell(text: $0) }),
            GridRow(
                number: 3, cells: ["S-1", "Ani", "sales"].map { GridCell(text: $0) }, isHidden: true
            ),
        ])
        var reading = SheetReading(file: "x.xlsx")
        let reader = SheetReader()
        reader.read(
            &rows, as: reader.recognise(rows, as: nil), today: nil, into: &reading)
        #expect(reading.worksheet == "Orang")
        #expect(reading.rows.map(\.number) == [3])
        #expect(reading.remarks.contains { $0.english.contains("hidden") })
    }

    @Test func findingsAreBounded() {
        let lines = (0..<6_000).map { _ in ";;x" }
        let text = (["kode;nama;jabatan"] + lines).joined(separator: "\n")
        let findings = SheetReader().read(Array(text.utf8), fileName: "x.csv").findings
        #expect(findings.count == SheetLimits.findings + 1)
        #expect(findings.last?.code == .tooLarge)
        #expect(findings.last?.value == "8000")
    }

    @Test func aFileIsNamedWithoutFolders() {
        let reading = SheetReader().read([], fileName: "inbox/people/x.csv")
        #expect(reading.file == "x.csv")
        #expect(reading.findings.first?.file == "x.csv")
    }
}

/// Rows of another format than CSV.
private struct StoredRows: GridRows {
    let worksheet: String? = "Orang"
    let faults: [GridFault] = []
    private var rows: ArraySlice<GridRow>

    init(_ rows: [GridRow]) { self.rows = rows[...] }

    mutating func next(_ row: inout GridRow) -> Bool {
        guard let first = rows.popFirst() else { return false }
        row = first
        return true
    }
}
