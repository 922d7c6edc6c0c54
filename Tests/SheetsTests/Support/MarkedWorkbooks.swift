import Foundation

/// Workbooks that `Peers/write_marked_workbooks.py` makes, once a run.
enum MarkedWorkbooks {
    static let python = ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "python3"

    static let names =
        [
            "openpyxl-chart.xlsx", "openpyxl-table.xlsx", "openpyxl-protected.xlsx",
            "xlsxwriter-pictures.xlsx", "xlsxwriter-notes.xlsx", "xlsxwriter-macros.xlsm",
            "conversation.xlsx", "linked.xlsx", "embedded.xlsx", "prefixed.xlsx",
        ] + (Workbooks.isThorough ? ["libreoffice.xlsx"] : [])

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: try folder.get().appending(path: name)))
    }

    private static let folder = Result { try written() }

    private static func written() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "marked-workbooks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Peers/write_marked_workbooks.py").path(percentEncoded: false)
        _ = try Command.run(
            [python, script, folder.path(percentEncoded: false)]
                + (Workbooks.isThorough ? ["--libreoffice"] : []))
        return folder
    }

    /// A workbook with something in it for which it is not changed byte by byte.
    static func odd(
        _ parts: [(name: String, content: [UInt8])], _ kind: String
    ) -> [(name: String, content: [UInt8])] {
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        var parts = parts
        func change(_ name: String, _ old: String, _ new: String) {
            for index in parts.indices where parts[index].name == name {
                let text = String(decoding: parts[index].content, as: UTF8.self)
                parts[index].content = Array(text.replacing(old, with: new).utf8)
            }
        }
        let main = "xl/_rels/workbook.xml.rels"
        switch kind {
        case "macro sheet":
            parts.append(("xl/macrosheets/sheet9.xml", Array("<macrosheet/>".utf8)))
            change(
                main, "</Relationships>",
                "<Relationship Id=\"m\" Type=\"http://schemas.microsoft.com/office/2006/"
                    + "relationships/xlMacrosheet\" Target=\"macrosheets/sheet9.xml\"/></Relationships>"
            )
        case "connections":
            parts.append(("xl/connections.xml", Array("<connections/>".utf8)))
            change(
                main, "</Relationships>",
                "<Relationship Id=\"m\" Type=\"\(relations)/connections\" "
                    + "Target=\"connections.xml\"/></Relationships>")
        case "linked picture":
            change(
                "xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>",
                "<Relationship Id=\"m\" Type=\"\(relations)/image\" "
                    + "Target=\"http://example.com/a.png\" TargetMode=\"External\"/></Relationships>"
            )
        case "twice": parts.append(("XL/Theme/theme1.xml", Array("<a/>".utf8)))
        default:
            for index in parts.indices where parts[index].name == "xl/styles.xml" {
                let text = String(decoding: parts[index].content, as: UTF8.self)
                parts[index].content =
                    [0xFF, 0xFE]
                    + text.replacing("UTF-8", with: "UTF-16").utf16.flatMap {
                        [UInt8($0 & 0xFF), UInt8($0 >> 8)]
                    }
            }
        }
        return parts
    }
}
