import Almanac
import Coordination
import Foundation
import Testing

@testable import Sheets

/// Damages good files at random: whatever comes out is either blocked or right in itself.
@Suite struct MutationTests {
    /// SplitMix64, so that a seed gives the same damage everywhere.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let snippets: [[UInt8]] =
        [
            "\"", ";", ",", "\t", "\r\n", "\n", "\r", "=1+1", "'", "NIHIL", "TOTAL", "1,250", "-",
            "#N/A", "\u{A0}", "\u{FEFF}", "(", ")", "Rp", "99999999999999999999", "31/02/2027",
            "sep=,\n", "é", "\u{2028}", "\0", ";;;;;;;;", "8.96213E+12", "1,250,000", ",x,y",
            "mailto:", "Ani <a@b.test>", "; ", "2026.1", "\u{202E}", "\u{200E}", "'0812",
            "T17:00:00Z",
            " 08:30", "1387500.0000000002", "€", "<table><tr><td>", "PK", "%PDF",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x81], [0xE9], [0xFF, 0xFE], [0x8E], [0x0D]]

    private static func damaged(
        _ file: [UInt8], using generator: inout Generator
    ) -> [UInt8] {
        var bytes = file
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let at = Int.random(in: 0...bytes.count, using: &generator)
            let length = min(Int.random(in: 0...12, using: &generator), bytes.count - at)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(at..<(at + length))
            case 1: bytes.insert(contentsOf: bytes[at..<(at + length)], at: at)
            case 2: bytes = Array(bytes[..<at])
            case 3 where length > 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
            default:
                bytes.insert(contentsOf: snippets.randomElement(using: &generator) ?? [], at: at)
            }
        }
        return bytes
    }

    /// One and the same unless `TENGGAT_TEST_SEED` gives it; another each time in thorough runs.
    private static let seed: UInt64 = {
        let given = ProcessInfo.processInfo.environment["TENGGAT_TEST_SEED"].flatMap { UInt64($0) }
        let seed = given ?? (Workbooks.isThorough ? .random(in: 1...999_999) : 20_261_124)
        print("SheetsTests: TENGGAT_TEST_SEED=\(seed)")
        return seed
    }()

    @Test func aDamagedFileIsBlockedOrRight() throws {
        let seed = Self.seed
        var generator = Generator(state: seed)
        // Short pieces, so that most of the damage meets a header or a cell.
        let files = try OfficeFiles.names().filter { $0.hasSuffix(".csv") }.map { name in
            (name, Array(try OfficeFiles.bytes(name).prefix(600)))
        }
        var blocked = 0
        for round in 0..<3_000 {
            let (name, file) = files[round % files.count]
            let bytes = Self.damaged(file, using: &generator)
            let kind = round % 7 == 0 ? SheetKind.allCases.randomElement(using: &generator) : nil
            let reading = SheetReader().read(bytes, fileName: name, as: kind)
            blocked += reading.isBlocked ? 1 : 0
            let faults = Self.contradictions(in: reading)
            #expect(faults.isEmpty, "seed \(seed), round \(round): \(faults)")
        }
        // Neither everything nor nothing: else the damage says nothing about the reader.
        #expect((300...2_950).contains(blocked), "seed \(seed): \(blocked)")
    }

    /// Damage in the package's bytes, which its sums mostly tell, and inside its parts, which they do
    /// not: the XML's own form, and cells, styles and relations that do not fit.
    @Test func aDamagedWorkbookIsBlockedOrRight() throws {
        let seed = Self.seed
        var generator = Generator(state: seed)
        let files = try ["expenses-SBY-2026-11.xlsx", "clients.xlsx"].map { name in
            (name, try ZipFile.parts(of: try OfficeFiles.bytes(name)))
        }
        var blocked = 0
        let rounds = 2_000
        for round in 0..<rounds {
            let (name, parts) = files[round % files.count]
            var damaged = parts
            let index = Int.random(in: 0..<parts.count, using: &generator)
            let sheet = parts.firstIndex { $0.name == "xl/worksheets/sheet1.xml" } ?? index
            let target = round % 3 == 0 ? index : sheet
            damaged[target].content = Self.damagedXML(parts[target].content, using: &generator)
            var bytes = ZipFile.bytes(of: damaged)
            if round % 5 == 0 { bytes = Self.damaged(bytes, using: &generator) }
            let reading = SheetReader().read(bytes, fileName: name)
            blocked += reading.isBlocked ? 1 : 0
            let faults = Self.contradictions(in: reading)
            #expect(faults.isEmpty, "seed \(seed), round \(round): \(faults)")
        }
        #expect((rounds / 20...rounds * 19 / 20).contains(blocked), "seed \(seed): \(blocked)")
    }

    /// Whatever is damaged, the copy is a workbook that holds the list, and nothing is read or written beyond a part.
    @Test func aDamagedWorkbookIsMarkedOrMadeAnew() throws {
        let seed = Self.seed
        var generator = Generator(state: seed)
        let files = try ["openpyxl-table.xlsx", "embedded.xlsx", "linked.xlsx"].map { name in
            (name, try ZipFile.parts(of: try MarkedWorkbooks.bytes(name)))
        }
        var spliced = 0
        let rounds = 300
        for round in 0..<rounds {
            let (name, parts) = files[round % files.count]
            var damaged = parts
            let index = Int.random(in: 0..<parts.count, using: &generator)
            damaged[index].content = Self.damagedXML(parts[index].content, using: &generator)
            var bytes = ZipFile.bytes(of: damaged)
            if round % 5 == 0 { bytes = Self.damaged(bytes, using: &generator) }
            var reading = SheetReader().read(bytes, fileName: name)
            for cell in ["D6", "B7", "A1", "XFD9", "C900"] {
                reading.findings.append(
                    Finding(
                        file: name, worksheet: reading.worksheet, cell: cell, code: .required,
                        expected: BilingualText(en: "a", id: "b")))
            }
            let copy = try SheetReader().markedCopy(
                of: bytes, reading: reading, language: "en",
                createdAt: Instant(seconds: 1_795_500_000))
            let former = try FormerList.name(in: copy.content)
            let list = try #require(
                former, "seed \(seed), round \(round)")
            #expect(list.hasPrefix("Findings"))
            spliced +=
                try PackageFile(copy.content).entries.contains { $0.name.contains("theme") } ? 1 : 0
        }
        #expect(spliced > rounds / 10, "seed \(seed): \(spliced)")
    }

    private static let xmlSnippets: [[UInt8]] = [
        "<c/>", "</c>", "<row>", "<row r=\"2\">", "</row>", " t=\"s\"", " t=\"e\"", " r=\"XFD9\"",
        " s=\"2\"", "<f>1</f>", "<v>99</v>", "<v/>", "&amp;", "&x;", "<t>", "]]>", "<!--", "1E300",
        "-1", "<mergeCell ref=\"A2:B9\"/>", "<is><t>x</t></is>", "\u{0}", "_x0000_", "</sheetData>",
        "<c t=\"s\"><v/></c>", "</row><row r=\"2\">", " s=\"1\"", "0.99999999999999989", "E+18",
        "<c r=\"XFD9\" t=\"inlineStr\"><is><t> </t></is></c>", "<c r=\"Z2\" t=\"str\"><v>x</v></c>",
        "formatCode=\"0000000\"", "<row r=\"1048576\"/>",
    ].map { Array($0.utf8) }

    /// Tables of other forms, damaged as a whole.
    @Test func aDamagedTableOfAnotherFormIsBlockedOrRight() throws {
        let seed = Self.seed
        var generator = Generator(state: seed)
        let names = try OfficeFiles.names().filter { $0.hasSuffix(".csv") }
        let forms = try names.flatMap { name in
            let rows = String(decoding: try OfficeFiles.bytes(name).prefix(600), as: UTF8.self)
                .split(separator: "\n").map { $0.split(separator: ";").map(String.init) }
            return [(name, Self.html(rows)), (name, Self.xml(rows))]
        }
        var blocked = 0
        let rounds = 2_000
        for round in 0..<rounds {
            let (name, form) = forms[round % forms.count]
            let bytes =
                round % 2 == 0
                ? Self.damaged(form, using: &generator) : Self.damagedXML(form, using: &generator)
            let reading = SheetReader().read(bytes, fileName: name)
            blocked += reading.isBlocked ? 1 : 0
            let faults = Self.contradictions(in: reading)
            #expect(faults.isEmpty, "seed \(seed), round \(round): \(faults)")
        }
        #expect((rounds / 20...rounds * 19 / 20).contains(blocked), "seed \(seed): \(blocked)")
    }

    private static func html(_ rows: [[String]]) -> [UInt8] {
        let lines = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }
        return Array("<html><body><table>\(lines.joined())</table></body></html>".utf8)
    }

    private static func xml(_ rows: [[String]]) -> [UInt8] {
        let lines = rows.map { cells in
            "<Row>"
                + cells.map { "<Cell><Data Type=\"String\">\($0)</Data></Cell>" }.joined()
                + "</Row>"
        }
        return Array(
            ("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"
                + "<Worksheet Name=\"A\"><Table>\(lines.joined())</Table></Worksheet></Workbook>")
                .utf8)
    }

    /// Damage that mostly leaves XML behind: pieces of it put between, or a whole tag taken away.
    private static func damagedXML(
        _ part: [UInt8], using generator: inout Generator
    ) -> [UInt8] {
        guard Int.random(in: 0..<4, using: &generator) > 0 else {
            return damaged(part, using: &generator)
        }
        let ends = part.indices.filter { part[$0] == UInt8(ascii: ">") }
        guard let end = ends.randomElement(using: &generator) else { return part }
        var bytes = part
        if Bool.random(using: &generator) {
            let start = bytes[..<end].lastIndex(of: UInt8(ascii: "<")) ?? end
            bytes.removeSubrange(start...end)
        } else {
            let at = Bool.random(using: &generator) ? end : end + 1
            bytes.insert(
                contentsOf: xmlSnippets.randomElement(using: &generator) ?? [], at: at)
        }
        return bytes
    }

    /// What a reading says that cannot be true.
    private static func contradictions(in reading: SheetReading) -> [String] {
        var faults: [String] = []
        for finding in reading.findings where !finding.cell.isEmpty {
            let letters = finding.cell.prefix { $0.isASCII && $0.isUppercase }
            if letters.isEmpty || Int(finding.cell.dropFirst(letters.count)).map({ $0 > 0 }) != true
            {
                faults.append("no cell: \(finding.cell)")
            }
        }
        guard let kind = reading.kind else {
            return reading.rows.isEmpty && reading.isBlocked ? faults : faults + ["rows of no kind"]
        }
        let definition = SheetDefinition.of(kind)
        let blamed = Set(reading.findings.map(\.cell))
        for row in reading.rows {
            for (name, letters) in zip(row.columns.names, row.columns.letters)
            where row.content(of: name) == .unreadable
                && !blamed.contains("\(letters)\(row.number)")
            {
                if reading.findings.count < SheetLimits.findings {
                    faults.append("unreadable without a finding: \(letters)\(row.number)")
                }
            }
        }
        guard !reading.isBlocked else { return faults }
        for row in reading.rows {
            for column in definition.columns {
                guard let cell = row.cell(column.name) else {
                    if column.isRequired { faults.append("\(row.number) lacks \(column.name)") }
                    continue
                }
                if !fits(cell.value, column) { faults.append("\(cell.address) \(cell.value)") }
                if case .text(let text) = cell.value,
                    text.count > column.length
                        || text.unicodeScalars.contains(where: TextBounds.turnsDirection)
                {
                    faults.append("\(cell.address) beyond its bounds")
                }
            }
        }
        let keys = Set(
            reading.rows.map { row in
                definition.key.map { row[$0].map { "\($0)".lowercased() } ?? "" }
            })
        if keys.count != reading.rows.count { faults.append("a key twice") }
        for (name, total) in reading.totals
        where total != reading.rows.reduce(0, { $0 + ($1.number(name) ?? 0) }) {
            faults.append("total of \(name)")
        }
        return faults
    }

    private static func fits(_ value: SheetValue, _ column: SheetColumn) -> Bool {
        switch (value, column.type) {
        case (.text(let text), .note): isText(text, lines: true)
        case (.text(let text), .text), (.text(let text), .code), (.text(let text), .phone),
            (.text(let text), .address), (.text(let text), .addresses), (.text(let text), .zone),
            (.text(let text), .wordOrText):
            isText(text, lines: false)
        case (.date, .date), (.time, .time): true
        case (.period(let period), .period): Period(period)?.description == period
        case (.number(let number), .count), (.number(let number), .money):
            column.range.contains(number)
        case (.quantity(let quantity), .quantity): column.range.contains(quantity.thousandths)
        case (.word(let word), .word(let words)), (.word(let word), .wordOrText(let words)):
            words.words.contains(word)
        default: false
        }
    }

    private static func isText(_ text: String, lines: Bool) -> Bool {
        !text.isEmpty && text.first != " " && text.last != " "
            && text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7F || lines && $0 == "\n"
            }
    }
}
