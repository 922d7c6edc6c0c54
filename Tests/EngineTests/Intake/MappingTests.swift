import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// Lists of other programs: asked about once, taken at once, and known from then on.
@Suite struct MappingTests {
    /// Sales orders as a bookkeeping program exports them: titles above, subtotals, names for codes.
    static let export = [
        "PT Garis Lurus;;;;;;", "Daftar Pesanan Penjualan;;;;;;", "",
        "Nomor SO;Kode Barang;Nama Pelanggan;Deskripsi Barang;Kts Pesan;Tgl Rencana Kirim;Nama Sales",
        "SO-1;BRG-1;PT Cahaya;Meja rapat 240 cm;5;10/12/2026;Sari Wulandari",
        "SO-1;BRG-2;PT Cahaya;Kursi susun;40;10/12/2026;Sari Wulandari",
        "Total SO-1;;;;45;;", "SO-2;BRG-1;PT Sinar Baru;Meja rapat;2;15/12/2026;Ratna Daeng",
        "TOTAL;;;;47;;", "Dicetak oleh admin;;;;;;",
    ]

    private static func file(_ name: String, _ lines: [String]) -> Intake.File {
        Intake.File(name: name, content: Array((lines.joined(separator: "\r\n") + "\r\n").utf8))
    }

    private func lines(of work: TestOffice) async throws -> [String] {
        try await work.stages.ledger.read { try $0.orders() }
            .flatMap { order in
                order.lines.map {
                    "\(order.code) \($0.line) \($0.client) \($0.item) \($0.promised) "
                        + ($0.salesperson ?? "-")
                }
            }.sorted()
    }

    private static let taken = [
        "SO-1 BRG-1 C2 Meja rapat 240 cm 2026-12-10 S", "SO-1 BRG-2 C2 Kursi susun 2026-12-10 S",
        "SO-2 BRG-1 C1 Meja rapat 2026-12-15 SM",
    ]

