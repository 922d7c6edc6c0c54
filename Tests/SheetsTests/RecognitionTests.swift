import Coordination
import Testing

@testable import Sheets

@Suite struct RecognitionTests {
    /// A header and a row for each kind, in English and Indonesian.
    private static let samples: [(SheetKind, String, String, String)] = [
        (.people, "code;name;role", "Kode;Nama;Jabatan", "S-1;Ani;sales"),
        (.teams, "team_code;name", "Kode Tim;NAMA", "JKT;Jakarta"),
        (.clients, "code;name;contact", "kode;nama pelanggan;kontak", "C1;PT A;Budi"),
        (
            .deadlines, "code;title;owner;due_date", "Kode;Judul;PIC;Tenggat",
            "T-1;Laporan;S-1;2026-12-04"
        ),
        (
            .orders, "order;line;client;item;quantity;promised",
            "No. SO;Baris;Pelanggan;Barang;Qty;Tgl. Janji", "SO-1;1;C1;Pompa;2;2026-12-04"
        ),
        (.reasons, "code;id;client_safe", "kode;id;boleh ke klien", "KAPAL;kapal tertunda;ya"),
        (.decisions, "id;hash;decision;by", "ID;Hash;Keputusan;Oleh", "7;ab12;setuju;K-01"),
        (
            .delegations, "person;from;until;stand_in", "kode-orang;mulai;selesai;pengganti",
            "S-1;2026-12-01;2026-12-04;S-2"
        ),
        (.holidays, "date;name;kind", "Tanggal;Nama;Jenis", "2026-12-31;Tutup;kantor"),
        (
            .targets, "period;salesperson;target_amount", "Periode;Kode_Sales;Target Nilai",
            "2026-11;S-1;900.000.000"
        ),
        (
            .achievements, "period;salesperson;invoice;product;units;amount",
            "Periode;Kode Sales;Nomor Faktur;Produk;Unit;Omzet", "2026-11;S-1;F-1;PK-12;3;5.000.000"
        ),
        (
            .collections, "team;client;invoice;amount;due;updated",
            "Tim;Klien;No Faktur;Nilai;Jatuh Tempo;Diperbarui",
            "JKT;C1;F-1;5.000.000;2026-12-04;2026-11-20"
        ),
        (
            .expenses, "period;team;category;date;amount;receipt",
            "Periode;Tim;Kategori;Tanggal;Nilai;No. Bukti",
            "2026-11;JKT;jamuan;2026-11-04;250.000;BK-1"
        ),
    ]

    @Test func everyKindHasASample() {
        #expect(Self.samples.map(\.0) == SheetKind.allCases)
    }

    @Test(arguments: samples)
    func everyKindIsRecognisedInBothLanguages(
        _ kind: SheetKind, _ english: String, _ indonesian: String, _ row: String
    ) {
        for header in [english, indonesian, english.uppercased()] {
            let reading = reading(header, row)
            #expect(reading.kind == kind, "\(header)")
            #expect(reading.rows.count == 1)
            #expect(reading.findings.isEmpty, "\(reading.findings)")
        }
    }

    @Test(arguments: [
        "No PO", "no_po", "NO-PO", "No. PO", " Nomor  PO ", "Client PO*", "clientpo:",
    ])
    func headersMatchLoosely(_ header: String) {
        let vocabulary = Vocabulary(.of(.orders), aliases: [:])
        let match = vocabulary.match(GridRow(), names: [HeaderName.canonical(header)])
        #expect(match.columns.map(\.column.name) == ["client_po"])
    }

    @Test func aHeaderBelowTitleRowsIsFoundAndCellsKeepTheirNames() {
        let reading = reading(
            "PT Maju Bersama;;", "Daftar orang;;", "", ";;", "No;Kode;Nama;Jabatan", "1;S-1;;sales")
        #expect(reading.kind == .people)
        #expect(reading.blockers == ["C6 required"])
        #expect(reading.columnLetters == ["code": "B", "name": "C", "role": "D"])
        #expect(reading.remarks.contains { $0.english.contains("A “No”") })
    }

