import Almanac
import Coordination
import Foundation
import Testing

@testable import Sheets

/// A list of another program comes back with the question what its columns are, and is read by the answer.
@Suite struct MappingSheetTests {
    /// As a bookkeeping program exports: titles above, its own names, subtotals, a total, a line below.
    static let export = [
        "PT Garis Lurus;;;;;;", "Daftar Pesanan Penjualan;;;;;;", "Periode: November 2026;;;;;;",
        "",
        "Nomor SO;Kode Barang;Nama Pelanggan;Deskripsi Barang;Kts Pesan;Tgl Rencana Kirim;Gudang",
        "SO-1;BRG-1;PT Cahaya;Meja rapat 240 cm;5;10/12/2026;Pusat",
        "SO-1;BRG-2;PT Cahaya;Kursi susun;40;10/12/2026;Pusat",
        "Total SO-1;;;;45;;", "SO-2;BRG-1;PT Sinar Baru;Meja rapat 240 cm;2;15/12/2026;Cikarang",
        "Total SO-2;;;;2;;", "TOTAL;;;;47;;", "Dicetak oleh admin, halaman 1 dari 1;;;;;;",
    ]

    private static func bytes(_ lines: [String]) -> [UInt8] {
        Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private static let mark = MappingMark(
        hash: String(repeating: "a", count: 64), ledger: "abcd1234")

    /// The mapping sheet's rows as texts, the columns of the first worksheet.
    static func rows(of content: [UInt8]) throws -> [[String]] {
        let book = try Workbook(content)
        var rows = try book.rows(of: 0)
        var row = GridRow()
        var texts: [[String]] = []
        while rows.next(&row) {
            while texts.count < row.number - 1 { texts.append([]) }
            texts.append(row.cells.map(\.text))
        }
        return texts
    }

    private func sheet(
        _ lines: [String] = export, as kind: SheetKind? = nil, language: String = "id"
    ) throws -> [[String]] {
        let sheet = try #require(
            try SheetReader().mappingSheet(
                for: Self.bytes(lines), fileName: "SO November.csv", as: kind, language: language,
                mark: Self.mark, createdAt: Instant(microseconds: 0)))
        return try Self.rows(of: sheet.content)
    }

