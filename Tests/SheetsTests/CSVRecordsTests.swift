import Coordination
import Testing

@testable import Sheets

@Suite struct CSVRecordsTests {
    private func records(
        _ text: String, separator: Character = ";"
    ) -> (rows: [[String]], faults: [GridFault]) {
        var records = CSVRecords(
            Array(text.utf8), separator: separator.asciiValue ?? UInt8(ascii: ";"))
        var row = GridRow()
        var rows: [[String]] = []
        while records.next(&row) {
            #expect(row.number == rows.count + 1)
            rows.append(row.cells.map(\.text))
        }
        return (rows, records.faults)
    }

    @Test(arguments: [
        ("a;b\r\nc;d\r\n", [["a", "b"], ["c", "d"]]), ("a;b\nc;d", [["a", "b"], ["c", "d"]]),
        ("a\rb\r", [["a"], ["b"]]), ("a;;\n;", [["a", "", ""], ["", ""]]),
        ("a\n\nb", [["a"], [""], ["b"]]), ("\"a;b\";c", [["a;b", "c"]]),
        ("\"a\"\"b\";\"\"", [["a\"b", ""]]), ("\"a\r\nb\";c", [["a\r\nb", "c"]]),
        ("3\";4\"x", [["3\"", "4\"x"]]), ("\"a\"b;c", [["ab", "c"]]),
        ("\"a\"\r\n\"b\"", [["a"], ["b"]]), ("é;\"ü;ß\"", [["é", "ü;ß"]]), ("", []),
        ("\"a\nb\"", [["a\nb"]]),
    ])
    func aTextIsSplitIntoRecords(_ text: String, _ expected: [[String]]) {
        let (rows, faults) = records(text)
        #expect(rows == expected)
        #expect(faults.isEmpty)
    }

    @Test(arguments: ["a;\"b\nc;d\n", "a;\"12 inch\nb;\"Katup\";c\n", "a;\"", "a;\"b\"\""])
    func anUnclosedQuotationMarkIsAFaultWhereItOpens(_ text: String) {
        let faults = records(text).faults
        #expect(faults.map(\.code) == [.unclosedQuote])
        #expect(faults.map(\.row) == [1])
        #expect(faults.map(\.column) == [1])
    }

    @Test func anUnclosedQuotationMarkIsNamedByItsCell() {
        let reading = reading(
            "kode;nama;jabatan", "S-1;Ani;sales", "S-2;\"Budi;sales", "S-3;Citra;sales")
        #expect(reading.blockers == ["B3 unclosed-quote"])
        #expect(reading.rows.count == 1)
        #expect(reading.findings.first?.value == "\"Budi;sales")
    }

    @Test func cellsColumnsAndRowsAreBounded() {
        let long = String(repeating: "x", count: SheetLimits.cellBytes + 1)
        #expect(records("a;\(long)").faults.map(\.code) == [.tooLarge])
        #expect(records("a;\"\(long)\"").faults.map(\.code) == [.tooLarge])
        let wide = Array(repeating: "x", count: SheetLimits.columns + 5).joined(separator: ";")
        #expect(records(wide).faults.map(\.column) == [SheetLimits.columns])
        let empty = String(repeating: ";", count: 16_383)
        #expect(records("a\(empty)").faults.isEmpty)
        let many = String(repeating: "x\n", count: SheetLimits.rows + 5)
        let faults = records(many).faults
        #expect(faults.map(\.row) == [SheetLimits.rows + 1])
        #expect(faults.map(\.code) == [.tooLarge])
    }

    @Test(arguments: [";", ",", "\t"])
    func usualSeparatorsAreFoundOut(_ separator: String) {
        let lines = ["Daftar orang, per 1; 2", "kode|nama|jabatan", "S-1|\"Ani, dr; SpA\"|sales"]
        let text = lines.map { $0.replacing("|", with: separator) }.joined(separator: "\n")
        let row = SheetReader().read(Array(text.utf8), fileName: "x.csv").rows.first
        #expect(row?.text("name") == "Ani, dr; SpA")
        #expect(row?.number == 3)
    }

    @Test(arguments: ["sep=|", "SEP=|", "\"sep=|\""])
    func aLineNamesTheSeparatorAndIsNoRecord(_ line: String) {
        let reading = reading(line, "kode|nama|jabatan", "S-1|Ani;x|sales", "S-2||sales")
        #expect(reading.rows.first?.text("name") == "Ani;x")
        #expect(reading.blockers == ["B3 required"])
    }

    @Test func aBarIsNoSeparatorUnlessTheFileSaysSo() {
        let reading = reading("kode|nama|jabatan", "S-1|Ani|sales")
        #expect(reading.blockers == ["A1 unrecognised-sheet"])
        #expect(reading.findings.first?.expected.english.contains("sep=|") == true)
    }

    @Test(arguments: ["sep=", "sep=;;", "sep=\"", "separator;x", "sep=é"])
    func otherFirstLinesNameNoSeparator(_ line: String) {
        #expect(CSVSeparator.stated(in: Array("\(line)\r\na;b".utf8)) == nil)
    }

    @Test func columnsAreNamedAsInExcel() {
        #expect(
            [0, 25, 26, 51, 52, 701, 702].map(CellName.letters)
                == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    }
}
