import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// Sheets that leave columns out since all their codes are known.
@Suite struct ShortSheetTests {
    private func work() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time",
            "T-1;Laporan;S;2026-12-04;15:00", "T-2;Tender;S;2026-12-07;15:00")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;repeat",
            "W-1;Rapat;S;2026-12-04;15:00;weekly")
        try await work.take(
            "orders.csv", "order;line;client;item;quantity;promised", "O1;1;C1;Meja;5;2026-12-10",
            "O1;2;C1;Kursi;5;2026-12-10")
        return work
    }

    private func deadlines(_ work: TestOffice, _ code: String) async throws -> [Deadline] {
        try await work.stages.ledger.read { try $0.deadlines(code: code).map(\.deadline) }
    }

    private func codes(_ report: ImportReport) -> [String] {
        report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
    }

    @Test func aCodeAndWhatChangesIsEnough() async throws {
        let work = try await work()
        let report = try await work.take(
            "selesai.csv", "kode;status;tgl_selesai;oleh", "T-1;selesai;2026-11-23;S")
        #expect(report.isTaken && report.reading.kind == .deadlines)
        let done = try #require(try await deadlines(work, "T-1").first)
        #expect(done.state == .done && done.title == "Laporan")
        #expect(done.finishedBy == "S (entered by K)")
        #expect(try await deadlines(work, "T-2").map(\.state) == [.open])
        let eta = try await work.take("eta.csv", "no_so;baris;eta", "O1;2;2026-12-18")
        #expect(eta.isTaken && eta.reading.kind == .orders)
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines.map(\.expected?.description) == [nil, "2026-12-18"])
        #expect(order.lines[1].item == "Kursi")
        let phone = try await work.take("klien.csv", "kode;telepon", "C1;0812345678")
        #expect(phone.isTaken && phone.reading.kind == .clients)
        #expect(work.stages.store.office.directory.client("C1")?.phone == "+62812345678")
        #expect(work.stages.store.office.directory.client("C1")?.email == "c1@sinar.test")
    }

    @Test(
        "A short row that gives what comes back another day or hour asks which is meant, and moves nothing",
        arguments: [
            ("kode;jatuh_tempo", "W-1;2026-12-09", "B2"), ("kode;jam", "W-1;16:00", "B2"),
            ("kode;jatuh_tempo;ulang", "W-1;2026-12-09;", "B2"),
        ])
    func whichOfASeries(_ header: String, _ row: String, _ cell: String) async throws {
        let work = try await work()
        let report = try await work.take("pindah.csv", header, row)
        #expect(codes(report).contains("\(cell) required blocker"), "\(codes(report))")
        #expect(!report.isTaken)
        let expected = try #require(report.reading.findings.first { $0.cell == cell }).expected
        #expect(expected.english.contains("W-1 2026-12-04 15:00"), "\(expected.english)")
        #expect(expected.indonesian.contains("weekly") && expected.indonesian.contains("ulang"))
        #expect(
            try await deadlines(work, "W-1").map(\.due) == [CivilDateTime("2026-12-04 15:00")])
        // What it asks for is what it takes.
        let one = try await work.take(
            "satu.csv", "kode;jatuh_tempo", "W-1 2026-12-04 15:00;2026-12-09")
        #expect(one.isTaken, "\(codes(one))")
        #expect(
            try await deadlines(work, "W-1").map(\.due) == [CivilDateTime("2026-12-09 15:00")])
        let all = try await work.take(
            "semua.csv", "kode;jatuh_tempo;ulang", "W-1;2026-12-10;weekly")
        #expect(all.isTaken, "\(codes(all))")
        let series = try await work.stages.ledger.read { try $0.series(code: "W-1") }
        #expect(series?.start.date == CivilDate("2026-12-10"))
    }

    @Test("What says nothing new of a series asks nothing")
    func nothingNewOfASeries() async throws {
        let work = try await work()
        let report = try await work.take(
            "x.csv", "kode;jatuh_tempo;catatan", "W-1;2026-12-04;ringkas")
        #expect(report.isTaken, "\(codes(report))")
        #expect(try await deadlines(work, "W-1").map(\.note) == ["ringkas"])
    }

    @Test(
        "What another file of the import brings is known",
        arguments: [[0, 1], [1, 0]])
    func codesOfTheSameImport(_ order: [Int]) async throws {
        let work = try await TestOffice()
        let files = [
            Intake.File(name: "a.csv", content: Array("code;name;role\nP-8;Budi;sales\n".utf8)),
            Intake.File(name: "b.csv", content: Array("code;phone\nP-8;0812345678\n".utf8)),
        ]
        let reports = try await work.take(order.map { files[$0] })
        #expect(reports.map(\.isTaken) == [true, true], "\(reports.flatMap(codes))")
        let person = work.stages.store.office.directory.person("P-8")
        #expect(person?.name == "Budi" && person?.phone == "+62812345678")
    }

    @Test func whatAnotherFileCannotBringIsUnknown() async throws {
        let work = try await TestOffice()
        let reports = try await work.take([
            Intake.File(name: "b.csv", content: Array("code;phone\nP-8;0812345678\n".utf8)),
            Intake.File(name: "a.csv", content: Array("code;name;role\nP-8;Budi;raja\n".utf8)),
        ])
        #expect(reports.map(\.isTaken) == [false, false])
        #expect(codes(reports[0]) == ["A2 unknown-code blocker"])
        #expect(work.stages.store.office.directory.person("P-8") == nil)
    }

    @Test func aWorkbookMayBeShortToo() async throws {
        let work = try await work()
        let rows = [["code", "phone", "note"], ["T-1", "0812", "dari buku kerja"]]
        let content = try Self.workbook(rows)
        let report = try await work.take([Intake.File(name: "kecil.xlsx", content: content)])[0]
        #expect(report.isTaken && report.reading.kind == .deadlines)
        #expect(try await deadlines(work, "T-1").first?.note == "dari buku kerja")
    }

    /// By openpyxl, as somebody else's program writes it.
    private static func workbook(_ rows: [[String]]) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "short-\(UUID().uuidString).xlsx")
        let process = Process()
        let python = ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "python3"
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            python, "-c",
            """
            import sys, json, openpyxl
            book = openpyxl.Workbook()
            for row in json.loads(sys.argv[2]): book.active.append(row)
            book.save(sys.argv[1])
            """, path.path,
            String(decoding: try JSONEncoder().encode(rows), as: UTF8.self),
        ]
        try process.run()
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: path) }  // Left for the system to clear.
        return [UInt8](try Data(contentsOf: path))
    }

    @Test func anUnknownCodeNeedsTheRequiredColumns() async throws {
        let work = try await work()
        let report = try await work.take(
            "selesai.csv", "kode;status", "T-1;selesai", "T-9;selesai")
        #expect(codes(report) == ["A3 unknown-code blocker"] && !report.isTaken)
        #expect(report.reading.findings[0].expected.english.contains("due_date"))
        #expect(report.reading.findings[0].value == "T-9")
        #expect(try await deadlines(work, "T-1").map(\.state) == [.open])
    }

    @Test func ofSeveralKindsTheOneThatKnowsMostIsMeant() async throws {
        let work = try await work()
        let phones = try await work.take(
            "klien.csv", "kode;telepon", "C1;0812345678", "C2;0812345679", "S9;0812345670")
        #expect(phones.reading.kind == .clients)
        #expect(codes(phones) == ["A4 unknown-code blocker"])
        let lines = try await work.take(
            "eta.csv", "no_so;baris;eta", "O1;1;2026-12-18", "O1;3;2026-12-18", "O9;1;2026-12-18")
        #expect(codes(lines) == ["B3 unknown-code blocker", "A4 unknown-code blocker"])
        // Of a sheet that can be but one kind, a single row is enough.
        let one = try await work.take("selesai.csv", "kode;status;tgl_selesai", "T-9;selesai;")
        #expect(codes(one) == ["A2 unknown-code blocker"])
        // What nobody knows is no sheet.
        let none = try await work.take("x.csv", "kode;telepon", "X1;0812345678")
        #expect(codes(none) == ["A1 unrecognised-sheet blocker"])
        #expect(none.reading.findings[0].expected.english.contains("X1"))
    }

    @Test func codesOfTwoKindsAreAFinding() async throws {
        let work = try await work()
        try await work.take("people.csv", "code;name;role", "T-1;Tono;sales")
        let lines = ["code;note;calendar", "T-1;x;"]
        let report = try await work.take("daftar.csv", lines[0], lines[1])
        #expect(codes(report).first == "A1 ambiguous-sheet blocker")
        let file = Intake.File(
            name: "daftar.csv", content: Array(lines.joined(separator: "\r\n").utf8))
        let said = try await work.stages.intake.take(
            [file], as: .deadlines, isDryRun: false, from: TestOffice.sender, at: work.clock.now)[0]
        #expect(said.isTaken)
        #expect(try await deadlines(work, "T-1").first?.note == "x")
    }

    @Test func figuresAreNeverShort() async throws {
        let work = try await work()
        let report = try await work.take(
            "achievement-JKT-2026-11.csv", "invoice;product;amount", "I-1;P;100")
        #expect(codes(report) == ["A1 unrecognised-sheet blocker"])
    }

    // MARK: Codes as mails print them

    @Test(
        "What a mail calls a deadline finds it",
        arguments: ["W-1 2026-12-04 15:00", "w-1 2026-12-04", "W-1"])
    func printed(_ code: String) async throws {
        let work = try await work()
        let report = try await work.take(
            "selesai.csv", "code;status;done_on", "\(code);done;2026-11-23")
        #expect(report.isTaken && codes(report).isEmpty)
        #expect(report.difference.added.isEmpty)
        #expect(try await deadlines(work, "W-1").map(\.state) == [.done, .open])
        #expect(try await deadlines(work, code).count == (code == "W-1" ? 2 : 0))
    }

    @Test func aPromiseThatIsMadeOnceMayBeNamedWithItsDueMoment() async throws {
        let work = try await work()
        for code in ["T-1 2026-12-04 15:00", "T-2 2026-12-07"] {
            let report = try await work.take("x.csv", "code;status", "\(code);done")
            #expect(report.isTaken && codes(report).isEmpty, "\(codes(report))")
        }
        #expect(try await deadlines(work, "T-1").map(\.state) == [.done])
        #expect(try await deadlines(work, "T-2").map(\.state) == [.done])
        let other = try await self.work()
        let wrong = try await other.take(
            "x.csv", "code;status", "T-1 2026-12-01 17:00;done", "T-2;done",
            "W-1 2026-12-11 15:00;done")
        #expect(wrong.reading.kind == .deadlines)
        #expect(
            codes(wrong).filter { $0.hasSuffix("blocker") }
                == ["A2 unknown-code blocker", "A4 unknown-code blocker"])
        let expected = wrong.reading.findings.map(\.expected.english)
        #expect(expected.contains { $0.contains("T-1 2026-12-04 15:00") })
        #expect(expected.contains { $0.contains("W-1 2026-12-04 15:00") })
        // A name of its own is a code of its own.
        let own = try await other.take(
            "deadlines.csv", "code;title;owner;due_date", "T-1 cabang;Laporan;S;2026-12-04")
        #expect(own.isTaken && own.difference.added == ["T-1 cabang"])
    }

    @Test func whatTheServiceAsksEndsByItsPrintedCodeAndIsNotMissedInASheet() async throws {
        let work = try await work()
        try await work.take(
            "orders.csv", "order;line;client;item;quantity;promised", "O2;1;C1;Meja;5;2026-11-20")
        try await work.settle()
        let asked = try #require(try await deadlines(work, "DATE-O2").first)
        let all = try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time",
            "T-1;Laporan;S;2026-12-04;15:00")
        #expect(all.difference.absent == ["T-2", "W-1"])
        let report = try await work.take("x.csv", "code;status", "\(asked.identifier);done")
        #expect(report.isTaken && report.difference.added.isEmpty)
        #expect(try await deadlines(work, "DATE-O2").map(\.state) == [.done])
    }

    @Test func anOccurrenceThatIsNoneIsAFinding() async throws {
        let work = try await work()
        let full = try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "W-1 2026-12-05;Rapat;S;2026-12-05")
        #expect(codes(full).contains("A2 unknown-code blocker"))
        let date = try await work.take(
            "x.csv", "code;status;due_date", "W-1;done;2026-12-05")
        let blockers = date.reading.findings.filter { $0.severity == .blocker }
        #expect(blockers.map(\.cell) == ["C2"] && blockers.map(\.code) == [.unknownCode])
        #expect(blockers[0].expected.english.contains("W-1 2026-12-04 15:00"))
    }

    @Test func aFinishedStatusMovesNothing() async throws {
        let work = try await work()
        try await work.take("x.csv", "code;status;due_date", "T-1;done;2026-12-01")
        let done = try #require(try await deadlines(work, "T-1").first)
        #expect(done.state == .done && done.due.description == "2026-12-04 15:00")
        #expect(done.revision == 1)
    }

    private static let whole = "order;line;client;item;quantity;promised"

    /// Read as it stands, such a list would say nothing new, day after day.
    @Test(
        "A list whose column of expected dates is called otherwise is asked about",
        arguments: [
            (
                "order;line;client;item;quantity;promised;est_delivery_date",
                "O1;1;C1;Meja;5;2026-12-10;2026-12-18"
            ),
            ("order;line;item;Perkiraan tiba", "O1;1;Meja;18/12/2026"),
        ])
    func renamedColumn(_ header: String, _ row: String) async throws {
        let work = try await work()
        try await work.take("orders.csv", Self.whole + ";expected", "O1;1;C1;Meja;5;2026-12-10;")
        let report = try await work.take("orders.csv", header, row)
        #expect(!report.isTaken && report.reading.isForeign)
        #expect(codes(report).map { $0.dropFirst(2) } == [" missing-columns blocker"])
        let heading = header.split(separator: ";").last.map(String.init)
        #expect(report.reading.findings.first?.value == heading)
    }

    @Test(
        "Columns that were never read are no reason to ask",
        arguments: [
            // No list had the column.
            (
                false, "order;line;client;item;quantity;promised;order_date",
                "O1;1;C1;Meja;5;2026-12-10;2026-11-18"
            ),
            // It has it still.
            (
                true, "order;line;client;item;quantity;promised;eta;order_date",
                "O1;1;C1;Meja;5;2026-12-10;;2026-11-18"
            ),
            // No dates.
            (
                true, "order;line;client;item;quantity;promised;gudang",
                "O1;1;C1;Meja;5;2026-12-10;Utara"
            ),
            (
                true, "order;line;client;item;quantity;promised;kontrol",
                "O1;1;C1;Meja;5;2026-12-10;"
            ),
        ])
    func furtherColumn(_ hadIt: Bool, _ header: String, _ row: String) async throws {
        let work = try await work()
        if hadIt {
            try await work.take(
                "orders.csv", Self.whole + ";expected", "O1;1;C1;Meja;5;2026-12-10;")
        }
        let report = try await work.take("orders.csv", header, row)
        #expect(report.isTaken && !report.reading.isForeign, "\(codes(report))")
    }

    /// Once somebody has said what the column is, the list is read by that, though its other names are ours.
    @Test("What somebody says of such a column holds", arguments: [true, false])
    func renamedColumnExplained(isExpected: Bool) async throws {
        let work = try await work()
        try await work.take("orders.csv", Self.whole + ";expected", "O1;1;C1;Meja;5;2026-12-10;")
        let names = Self.whole.split(separator: ";").map(String.init)
        let heading = { (name: String) in SheetMapping.Heading(name: name, before: 0) }
        var columns = Dictionary(uniqueKeysWithValues: names.map { ($0, heading($0)) })
        if isExpected { columns["expected"] = heading("tiba") }
        let mapping = SheetMapping(
            kind: .orders, header: (names + ["tiba"]).map(heading), columns: columns, constants: [:]
        )
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try $0.remember(mapping, of: "orders.csv", by: "K")
        }
        let report = try await work.take(
            "orders.csv", Self.whole + ";Tiba", "O1;1;C1;Meja;5;2026-12-10;2026-12-18")
        #expect(report.isTaken, "\(codes(report))")
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines[0].expected?.description == (isExpected ? "2026-12-18" : nil))
    }
}