    /// Drops a list, and its mapping sheet as it came back, which asks for nothing but a nod.
    private func explain(_ inbox: Inbox) async throws {
        try inbox.drop("SO November.csv", Self.export.joined(separator: "\r\n"))
        try await inbox.settle()
        let asked = try #require(
            try inbox.names("rejected").first { $0.hasSuffix("(mapping).xlsx") })
        try FileManager.default.copyItem(
            at: inbox.path("rejected/\(asked)"), to: inbox.path(asked))
        try await inbox.settle()
    }

    @Test func aDryRunRemembersNothingAndSaysSo() async throws {
        let work = try await TestOffice()
        let list = Self.file("SO November.csv", Self.export)
        let asked = try await ask(work, list)
        let answer = Intake.File(name: asked.file.name, content: [UInt8](asked.file.content))
        let tried = try await work.take([answer], isDryRun: true)[0]
        let remarks = tried.reading.remarks.map(\.english).joined()
        #expect(remarks.contains("would be remembered") && !remarks.contains("from now on"))
        let taken = try await work.take([answer])[0]
        #expect(taken.reading.remarks.map(\.english).joined().contains("remembered as mapping 1"))
    }

    @Test func aNameThatSeveralShareComesWithTheirCodes() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language",
            "C7;PT Cahaya;Ibu Tini;c7@klien.test;id")
        let list = Self.file("SO November.csv", Self.export)
        let asked = try await ask(work, list)
        let answer = Intake.File(name: asked.file.name, content: [UInt8](asked.file.content))
        let report = try await work.take([answer])[0]
        let finding = try #require(
            report.reading.findings.first { $0.code == .unknownCode && $0.value == "PT Cahaya" })
        #expect(finding.expected.indonesian.hasSuffix("bernama sama: C2, C7"))
        // A name that only one has comes with its code, also where no list of another program is read.
        let orders = try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity",
            "O1;1;pt  sinar baru;2026-12-10;Meja;5", "O2;1;PT Cahaya;2026-12-10;Meja;5")
        #expect(
            orders.reading.findings.filter { $0.code == .unknownCode }.map(\.suggestion) == [
                "C1", nil,
            ])
        #expect(orders.reading.findings[0].expected.english == "its code: C1")
    }

    private func ask(
        _ work: TestOffice, _ file: Intake.File, as kind: String? = nil
    ) async throws -> AskColumns.Reply {
        try await work.call(
            AskColumns(
                file: SentFile(name: file.name, content: Data(file.content), upload: nil),
                kind: kind))
    }

    @Test func aDroppedListComesBackWithAQuestion() async throws {
        let inbox = try await Inbox()
        try inbox.drop("SO November.csv", Self.export.joined(separator: "\r\n"))
        try await inbox.settle()
        #expect(
            try inbox.names("rejected") == [
                "SO November (mapping).xlsx", "SO November.csv", "SO November.csv.report.txt",
            ])
        #expect(try inbox.report("rejected/SO November.csv").contains("SO November (mapping).xlsx"))
        let item = try #require(
            try await inbox.work.notices().flatMap(\.items).map(\.item)
                .first { $0.kind == "sheet-rejected" })
        #expect(item.facts["mapping"] != nil && item.facts["marked"] == nil)
        #expect(item.attachments.map(\.name) == ["SO November (mapping).xlsx"])
    }

    @Test func theAnswerHasItTakenAndThoseLikeIt() async throws {
        let inbox = try await Inbox()
        try await explain(inbox)
        #expect(try inbox.names("accepted").contains("SO November (mapping).xlsx"))
        let report = try inbox.report("accepted/SO November (mapping).xlsx")
        #expect(report.contains("File: SO November.csv"))
        #expect(report.contains("mapping 1"))
        #expect(try await lines(of: inbox.work) == Self.taken)
        let later = Self.export.map { $0.replacing("10/12/2026", with: "17/12/2026") }
        try inbox.drop("SO Desember.csv", later.joined(separator: "\r\n"))
        try await inbox.settle()
        #expect(try inbox.names("accepted").contains("SO Desember.csv"))
        let expected = try await inbox.work.stages.ledger.read { try $0.order("SO-1") }
        #expect(expected?.lines.allSatisfy { $0.promised == CivilDate("2026-12-17") } == true)
        // The answer once more says nothing new.
        try FileManager.default.copyItem(
            at: inbox.path("accepted/SO Desember.csv"), to: inbox.path("lagi.csv"))
        try await inbox.settle()
        #expect(try inbox.report("accepted/lagi.csv").contains("nothing has changed"))
    }

    @Test func aRemovedMappingReadsNothingNew() async throws {
        let inbox = try await Inbox()
        try await explain(inbox)
        let work = inbox.work
        let known = try await work.call(ListMappings()).mappings
        #expect(known.map(\.number) == [1] && known.map(\.sheet) == ["orders"])
        #expect(known[0].columns["client"] == "namapelanggan")
        _ = try await work.call(RemoveMapping(number: 1, by: "K"))
        #expect(try await work.call(ListMappings()).mappings.isEmpty)
        await #expect(throws: (any Error).self) {
            try await work.call(RemoveMapping(number: 1, by: "K"))
        }
        let report = try await work.take([Self.file("SO lagi.csv", Self.export)])[0]
        #expect(report.reading.findings.map(\.code) == [.unrecognisedSheet])
    }

    @Test func aWrongAnswerIsAnsweredByCell() async throws {
        let work = try await TestOffice()
        let asked = try await ask(work, Self.file("SO.csv", Self.export))
        #expect(asked.file.name == "SO (mapping).xlsx")
        let mark = MappingMark(
            hash: Checksum.sha256(Self.file("", Self.export).content),
            ledger: try await work.stages.ledger.read { try $0.identity() })
        let answer = [
            "Column in your file;Examples;Tenggat's column;The same in every row;\(mark.text)",
            "KIND OF SHEET;;orders;;", "Nomor SO;;order;;tenggat-column 0 noso",
            "Kode Barang;;lines;;tenggat-column 0 kodebarang",
        ]
        let report = try await work.take([Self.file("jawaban.csv", answer)])[0]
        #expect(
            report.reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == ["C4 unknown-word"])
        #expect(try await work.call(ListMappings()).mappings.isEmpty)
        #expect(try await lines(of: work).isEmpty)
    }

    @Test func aDryRunRemembersNothing() async throws {
        let work = try await TestOffice()
        let asked = try await ask(work, Self.file("SO.csv", Self.export))
        let answer = Intake.File(name: asked.file.name, content: [UInt8](asked.file.content))
        let dry = try await work.take([answer], isDryRun: true)[0]
        #expect(dry.reading.kind == .orders && dry.difference.added.count == 3)
        #expect(try await work.call(ListMappings()).mappings.isEmpty)
        #expect(try await work.take([answer])[0].difference.added.count == 3)
        #expect(try await lines(of: work) == Self.taken)
    }

    @Test func aListThatIsNotKeptAnyMoreIsAskedForAgain() async throws {
        let work = try await TestOffice()
        let mark = MappingMark(hash: String(repeating: "0", count: 64), ledger: "00000000")
        let answer = [
            "Column in your file;Examples;Tenggat's column;The same in every row;\(mark.text)",
            "KIND OF SHEET;;deadlines;;", "No;;code;;tenggat-column 0 no",
            "Perihal;;title;;tenggat-column 0 perihal",
            "Batas;;due_date;;tenggat-column 0 batas", ";;owner;S;",
        ]
        let report = try await work.take([Self.file("jawaban.csv", answer)])[0]
        #expect(report.isTaken)
        #expect(report.reading.remarks.contains { $0.english.contains("hand it in again") })
        let list = ["No;Perihal;Batas", "T-7;Lapor pajak;4/12/2026"]
        #expect(try await work.take([Self.file("agenda.csv", list)])[0].difference.added == ["T-7"])
    }

    @Test func whatATeamHandedInIsReadAsItWasTaken() async throws {
        let work = try await TestOffice(at: "2026-11-27 09:00")
        let list = [
            "Laporan Penjualan;;;;", "No Faktur;Nama Penjual;Nama Barang;Kts;DPP",
            "F-1;Sari Wulandari;Meja;5;1.000.000", "F-2;Sari Wulandari;Kursi;2;500.000",
            "TOTAL;;;7;1.500.000",
        ]
        let file = Self.file("penjualan JKT 2026-11.csv", list)
        let asked = try await ask(work, file, as: "achievements")
        // The period is in no row: it is the same in each.
        let report = try await work.take([
            Intake.File(name: asked.file.name, content: [UInt8](asked.file.content))
        ])[0]
        #expect(report.reading.findings.map(\.code) == [.required])
        let mark = MappingMark(hash: Checksum.sha256(file.content), ledger: "x")
        let answer = [
            "Column in your file;Examples;Tenggat's column;The same in every row;\(mark.text)",
            "KIND OF SHEET;;achievements;;", "No Faktur;;invoice;;tenggat-column 0 nofaktur",
            "Nama Penjual;;salesperson;;tenggat-column 0 namapenjual",
            "Nama Barang;;product;;tenggat-column 0 namabarang", "Kts;;units;;tenggat-column 0 kts",
            "DPP;;amount;;tenggat-column 0 dpp", ";;period;2026-11;",
        ]
        let taken = try await work.take([Self.file("jawaban.csv", answer)])[0]
        #expect(taken.isTaken, "\(taken.reading.findings)")
        #expect(taken.team == "JKT" && taken.reading.totals["amount"] == 1_500_000)
        _ = try await work.call(RemoveMapping(number: 1))
        let export = try await work.stages.export(.achievements, as: .csv, at: work.clock.now)
        let text = String(decoding: export.content, as: UTF8.self)
        #expect(text.contains("F-1") && text.contains(";S;"))
    }
}
