import Almanac
import Coordination
import Testing

@testable import Sheets

/// What a sheet should have held reaches people of two languages; no wording may lack one.
@Suite struct ExpectationTests {
    /// Words that nearly every English wording has, and no Indonesian one.
    private static let englishWords: Set<Substring> = [
        "a", "an", "the", "and", "or", "of", "such", "not", "may", "be", "one", "at", "most",
        "least", "with", "row", "rows", "sheet", "file", "date", "number", "which", "is", "are",
        "has", "from", "on", "its", "text", "code", "figures", "either", "more",
    ]

    /// What a wording lacks, each as a sentence.
    static func faults(in text: BilingualText) -> [String] {
        var faults: [String] = []
        if text.english.isEmpty { faults.append("no English beside “\(text.indonesian)”") }
        if text.indonesian.isEmpty { faults.append("no Indonesian for “\(text.english)”") }
        let words = Set(text.indonesian.lowercased().split { !$0.isLetter })
        if !words.isDisjoint(with: englishWords) {
            faults.append("“\(text.indonesian)” is English")
        }
        return faults
    }

    @Test func theTestKnowsAWordingThatLacksALanguage() {
        #expect(Self.faults(in: BilingualText(en: "a code", id: "kode")).isEmpty)
        for indonesian in ["", "a code", "kode; it may not be blank"] {
            #expect(Self.faults(in: BilingualText(en: "a code", id: indonesian)).count == 1)
        }
    }

    @Test("Every column says in both languages what it holds", arguments: SheetKind.allCases)
    func columns(_ kind: SheetKind) {
        #expect(Self.faults(in: kind.words).isEmpty)
        for column in SheetDefinition.of(kind).columns {
            #expect(Self.faults(in: column.expectation) == [], "\(column.name)")
            #expect(Self.faults(in: column.names) == [], "\(column.name)")
        }
    }

    @Test("Indonesian messages name words that the column takes", arguments: SheetKind.allCases)
    func allowedWords(_ kind: SheetKind) {
        for column in SheetDefinition.of(kind).columns {
            guard case .word(let words) = column.type else { continue }
            let shown = words.wording.indonesian.split(separator: ": ")[1]
                .split(separator: ", ").map(String.init)
            #expect(shown.map(words.word(for:)) == words.words, "\(column.name)")
        }
    }

    /// Cells that at least one type of column cannot take.
    private static let badCells: [GridCell] =
        [
            "", "#N/A", "x\u{7}y", "1,250", "1.250,75", "-5", "tiga", "99999999999999999999",
            "31/02/2027", "4 Des", "Des", "Senin, 4 Desember 2026", "04/12/2026 10:30", "25.99",
            "a@", "?",
        ].map { GridCell(text: $0) } + [
            GridCell(text: "3.5", content: .number), GridCell(text: "45000", content: .number),
            GridCell(text: "#REF!", content: .error),
            GridCell(text: "", content: .formulaWithoutValue),
        ]

    @Test("Every cell that cannot be taken says why in both languages", arguments: [true, false])
    func cells(isDayFirst: Bool) {
        let reader = CellReader(
            conventions: SheetConventions(isDayFirst: isDayFirst, zones: { _ in nil }))
        var codes: Set<Finding.Code> = []
        for column in SheetDefinition.all.flatMap(\.columns) {
            for cell in Self.badCells {
                do throws(CellFault) {
                    _ = try reader.read(cell, of: column)
                } catch {
                    codes.insert(error.code)
                    #expect(Self.faults(in: error.expected) == [], "“\(cell.text)” \(column.name)")
                }
            }
        }
        // Otherwise the walk above met only some of the readers.
        #expect(
            codes.isSuperset(of: [
                .required, .controlCharacter, .notANumber, .ambiguousNumber, .outOfRange,
                .invalidDate, .ambiguousDate, .invalidTime, .invalidAddress, .unknownWord,
                .formulaWithoutValue,
            ]), "\(codes)")
    }

    private static let sales = "period;salesperson;invoice;product;units;amount"

    /// A file's faults, named by one that it must have.
    struct BadFile: Sendable, CustomTestStringConvertible {
        var code: Finding.Code
        var findings: [Finding]

        init(_ code: Finding.Code, _ reading: SheetReading) {
            self.code = code
            findings = reading.findings
        }

        var testDescription: String { code.rawValue }
    }

    /// Files with a fault of their own, one for each that a reader of sheets finds beyond cells.
    private static let badFiles: [BadFile] = [
        BadFile(
            .tooLarge, whole(Array(repeating: UInt8(ascii: "a"), count: SheetLimits.bytes + 1))),
        BadFile(.notAWorkbook, whole([0x50, 0x4B, 0x03, 0x04])),
        BadFile(.unknownEncoding, whole([0x41, 0x00, 0x42])),
        BadFile(
            .ambiguousSheet, reading("code;name", "A;B;", "kode;nama;role;contact", "A;B;sales;C")),
        BadFile(.unrecognisedSheet, reading("satu|dua", "1|2")),
        BadFile(.unrecognisedSheet, reading("code;title;owner", "A;B;C")),
        BadFile(.missingColumns, reading("code;title;owner", "A;B;C", as: .deadlines)),
        BadFile(.unclosedQuote, reading(sales, "2026-11;S;F;A;3;\"1")),
        BadFile(.tooLarge, reading(sales, String(repeating: "x;", count: SheetLimits.columns + 1))),
        BadFile(
            .tooLarge, reading(sales, String(repeating: "x", count: SheetLimits.cellBytes + 1))),
        BadFile(.tooLarge, whole(Array((sales + String(repeating: "\nx", count: 250_001)).utf8))),
        BadFile(.duplicateKey, reading(sales, "2026-11;S;F;A;3;1", "2026-11;S;F;A;3;2")),
        BadFile(.duplicateKey, reading(sales + ";omzet", "2026-11;S;F;A;3;1;2")),
        BadFile(.outOfRange, reading(sales, "2026-11;NIHIL;;;;", "2026-11;S;F;A;3;1")),
        BadFile(.outOfRange, reading("person;from;until;stand_in", "A;2026-12-04;2026-12-03;B")),
        BadFile(.totalMismatch, reading(sales, "2026-11;S;F;A;3;1", "TOTAL;;;;3;2")),
        BadFile(.totalMismatch, reading(sales, "2026-11;S;F;A;x;1", "TOTAL;;;;3;1")),
        BadFile(
            .pastDate,
            reading(
                "code;title;owner;due_date", "A;B;C;2026-12-04",
                today: CivilDate(year: 2026, month: 12, day: 5))
        ),
    ]

    private static func whole(_ bytes: [UInt8]) -> SheetReading {
        SheetReader().read(bytes, fileName: "test.csv")
    }

    @Test("Every file that cannot be taken says why in both languages", arguments: badFiles)
    func files(_ file: BadFile) {
        #expect(Set(file.findings.map(\.code)).contains(file.code))
        for finding in file.findings {
            #expect(Self.faults(in: finding.expected) == [], "\(finding.code.rawValue)")
        }
    }
}
