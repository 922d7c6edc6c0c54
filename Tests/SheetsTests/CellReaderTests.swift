import Almanac
import Coordination
import Testing

@testable import Sheets

@Suite struct CellReaderTests {
    private let reader = CellReader(conventions: SheetConventions())

    private func read(_ cell: GridCell, _ column: SheetColumn) -> String {
        outcome { () throws(CellFault) in
            try reader.read(cell, of: column).map { "\($0)" } ?? "blank"
        }
    }

    private func read(_ text: String, _ column: SheetColumn) -> String {
        read(GridCell(text: text), column)
    }

    @Test(arguments: ["", " ", "\u{A0}", "\t", "\u{FEFF}", "\n"])
    func blankIsBlankAndRequiredWhereItMustNotBe(_ text: String) {
        #expect(read(text, SheetColumn("name")) == "blank")
        #expect(read(text, SheetColumn("name*")) == "required")
        #expect(read(text, SheetColumn("due*", type: .date)) == "required")
    }

    @Test func aDashHasNothingToSayAndIsZeroAmongNumbers() {
        #expect(read("-", SheetColumn("email", type: .address)) == "blank")
        #expect(read("-", SheetColumn("name*")) == "required")
        #expect(read(" - ", SheetColumn("paid", type: .money)) == "number(0)")
    }

    @Test(arguments: [
        ("  Toko\u{A0}Makmur ", "Toko Makmur"), ("\u{202A}JKT\u{202C}", "JKT"), ("\tA\t", "A"),
        ("'=1+1", "=1+1"), ("'+62", "+62"), ("''x", "'x"), ("'x", "'x"), ("=\"0812\"", "0812"),
        ("Katup 3\"", "Katup 3\""), ("a  b", "a  b"), ("Café", "Café"),
    ])
    func textIsTrimmed(_ text: String, _ expected: String) throws {
        #expect(try CellText.cleaned(text) == expected)
    }

    @Test(arguments: [
        "a\r\nBcc: x@y.test", "a\nb", "a\rb", "a\n", "a\u{0}b", "a\u{1B}b", "a\u{7F}b", "a\u{85}b",
        "a\u{2028}b",
    ])
    func aControlCharacterInOneLineIsAFault(_ text: String) {
        #expect(read(text, SheetColumn("title")) == "control-character")
        #expect(read(text, SheetColumn("due_date", type: .date)) == "control-character")
    }

    @Test func aNoteMayHaveLines() {
        #expect(read("a\r\nb\rc\n", SheetColumn("note", type: .note)) == "text(\"a\\nb\\nc\")")
        #expect(read("a\u{0}b", SheetColumn("note", type: .note)) == "control-character")
    }

    @Test(arguments: [
        ("ya", "yes"), ("TIDAK", "no"), ("Yes", "yes"), ("1", "yes"), ("0", "no"), ("n", "no"),
    ])
    func yesAndNo(_ text: String, _ word: String) {
        #expect(AllowedWords.yesOrNo.word(for: text) == word)
    }

    @Test func wordsMatchLooselyAndAnUnknownOneSuggestsTheNearest() {
        let kind = SheetColumn("kind", type: .word(.holidayKinds))
        #expect(read("Cuti_Bersama", kind) == "word(\"joint-leave\")")
        #expect(read("libur", kind) == "unknown-word")
        do throws(CellFault) {
            _ = try reader.read(
                GridCell(text: "manager1"), of: SheetColumn("role", type: .word(.posts)))
            Issue.record("manager1 is no role")
        } catch {
            #expect(error.suggestion == "manager")
            #expect(
                error.expected
                    == BilingualText(
                        en: "one of: sales, coordinator, manager, director, finance",
                        id: "salah satu dari: sales, koordinator, manajer, direktur, keuangan"))
        }
    }

    @Test func aRepetitionIsAWordOrAnExpression() {
        let column = SheetColumn("repeat", type: .wordOrText(.repetitions))
        #expect(read("mingguan", column) == "word(\"weekly\")")
        #expect(read("Mon *-*-1..7 15:00", column) == "text(\"Mon *-*-1..7 15:00\")")
    }

    @Test func zonesAreKnownByTheirShortNames() {
        let column = SheetColumn("time_zone", type: .zone)
        #expect(read("wita", column) == "text(\"Asia/Makassar\")")
        #expect(read("Asia/Tokyo", column) == "text(\"Asia/Tokyo\")")
        var conventions = SheetConventions()
        conventions.zones = { $0 == "Asia/Jakarta" ? .utc : nil }
        let strict = CellReader(conventions: conventions)
        #expect(throws: CellFault.self) {
            try strict.read(GridCell(text: "Jakarta"), of: column)
        }
    }

    @Test func aWrongAddressIsLeftOutWithAWarning() {
        let cc = SheetColumn("cc", type: .addresses)
        #expect(read("a@b.test; c@d.test", cc) == "text(\"a@b.test, c@d.test\")")
        for text in ["tidak ada", "a@", "@b", "a@b@c", "a b@c.test", "Ani <a@b", "a@b..test"] {
            #expect(read(text, SheetColumn("email", type: .address)) == "invalid-address")
        }
        do throws(CellFault) {
            _ = try reader.read(GridCell(text: "a@b.test, nanti"), of: cc)
            Issue.record("nanti is no address")
        } catch {
            #expect(error.severity == .warning)
            #expect(error.value == .text("a@b.test"))
        }
    }

    @Test(arguments: [
        (SheetColumn("units", type: .count), "not-a-number"),
        (SheetColumn("due", type: .date), "invalid-date"),
        (SheetColumn("at", type: .time), "invalid-time"),
        (SheetColumn("name"), "formula-without-value"),
    ])
    func aFormulasErrorIsNoValue(_ column: SheetColumn, _ code: String) {
        #expect(read("#N/A", column) == code)
        #expect(read(GridCell(text: "#REF!", content: .error), column) == code)
    }

    @Test func aWorkbookSaysWhatItsCellsAre() throws {
        let day = try #require(CivilDate("2026-11-01"))
        let midnight = CivilTime(secondOfDay: 0)
        let cell = GridCell(text: "11/1/26", content: .moment(date: day, time: nil))
        #expect(read(cell, SheetColumn("due", type: .date)) == "date(2026-11-01)")
        #expect(read(cell, SheetColumn("period", type: .period)) == "period(\"2026-11\")")
        let stamp = GridCell(text: "x", content: .moment(date: day, time: midnight))
        #expect(read(stamp, SheetColumn("due", type: .date)) == "date(2026-11-01)")
        let noon = GridCell(text: "x", content: .moment(date: day, time: CivilTime("12:00")))
        #expect(read(noon, SheetColumn("due", type: .date)) == "date(2026-11-01)")
        #expect(read(noon, SheetColumn("at", type: .time)) == "time(12:00, zone: nil)")
        let number = GridCell(text: "1.250", content: .number)
        #expect(read(number, SheetColumn("amount", type: .money)) == "not-a-number")
        #expect(read(number, SheetColumn("due", type: .date)) == "invalid-date")
        #expect(read(GridCell(text: "1", content: .number), SheetColumn("line")) == "text(\"1\")")
        let formula = GridCell(text: "", content: .formulaWithoutValue)
        #expect(read(formula, SheetColumn("amount", type: .money)) == "formula-without-value")
    }
}
