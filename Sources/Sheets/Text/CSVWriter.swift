/// Writes records as CSV that spreadsheets open and this program reads again (RFC 4180).
package struct CSVWriter: Sendable {
    package init() {}

    /// Fields separated by semicolons, lines ended by CRLF, UTF-8 with a byte order mark, as Excel in
    /// Indonesia expects it.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
    package func write(_ records: [[String]]) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        for record in records {
            bytes += record.map(Self.field).joined(separator: ";").utf8
            bytes += [0x0D, 0x0A]
        }
        return bytes
    }

    private static func field(_ text: String) -> String {
        var text = text
        let isNumber = text.dropFirst().allSatisfy { $0.isNumber || ".,".contains($0) }
        if let first = text.first, "=+@\t\r".contains(first) || first == "-" && !isNumber {
            text = "'" + text
        }
        guard text.contains(where: { ";\",\n\r".contains($0) || $0 == "\r\n" }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
