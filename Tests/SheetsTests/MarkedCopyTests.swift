import Almanac
import Coordination
import Foundation
import Testing

@testable import Sheets

@Suite struct MarkedCopyTests {
    private static let instant = Instant(seconds: 1_795_500_000)
    private static let red = "FFFFC7CF"
    private static let yellow = "FFFFEB9D"

    private func copy(
        of bytes: [UInt8], named name: String, today: CivilDate? = nil, language: String = "id"
    ) throws -> (name: String, content: [UInt8], reading: SheetReading) {
        let reading = SheetReader().read(bytes, fileName: name, today: today)
        let copy = try SheetReader().markedCopy(
            of: bytes, reading: reading, language: language, createdAt: Self.instant)
        return (copy.name, copy.content, reading)
    }

    private let lines = [
        "Daftar pesanan", "", "no_so;baris;klien;barang;jumlah;tgl_janji;status",
        "SO-1;1;C-1;=Meja;5;2026-13-04;buka", "SO-1;2;C-1;Kursi;;2026-12-04;batl",
        "SO-2;1;C-1;Lemari 2\";1,250;2026-12-04;",
    ]

    private var bytes: [UInt8] { Array(lines.joined(separator: "\n").utf8) }

    @Test func faultyCellsAreColouredAndSayWhatIsExpected() throws {
        let copy = try copy(of: bytes, named: "orders.csv")
        #expect(copy.name == "orders (ditandai).xlsx")
        let book = try ForeignWorkbook.read(copy.content)
        #expect(book.sheets.map(\.name) == ["orders", "Temuan"])
        let data = book.sheets[0].cells
        let faulty = Set(copy.reading.findings.map(\.cell))
        #expect(faulty == ["F4", "E5", "G5", "E6"])
        #expect(Set(data.filter { $0.value.fill == Self.red }.keys) == faulty)
        #expect(Set(data.filter { $0.value.comment != nil }.keys) == faulty)
        #expect(data["A1"]?.value == "Daftar pesanan")
        #expect(data["A3"]?.value == "no_so")
        #expect(data["D4"]?.value == "=Meja")
        #expect(data["D4"]?.formula == false)
        #expect(data["D6"]?.value == "Lemari 2\"")
        #expect(book.sheets[0].frozen == "A4")
        let date = try #require(data["F4"])
        #expect(date.value == "2026-13-04")
        #expect(date.comment?.contains("Tertulis: 2026-13-04") == true)
        #expect(date.comment?.contains("Seharusnya: tanggal") == true)
        #expect(data["E5"]?.comment?.contains("Sel ini kosong.") == true)
        #expect(data["G5"]?.comment?.contains("Maksudnya") == true)
    }

    @Test(arguments: [
        ("orders", "orders"), ("orders (marked)", "orders"), ("orders (ditandai) (12)", "orders"),
        ("orders (2)", "orders (2)"), ("orders (marked) x", "orders (marked) x"),
        (" (marked)", " (marked)"),
    ])
    func aCopyIsNamedAfterWhatItMarks(_ stem: String, _ name: String) {
        #expect(MarkedName.original(of: stem) == name)
    }

    @Test func theListLinksToEachCell() throws {
        let copy = try copy(of: bytes, named: "o'reilly.csv", language: "en")
        #expect(copy.name == "o'reilly (marked).xlsx")
        // By which its sender knows it, and beside which `o'reilly.csv` may lie.
        let other = try self.copy(of: bytes, named: "o'reilly.txt", language: "en")
        #expect(other.name == "o'reilly.txt (marked).xlsx")
        let list = try ForeignWorkbook.read(copy.content).sheets[1]
        #expect(list.name == "Findings")
        #expect(list.cells["A1"]?.value == "Findings in o'reilly.csv")
        for (index, finding) in copy.reading.findings.enumerated() {
            let cell = try #require(list.cells["A\(index + 5)"])
            #expect(cell.value == finding.cell)
            #expect(cell.link == "'o''reilly'!\(finding.cell)")
            #expect(list.cells["D\(index + 5)"]?.value == finding.expected.english)
        }
    }

