import FoundationEssentials

/// Text beyond ASCII in a header, as encoded words of at most 75 characters (RFC 2047, 2), which GMime
/// makes longer.
enum EncodedWords {
    /// What of a text fits into one word, `=?UTF-8?B?…?=` around Base64, on a line of 76 characters.
    private static func mostBytes(behind count: Int) -> Int {
        (75 - max(0, count - 1) - "=?UTF-8?B??=".utf8.count) / 4 * 3
    }

    /// Each on a line of its own where there are several.
    ///
    /// - Parameter start: what stands on the first line before it.
    static func encode(_ text: String, behind start: String = "") -> String {
        var words: [String] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            let start = words.isEmpty ? start.utf8.count : 0
            if chunk.count + bytes.count > mostBytes(behind: start) {
                words.append(word(chunk))
                chunk = []
            }
            chunk += bytes
        }
        if !chunk.isEmpty { words.append(word(chunk)) }
        return words.joined(separator: "\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String {
        "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
    }

    /// A mailbox with its name: encoded, or as a quoted string (RFC 5322, 3.2.4).
    static func mailbox(_ mailbox: Mailbox) -> String {
        let name = SubjectLine.flattened(mailbox.name ?? "")
        if name.isEmpty { return mailbox.address }
        let phrase =
            name.isASCIIOnly
            ? "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
            : encode(name)
        return "\(phrase)\n <\(mailbox.address)>"
    }
}

extension String {
    /// Whether a header can hold it as it is.
    var isASCIIOnly: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