    @Test func aHeaderIsNotLookedForWithoutEnd() {
        let titles = Array(repeating: "judul", count: SheetLimits.headerDepth)
        let text = (titles + ["kode;nama;jabatan", "S-1;Ani;sales"]).joined(separator: "\n")
        let reading = SheetReader().read(Array(text.utf8), fileName: "x.csv")
        #expect(reading.blockers == ["A1 unrecognised-sheet"])
    }

    @Test func aTieIsAnErrorThatTheSenderResolves() throws {
        let lines = ("kode;nama;pic;jabatan", "Q-1;Siapa Ini;Budi;sales")
        let ambiguous = reading(lines.0, lines.1)
        #expect(ambiguous.kind == nil)
        #expect(ambiguous.blockers == ["A1 ambiguous-sheet"])
        #expect(
            try #require(ambiguous.findings.first).expected.english.contains("people or clients"))
        #expect(reading(lines.0, lines.1, as: .people).rows.first?["role"] == .word("sales"))
        #expect(reading(lines.0, lines.1, as: .clients).rows.first?.text("contact") == "Budi")
    }

    @Test func theKindThatExplainsMostWins() {
        let reading = reading("kode;nama;pic;jabatan;atasan", "Q-1;Ani;Budi;sales;D-1")
        #expect(reading.kind == .people)
        #expect(reading.remarks.contains { $0.english.contains("C “pic”") })
    }

    @Test func whatIsNoSheetSaysWhichIsNearest() throws {
        let reading = reading("kode;judul;penanggung_jawab", "T-1;Laporan;S-1")
        #expect(reading.blockers == ["A1 unrecognised-sheet"])
        #expect(try #require(reading.findings.first).expected.english.contains("lacks due_date"))
    }

    @Test func aSheetThatIsSaidToBeOneNamesItsMissingColumnsAndItsOtherFaults() {
        let reading = reading("judul", "kode;judul;jatuh_tempo", "T-1;;kapan", as: .deadlines)
        #expect(reading.kind == .deadlines)
        #expect(
            reading.blockers == ["A2 missing-columns", "B3 required", "C3 invalid-date"])
    }

    @Test func nothingOfASheetThatItIsSaidToBeIsUnrecognised() {
        #expect(reading("a;b", as: .orders).blockers == ["A1 unrecognised-sheet"])
    }

    @Test func settingsAddAliases() {
        let reader = SheetReader(aliases: [.people: ["code": ["NIK"], "role": ["Posisi Kerja"]]])
        let reading = reading("nik;nama;posisi_kerja", "S-1;Ani;sales", with: reader)
        #expect(reading.kind == .people)
        #expect(reading.rows.first?.text("code") == "S-1")
    }

    @Test func aColumnThatStandsThereTwiceIsAnErrorWhereItDiffers() {
        let same = reading("kode;nama;name;jabatan", "S-1;Ani;Ani;sales", "S-2;Budi;;sales")
        #expect(same.blockers.isEmpty)
        #expect(same.rows.map { $0.text("name") } == ["Ani", "Budi"])
        #expect(!same.remarks.isEmpty)
        let differs = reading("kode;nama;name;jabatan", "S-1;Ani;Anita;sales")
        #expect(differs.blockers == ["C1 duplicate-key"])
        let phones = reading("kode;nama;jabatan;telepon;wa", "S-1;Ani;sales;0215507060;0812345678")
        #expect(phones.blockers.isEmpty)
        #expect(phones.rows.first?.text("phone") == "+62215507060")
    }

    @Test func everyDefinitionHoldsTogether() {
        for definition in SheetDefinition.all {
            let names = Set(definition.columnNames)
            #expect(names.count == definition.columns.count)
            let named =
                definition.key
                + [
                    definition.amountColumn, definition.dueColumn, definition.span?.from,
                    definition.span?.until,
                ].compactMap(\.self)
            #expect(named.allSatisfy(names.contains), "\(definition.kind)")
            let headers = definition.columns.flatMap { [$0.name] + $0.aliases }
            #expect(Set(headers.map(HeaderName.canonical)).count == headers.count)
        }
        #expect(SheetDefinition.all.count == SheetKind.allCases.count)
    }
}