    @Test func aWarningIsYellowAndAFindingOfTheWholeFileOnlyOnTheList() throws {
        let text = "kode;judul;pic;tenggat\nT-1;Rapat;K-1;2026-01-02\n"
        let today = try #require(CivilDate("2026-11-23"))
        var reading = SheetReader().read(
            Array(text.utf8), fileName: "deadlines.csv", today: today)
        reading.findings.append(
            Finding(
                file: reading.file, code: .wrongTeam, expected: BilingualText(en: "a", id: "b")))
        let content = try SheetReader().markedCopy(
            of: Array(text.utf8), reading: reading, language: "id", createdAt: Self.instant
        ).content
        let book = try ForeignWorkbook.read(content)
        #expect(book.sheets[0].cells["D2"]?.fill == Self.yellow)
        #expect(book.sheets[0].cells.values.filter { $0.comment != nil }.count == 1)
        #expect(book.sheets[1].cells["A6"]?.value == "seluruh berkas")
        #expect(book.sheets[1].cells["A6"]?.link == nil)
    }

    @Test func whatCannotBeReadGivesTheListAlone() throws {
        let copy = try copy(of: [0x50, 0x4B, 0x03, 0x04, 1, 2], named: "orders.xlsx")
        let book = try ForeignWorkbook.read(copy.content)
        #expect(book.sheets.map(\.name) == ["Temuan"])
        #expect(book.sheets[0].cells["D5"]?.value == copy.reading.findings[0].expected.indonesian)
    }

    /// Sent back as it is, the copy has the same faults in the same cells and the same good rows.
    @Test(arguments: [
        "bad-deadlines.csv", "bad-orders-one-column.csv", "achievement-MDN-2026-11.csv",
        "achievement-MDN-2026-11.xlsx", "people.csv", "orders.xlsx", "clients.xlsx",
        "ambiguous-people-or-clients.csv",
    ])
    func theCopyReadsLikeTheOriginal(_ name: String) throws {
        let today = try #require(CivilDate("2026-11-23"))
        let copy = try copy(of: try OfficeFiles.bytes(name), named: name, today: today)
        let again = SheetReader().read(copy.content, fileName: copy.name, today: today)
        #expect(again.kind == copy.reading.kind)
        #expect(
            again.findings.map { "\($0.cell) \($0.code) \($0.value)" }
                == copy.reading.findings.map { "\($0.cell) \($0.code) \($0.value)" })
        #expect(again.rows.map(\.number) == copy.reading.rows.map(\.number))
        #expect(again.rows.map(\.values) == copy.reading.rows.map(\.values))
        #expect(again.totals == copy.reading.totals)
    }

    @Test func aMendedCopyIsTaken() throws {
        let copy = try copy(of: bytes, named: "orders.csv")
        let script = """
            import io, sys, openpyxl
            book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
            sheet = book.worksheets[0]
            sheet["F4"], sheet["E5"], sheet["G5"], sheet["E6"] = "2026-12-04", 5, "batal", 1250
            book.save(sys.stdout.buffer)
            """
        let python = ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "python3"
        let mended = try Command.run([python, "-c", script], input: copy.content)
        let again = SheetReader().read([UInt8](mended), fileName: copy.name)
        #expect(again.kind == .orders)
        #expect(again.findings.isEmpty)
        #expect(again.rows.count == 3)
    }

    @Test func teamAndPeriodAreStillToldByTheName() {
        let hints = FileNameHints(
            fileName: "achievement-JKT-2026-11 (ditandai).xlsx",
            teams: [(code: "JKT", name: "Jakarta")])
        #expect(hints.kind == .achievements)
        #expect(hints.team == "JKT")
        #expect(hints.period == "2026-11")
    }
}
