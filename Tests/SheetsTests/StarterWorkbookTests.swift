import Almanac
import Coordination
import Testing

@testable import Sheets

/// The workbook that an office begins with is read as it is filled in, its examples never.
@Suite struct StarterWorkbookTests {
    private static let today = CivilDate("2026-11-23")

    private func starter(
        _ language: String, _ kinds: [SheetKind] = StarterWorkbook.usual,
        lists: [StarterWorkbook.List: [String]] = [:]
    ) throws -> [UInt8] {
        try StarterWorkbook(
            kinds: kinds, language: language, lists: lists, today: try #require(Self.today)
        ).write(createdAt: Instant(microseconds: 0))
    }

    @Test("Nothing of it is data before it is filled in", arguments: ["id", "en"])
    func isEmpty(_ language: String) throws {
        let content = try starter(language)
        let readings = try #require(
            SheetReader().readStarter(content, fileName: "awal.xlsx", today: Self.today))
        #expect(readings.count == 1)
        #expect(readings[0].kind == nil && readings[0].findings.isEmpty)
        #expect(readings[0].remarks.count == 1)
        // Whatever becomes of its marks.
        for kind in StarterWorkbook.usual {
            let book = try Workbook(content)
            let index = try #require(
                book.worksheets.firstIndex { $0.name == kind.words.text(in: language) })
            var rows = try book.rows(of: index) as any GridRows
            var reading = SheetReading(file: "x.xlsx")
            let reader = SheetReader()
            reader.read(
                &rows, as: reader.recognise(rows, as: kind), today: Self.today, into: &reading)
            #expect(reading.rows.isEmpty && reading.findings.isEmpty, "\(kind) \(reading.findings)")
            #expect(
                reading.remarks.map(\.english) == [
                    "the example is not taken; with a code of its own it would be: row 2"
                ], "\(kind)")
        }
    }

    @Test("An example with a code of its own is good", arguments: SheetKind.allCases, ["id", "en"])
    func examplesAreGood(_ kind: SheetKind, _ language: String) throws {
        guard kind != .decisions else { return }
        let columns = SheetDefinition.of(kind).columns
        let example = ExampleValues(language: language, today: try #require(Self.today))
            .row(of: kind)
        let cells = columns.map { column -> String in
            switch example[column.name] {
            case .text(let text)?:
                text.replacing("EXAMPLE-1", with: "X-1").replacing("CONTOH-1", with: "X-1")
            case .number(let number, _)?: "\(Int(number))"
            case .date(let date)?: "\(date)"
            default: ""
            }
        }
        let header = columns.map { $0.names.text(in: language) + ($0.isRequired ? "*" : "") }
        let lines = [header, cells].map { $0.joined(separator: ";") }
        let reading = SheetReader().read(
            Array(lines.joined(separator: "\n").utf8), fileName: "x.csv", as: kind,
            today: Self.today)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows.count == 1)
    }

    @Test func aRowWithTheExamplesCodeIsNeverTaken() throws {
        let lines = [
            "kode;judul;penanggung_jawab;jatuh_tempo", "CONTOH-1;Laporan;S;2026-12-01",
            "contoh-1 ;Laporan;S;2026-12-01", "EXAMPLE-1;Report;S;2026-12-01",
            "CONTOH-10;Laporan;S;2026-12-02", "T-1;Laporan;S;2026-12-02",
        ]
        let reading = SheetReader().read(
            Array(lines.joined(separator: "\n").utf8), fileName: "x.csv", today: Self.today)
        #expect(reading.rows.map { $0.text("code") } == ["CONTOH-10", "T-1"])
        #expect(reading.remarks.contains { $0.indonesian.contains("baris 2, 3, 4") })
    }

    @Test func cellsOfferWhatTheOfficeKnows() throws {
        let content = try starter("id", lists: [.people: ["S-1", "S-2"], .kinds: ["tender"]])
        let book = try Workbook(content)
        let index = try #require(book.worksheets.firstIndex { $0.name == "daftar" })
        var rows = try book.rows(of: index)
        var row = GridRow()
        let hasNames = rows.next(&row)
        let names = row.cells.map(\.text)
        let hasEntries = rows.next(&row)
        #expect(hasNames && hasEntries)
        let first = Dictionary(uniqueKeysWithValues: zip(names, row.cells.map(\.text)))
        #expect(first["people"] == "S-1" && first["kinds"] == "tender")
        #expect(first["orang: peran"] == "sales" && first["alasan: boleh_ke_klien"] == "ya")
        let parts = try ZipArchive(content)
        let sheets = try parts.names.filter { $0.hasPrefix("xl/worksheets/sheet") }.map {
            String(decoding: try parts.content(of: $0, limit: 1 << 22) ?? [], as: UTF8.self)
        }
        #expect(sheets.contains { $0.contains("'daftar'!$") && $0.contains("dataValidation") })
        // What it does not know yet, the workbook itself says.
        #expect(sheets.contains { $0.contains("'klien'!$A$3:$A$500") })
    }
}
