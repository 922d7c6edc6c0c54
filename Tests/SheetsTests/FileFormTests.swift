import Almanac
import Coordination
import Foundation
import Testing

@testable import Sheets

/// A file is what its bytes are: a table is read, whatever it is called, and anything else is named.
@Suite struct FileFormTests {
    private func read(_ bytes: [UInt8], _ name: String = "orders.xls") -> SheetReading {
        SheetReader().read(bytes, fileName: name)
    }

    private func read(_ text: String, _ name: String = "orders.xls") -> SheetReading {
        read(Array(text.utf8), name)
    }

    @Test(arguments: ["orders.xls", "orders.xlsx", "orders.ods", "orders.csv", "orders"])
    func aTableInHTMLIsRead(_ name: String) {
        let reading = read(
            """
            <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
            <style>td { mso-number-format:"\\@" } table > td {}</style><title>Daftar</title></head>
            <body><table><tr><td colspan=7><b>Daftar&nbsp;pesanan</b><tr></tr>
            <TR><TH>no_so</TH><TH>baris<TH>klien</TH><TH>barang</TH><TH>qty</TH><TH>tgl_janji</TH>
              <th>alasan</th></TR>
            <tr><td rowspan="2">0004711</td><td>1</td><td>C-01</td><td>Meja &amp; kursi
               besar</td><td>3</td><td>15/12/2026</td><td>a<br>b</td></tr>
            <tr><td>2</td><td>C-01</td><td><table><tr><td>Lemari</td></tr></table></td><td>2</td>
              <td><!-- <td>x</td> -->2026-12-16</td><td></td></tr>
            <tr><td title="a > b">0004712</td><td>1</td><td>C-02</td><td>Caf&eacute; &#8364;5 &amp;c</td>
              <td>1.250</td><td>2026-12-17</td></tr>
            </table></body></html>
            """, name)
        #expect(reading.kind == .orders, "\(reading.findings)")
        #expect(reading.blockers == ["G4 control-character", "A5 required", "D5 required"])
        #expect(reading.rows.first?.text("order") == "0004711")
        #expect(reading.rows.first?.text("item") == "Meja & kursi besar")
        #expect(reading.rows.last?.text("item") == "Café €5 &c")
        #expect(reading.rows.last?.quantity("quantity") == 1_250)
        #expect(reading.rows.last?.number == 6)
    }