    /// The filled-in sheet as CSV, as somebody may save it.
    private func filled(_ rows: [[String]]) -> FilledMapping? {
        let lines = rows.map { row in
            row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ";")
        }
        return SheetReader().filledMapping(in: Self.bytes(lines), fileName: "pemetaan.csv")
    }

    @Test func proposesWhatColumnsMean() throws {
        let rows = try sheet()
        let proposals = Dictionary(
            rows.dropFirst(6).filter { $0.count > 2 }.map { ($0[0], $0[2]) },
            uniquingKeysWith: { first, _ in first })
        #expect(proposals["JENIS LEMBAR"] == "pesanan")
        #expect(proposals["Nomor SO"] == "no_pesanan*")
        #expect(proposals["Kode Barang"] == "baris*")
        #expect(proposals["Nama Pelanggan"] == "klien*")
        #expect(proposals["Deskripsi Barang"] == "barang*")
        #expect(proposals["Kts Pesan"] == "jumlah*")
        #expect(proposals["Tgl Rencana Kirim"] == "tgl_janji*")
        #expect(proposals["Gudang"] == "")
        let samples = try #require(rows.first { $0.first == "Nama Pelanggan" })
        #expect(samples[1] == "PT Cahaya · PT Sinar Baru")
    }

    @Test func neitherSumsNorTheHeaderOnceMoreAreExamples() throws {
        var lines = Self.export
        lines.insert(contentsOf: ["Sub Total;;;;45;;", lines[4]], at: 7)
        let rows = try sheet(lines)
        let orders = try #require(rows.first { $0.first == "Nomor SO" })
        #expect(orders[1].hasPrefix("SO-1 · SO-2 · Dicetak"))
        let amounts = try #require(rows.first { $0.first == "Kts Pesan" })
        #expect(amounts[1] == "5 · 40 · 2")
    }

    @Test("In both languages it reads what it wrote", arguments: ["id", "en"])
    func comesBack(_ language: String) throws {
        let filled = try #require(filled(try sheet(language: language)))
        #expect(filled.findings.isEmpty, "\(filled.findings)")
        #expect(filled.mark == Self.mark)
        let mapping = try #require(filled.mapping)
        #expect(mapping.kind == .orders && mapping.header.count == 7)
        #expect(mapping.columns["line"] == SheetMapping.Heading(name: "kodebarang", before: 0))
        let reading = SheetReader().following([mapping]).read(
            Self.bytes(Self.export), fileName: "SO November.csv")
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.kind == .orders && reading.rows.count == 3)
        #expect(
            reading.rows.map { $0.text("client") } == ["PT Cahaya", "PT Cahaya", "PT Sinar Baru"])
        #expect(reading.rows[2].date("promised") == CivilDate("2026-12-15"))
        #expect(
            reading.remarks.contains {
                $0.english.contains("passed over") && $0.english.contains("8, 10")
            })
        #expect(!reading.remarks.contains { $0.english.contains("unknown columns") })
    }

    @Test func aListLikeItIsRead() throws {
        let mapping = try #require(filled(try sheet())?.mapping)
        let reader = SheetReader().following([mapping])
        // A column more, in another order, without one that need not be there.
        let like = [
            "Laporan",
            "Gudang;Deskripsi Barang;Nomor SO;Kode Barang;Nama Pelanggan;Kts Pesan;Tgl Rencana Kirim;Merek",
            "Pusat;Meja;SO-9;BRG-1;PT Cahaya;1;1/12/2026;X",
        ]
        #expect(reader.read(Self.bytes(like), fileName: "x.csv").rows.count == 1)
        let other = [
            "Nomor SO;Kode Barang;Nama Pelanggan;Nilai", "SO-9;BRG-1;PT Cahaya;1",
        ]
        let unknown = reader.read(Self.bytes(other), fileName: "x.csv")
        #expect(unknown.kind == nil && unknown.isForeign)
        // Our own names are understood first.
        let own = ["code;title;owner;due_date", "T-1;Tender;S;2026-12-04"]
        #expect(reader.read(Self.bytes(own), fileName: "x.csv").kind == .deadlines)
    }

    @Test func whatIsTheSameInEveryRowIsWrittenOnce() throws {
        let lines = ["No;Perihal;Batas Waktu", "7;Lapor pajak;4/12/2026", "8;Tender;5/12/2026"]
        var rows = try sheet(lines)
        let owner = try #require(rows.firstIndex { $0.count > 2 && $0[2] == "penanggung_jawab*" })
        #expect(rows[owner][0] == "")
        let open = try #require(filled(rows))
        #expect(open.mapping == nil)
        #expect(open.findings.map(\.cell) == ["D\(owner + 1)"])
        #expect(open.findings.map(\.code) == [.required])
        while rows[owner].count < 4 { rows[owner].append("") }
        rows[owner][3] = "S"
        let mapping = try #require(filled(rows)?.mapping)
        #expect(mapping.constants == ["owner": "S"])
        let reading = SheetReader().following([mapping]).read(Self.bytes(lines), fileName: "x.csv")
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows.map { $0.text("owner") } == ["S", "S"])
        #expect(reading.rows.map { $0.text("code") } == ["7", "8"])
    }

    @Test func oneColumnMayServeTwice() throws {
        var rows = try sheet(["Kode Pelanggan;Nama Pelanggan;Kota", "C-9;PT Sembilan;Bogor"])
        let contact = try #require(rows.firstIndex { $0.count > 2 && $0[2] == "kontak*" })
        rows[contact][0] = "Nama Pelanggan"
        let mapping = try #require(filled(rows)?.mapping)
        #expect(mapping.kind == .clients)
        #expect(mapping.columns["contact"] == mapping.columns["name"])
    }

    @Test("Its header on each page loses no row", arguments: [(10, 2), (2, 10), (2, 2), (1, 1)])
    func itsHeaderOnEachPageLosesNoRow(_ above: Int, _ below: Int) throws {
        let mapping = try #require(filled(try sheet())?.mapping)
        let header = Self.export[4]
        let rows = (1...above + below).map { "SO-\($0);BRG-1;PT Cahaya;Meja;5;10/12/2026;Pusat" }
        let pages = ["PT Garis Lurus;;;;;;", header] + rows[..<above] + [header] + rows[above...]
        let reader = SheetReader().following([mapping])
        let whole = reader.read(
            Self.bytes(pages + ["TOTAL;;;;\(5 * rows.count);;"]), fileName: "x.csv")
        #expect(whole.findings.isEmpty, "\(whole.findings)")
        #expect(whole.rows.map { $0.text("order") } == (1...above + below).map { "SO-\($0)" })
        // The sum of the last page is not that of the list.
        let part = reader.read(Self.bytes(pages + ["TOTAL;;;;\(5 * below);;"]), fileName: "x.csv")
        #expect(part.findings.map(\.code) == [.totalMismatch], "\(part.findings)")
    }

    @Test func whatIsFoundInTheFileIsAskedNoMore() throws {
        let lines = [
            "Nomor SO;Kode Barang;Nama Pelanggan;Deskripsi Barang;Kts Pesan;Gudang",
            "SO-1;BRG-1;PT Cahaya;Meja;5;Pusat",
        ]
        var rows = try sheet(lines, as: .orders)
        let asked = try #require(
            rows.firstIndex { $0.count > 2 && $0[0] == "" && $0[2] == "tgl_janji*" })
        let own = try #require(rows.firstIndex { $0.first == "Gudang" })
        rows[own][2] = "tgl_janji*"
        let gudang = SheetMapping.Heading(name: "gudang", before: 0)
        #expect(filled(rows)?.mapping?.columns["promised"] == gudang)
        var sorted = rows
        sorted.swapAt(asked, own)
        #expect(filled(sorted)?.mapping?.columns["promised"] == gudang)
        // Filled in, too, nobody knows which of the two is meant.
        while rows[asked].count < 4 { rows[asked].append("") }
        rows[asked][3] = "2026-12-04"
        #expect(filled(rows)?.findings.map(\.code) == [.duplicateKey])
    }

    @Test func aStandInStandsBackToo() throws {
        let lines = [
            "Nomor SO;Nama Pelanggan;Deskripsi Barang;Kts Pesan;Tgl Rencana Kirim;Gudang",
            "SO-1;PT Cahaya;Meja;5;10/12/2026;Pusat",
        ]
        var rows = try sheet(lines, as: .orders)
        let standIn = try #require(
            rows.firstIndex { $0.first == "Deskripsi Barang" && $0[2] == "baris*" })
        #expect(
            filled(rows)?.mapping?.columns["line"]
                == SheetMapping.Heading(name: "deskripsibarang", before: 0))
        let own = try #require(rows.firstIndex { $0.first == "Gudang" })
        rows[own][2] = "baris*"
        #expect(
            filled(rows)?.mapping?.columns["line"]
                == SheetMapping.Heading(name: "gudang", before: 0))
        rows[standIn][0] = "Nama Pelanggan"
        #expect(filled(rows)?.findings.map(\.code) == [.duplicateKey])
    }

    @Test func saysWhatIsWrongWhere() throws {
        var rows = try sheet()
        let item = try #require(rows.firstIndex { $0.first == "Deskripsi Barang" })
        rows[item][2] = "barangnya"
        let quantity = try #require(rows.firstIndex { $0.first == "Kts Pesan" })
        rows[quantity][2] = "klien"
        let findings = try #require(filled(rows)).findings
        #expect(findings.map(\.cell) == ["C\(item + 1)", "C\(quantity + 1)"])
        #expect(findings.map(\.code) == [.unknownWord, .duplicateKey])
        var unknown = try sheet()
        unknown[6][2] = "pesannan"
        #expect(filled(unknown)?.findings.map(\.cell) == ["C7"])
        var lacking = try sheet()
        lacking[quantity][2] = ""
        let missing = try #require(filled(lacking)).findings
        #expect(missing.map(\.code) == [.missingColumns])
        #expect(missing[0].expected.indonesian.contains("jumlah"))
    }

    @Test func headersThatHaveOneNameTwiceAreToldApart() throws {
        let lines = ["No Faktur;Tanggal;Tanggal;Nilai", "F-1;1/11/2026;2/11/2026;5000"]
        let rows = try sheet(lines, as: .expenses)
        let dates = rows.filter { $0.first == "Tanggal" }
        #expect(dates.map { $0[1] } == ["1/11/2026", "2/11/2026"])
        #expect(dates.map { $0[2] } == ["tanggal*", ""])
    }

    @Test func whatHoldsNoTableIsNotAskedAbout() throws {
        for lines in [["Kepada Yth."], ["Satu baris, saja"], [""]] {
            let sheet = try SheetReader().mappingSheet(
                for: Self.bytes(lines), fileName: "x.csv", language: "id", mark: Self.mark,
                createdAt: Instant(microseconds: 0))
            #expect(sheet == nil)
        }
        #expect(SheetReader().filledMapping(in: Self.bytes(Self.export), fileName: "x.csv") == nil)
    }
}
