@testable import Sheets

/// A workbook whose worksheets' XML is written in the test, cell by cell, as no library would.
struct TinyWorkbook {
    /// What stands between `<sheetData>` and its end, by worksheet.
    var worksheets: [String]
    /// Number formats; style 1 has the first.
    var formats: [String] = []
    var strings: [String] = []

    init(_ worksheets: String..., formats: [String] = [], strings: [String] = []) {
        self.worksheets = worksheets
        self.formats = formats
        self.strings = strings
    }

    var bytes: [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        var parts = [
            "_rels/.rels":
                "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r\" "
                + "Type=\"\(relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ]
        var sheets = ""
        var targets =
            "<Relationship Id=\"s\" Type=\"\(relations)/styles\" Target=\"styles.xml\"/>"
            + "<Relationship Id=\"t\" Type=\"\(relations)/sharedStrings\" Target=\"strings.xml\"/>"
        for (index, rows) in worksheets.enumerated() {
            sheets += "<sheet name=\"S\(index + 1)\" sheetId=\"\(index + 1)\" r:id=\"w\(index)\"/>"
            targets +=
                "<Relationship Id=\"w\(index)\" Type=\"\(relations)/worksheet\" "
                + "Target=\"sheet\(index).xml\"/>"
            parts["xl/sheet\(index).xml"] =
                "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
        }
        parts["xl/workbook.xml"] =
            "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets>\(sheets)</sheets></workbook>"
        parts["xl/_rels/workbook.xml.rels"] =
            "<Relationships xmlns=\"\(package)\">\(targets)</Relationships>"
        let codes = formats.enumerated().map { index, code in
            let escaped = code.replacing("\"", with: "&quot;")
            return "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(escaped)\"/>"
        }
        let styles = (["0"] + formats.indices.map { "\(164 + $0)" })
            .map { "<xf numFmtId=\"\($0)\"/>" }
        parts["xl/styles.xml"] =
            "<styleSheet xmlns=\"\(main)\"><numFmts>\(codes.joined())</numFmts>"
            + "<cellXfs>\(styles.joined())</cellXfs></styleSheet>"
        parts["xl/strings.xml"] =
            "<sst xmlns=\"\(main)\">\(strings.map { "<si><t>\($0)</t></si>" }.joined())</sst>"
        return ZipFile.bytes(
            of: parts.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
    }

    /// A row of texts, from column A.
    static func row(_ number: Int, _ texts: String...) -> String {
        "<row r=\"\(number)\">"
            + texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }
}