    @Test(
        "Numbers in HTML are what their format shows",
        arguments: [
            (#"style='mso-number-format:"0000"'"#, "13", "0013"),
            (#"style="mso-number-format:'0000'; color:red""#, "13", "0013"),
            (#"style="mso-number-format:&quot;0000&quot;""#, "13", "0013"),
            (#"style="mso-number-format:0000""#, "13", "0013"),
            (#"style='mso-number-format:"\0022PO-\00220000"'"#, "13", "PO-0013"),
            (#"style='mso-number-format:"\@"'"#, "0012", "0012"),
            (#"style='mso-number-format:"\@"'"#, "12", "12"),
            (#"style='mso-number-format:"0000"' x:num="13""#, "0013", "0013"),
            ("class=xl24", "13", "0000013"), (#"class="a xl25""#, "13", "013"),
            ("class=xl26", "13", "13"),
        ])
    func numbersInHTML(_ attributes: String, _ text: String, _ shown: String) {
        let reading = read(
            """
            <html><style><!--table {color:red}
            .xl24 {mso-style-parent:style0; mso-number-format:"0000000";}
            --></style><style>td.xl25, .xl27 { mso-number-format:"000" } </style><body><table>
            <tr><td>kode<td>nama<td>peran</tr>
            <tr><td \(attributes)>\(text)</td><td>Budi</td><td>sales</td></tr></table></body></html>
            """, "people.xls")
        #expect(reading.kind == .people, "\(reading.findings)")
        #expect(reading.rows.first?.text("code") == shown)
    }

    @Test func xmlOfExcel2003IsRead() {
        let reading = read(
            """
            <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
              xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
            <Styles><Style ss:ID="s1"><NumberFormat ss:Format="0000000"/></Style></Styles>
            <Worksheet ss:Name="Kosong"><Table/></Worksheet>
            <Worksheet ss:Name="Data"><Table>
            <Row><Cell><Data ss:Type="String">no_so</Data></Cell><Cell><Data ss:Type="String">baris</Data></Cell>
            <Cell><Data ss:Type="String">klien</Data></Cell><Cell><Data ss:Type="String">barang</Data></Cell>
            <Cell><Data ss:Type="String">qty</Data></Cell><Cell><Data ss:Type="String">tgl_janji</Data></Cell>
            <Cell><Data ss:Type="String">eta</Data></Cell></Row>
            <Row ss:Index="4"><Cell ss:StyleID="s1"><Data ss:Type="Number">4711</Data></Cell>
            <Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">C-01</Data></Cell>
            <Cell><Data ss:Type="String">Meja <B>besar</B></Data>
              <Comment><ss:Data>bukan ini</ss:Data></Comment></Cell>
            <Cell><Data ss:Type="Number">3.0000000000000004</Data></Cell>
            <Cell><Data ss:Type="DateTime">2026-12-15T00:00:00.000</Data></Cell>
            <Cell ss:Index="7"><Data ss:Type="DateTime">2026-12-20T00:00:00.000</Data></Cell></Row>
            </Table></Worksheet></Workbook>
            """)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.worksheet == "Data")
        let row = reading.rows.first
        #expect(row?.number == 4)
        #expect(row?.text("order") == "0004711")
        #expect(row?.text("item") == "Meja besar")
        #expect(row?.quantity("quantity") == 3)
        #expect(row?.date("promised")?.description == "2026-12-15")
        #expect(row?.date("expected")?.description == "2026-12-20")
    }

    @Test(arguments: ["orders.xls", "orders.xlsx"])
    func tabbedTextIsRead(_ name: String) {
        let reading = read(
            "no_so\tbaris\tklien\tbarang\tqty\ttgl_janji\r\nSO-1\t1\tC-01\tMeja\t3\t15/12/2026\r\n",
            name)
        #expect(reading.rows.first?.text("order") == "SO-1", "\(reading.findings)")
    }

    @Test func aMarkedCopyOfATableInHTMLReadsAlike() throws {
        let html =
            "<table><tr><td>kode<td>nama<td>kontak<tr><td>0012<td>Maju<td></table>"
        let reading = read(html)
        #expect(reading.blockers == ["C2 required"])
        let copy = try SheetReader().markedCopy(
            of: Array(html.utf8), reading: reading, language: "en",
            createdAt: Instant(seconds: 1_795_500_000))
        let again = SheetReader().read(copy.content, fileName: copy.name)
        #expect(again.blockers == ["C2 required"])
        #expect(again.rows.first?.text("code") == "0012")
    }

    @Test(
        "A marked copy's name is one that a folder takes, however long the file's",
        arguments: ["x", "é"])
    func longNames(_ letter: String) throws {
        let name = String(repeating: letter, count: 251 / letter.utf8.count) + ".csv"
        let csv = Array("code;title;owner;due_date\nA;Laporan;S;kapan\n".utf8)
        let reading = SheetReader().read(csv, fileName: name)
        let copy = try SheetReader().markedCopy(
            of: csv, reading: reading, language: "id", createdAt: Instant(seconds: 1_795_500_000))
        #expect(copy.name.utf8.count <= 245 && copy.name.hasSuffix(" (ditandai).xlsx"))
    }

    private static func compound(_ stream: String) -> [UInt8] {
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
            + stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0, 0]
    }

    private static func package(_ parts: (String, String)...) -> [UInt8] {
        ZipFile.bytes(of: parts.map { ($0.0, Array($0.1.utf8)) })
    }

    private static func package(main: String) -> [UInt8] {
        package(
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"\(main)\"/>"
                    + "</Relationships>"
            ), (main, "x"))
    }

    /// What a file is, and a word of what to do about it.
    static let foreign: [(String, [UInt8], String, String)] = [
        ("old.xls", compound("Workbook"), "Excel 97–2003", "save it as .xlsx"),
        ("old.xls", [0x09, 0x08, 0x06, 0x00, 0x00, 0x05] + [0, 0], "Excel 97–2003", "as .xlsx"),
        ("a.xlsx", compound("EncryptedPackage"), "password", "without one"),
        ("a.xls", compound("WordDocument"), "text document", "into a sheet"),
        ("a.csv", compound("__substg1.0_0037001F"), "a mail", "attachment"),
        (
            "a.ods", package(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")),
            "OpenDocument", "as .xlsx"
        ),
        (
            "a.ods", package(("Configurations2/x", ""), ("content.xml", "x"), ("mimetype", "")),
            "OpenDocument", "as .xlsx"
        ),
        ("a.xlsb", package(main: "xl/workbook.bin"), ".xlsb", "save it as .xlsx"),
        ("a.docx", package(main: "word/document.xml"), "text document", "into a sheet"),
        ("a.numbers", package(("Index/Document.iwa", "x")), "Apple Numbers", "export it"),
        ("a.zip", package(("orders.csv", "x")), "an archive", "unpack it"),
        ("a.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "a picture", "send the sheet itself"),
        ("a.xlsx", [0xFF, 0xD8, 0xFF, 0xE0, 0x00], "a picture", "send the sheet itself"),
        ("a.heic", [0, 0, 0, 24] + Array("ftypheic".utf8), "a picture", "the sheet itself"),
        ("a.csv", Array("%PDF-1.7\n".utf8), "a PDF", "send the sheet itself"),
        ("a.rar", Array("Rar!\u{1A}".utf8), "an archive", "unpack it"),
        ("a.csv", [0x1F, 0x8B, 0x08, 0x00], "an archive", "unpack it"),
        ("a.xml", Array("<?xml version=\"1.0\"?><a/>".utf8), "XML of another", "as .xlsx"),
        ("a.fods", Array("<?xml?><office:document/>".utf8), "OpenDocument", "as .xlsx"),
        ("a.eml", Array("Return-Path: <a@b.test>\n".utf8), "a mail", "attachment"),
        ("a.html", Array("<html><p>kode;nama</p></html>".utf8), "a table in it", "workbook"),
        ("a.xlsx", [0x01, 0x02, 0x00, 0x00], "damaged", "send it again"),
        ("a.docx", package(("word/document.xml", "x")), "text document", "into a sheet"),
        ("a.pptx", package(("ppt/presentation.xml", "x")), "slides", "into a sheet"),
        (
            "a.odt",
            package(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x")),
            "text document", "into a sheet"
        ),
        ("a.epub", package(("mimetype", "application/epub+zip")), "text document", "into a sheet"),
        ("a.jar", package(("META-INF/MANIFEST.MF", "x")), "no sheet", "send the sheet itself"),
    ]

    @Test(arguments: foreign.indices)
    func anythingElseIsNamedWithItsRemedy(_ index: Int) {
        let (name, bytes, what, remedy) = Self.foreign[index]
        let reading = read(bytes, name)
        #expect(reading.blockers == [" not-a-workbook"])
        let words = reading.findings.first?.expected
        #expect(words?.english.contains(what) == true, "\(name): \(words?.english ?? "")")
        #expect(words?.english.contains(remedy) == true, "\(name): \(words?.english ?? "")")
        #expect(words?.indonesian != words?.english)
    }

    @Test func eachHasASentenceOfItsOwn() {
        let sentences = Self.foreign.prefix(20).map { _, bytes, _, _ in
            read(bytes, "a.xlsx").findings.first?.expected.english ?? ""
        }
        // Eleven things, some of them in several forms.
        #expect(Set(sentences).count == 11)
    }
}
