/// Texts of HTML, as far as sheets have them.
enum HTMLText {
    /// With characters in the place of references to them (`&amp;`, `&#233;`, `&#xE9;`).
    static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            let name = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "#" }
            guard let scalar = scalar(name) else {
                result.append("&")
                rest = rest.dropFirst()
                continue
            }
            result.unicodeScalars.append(scalar)
            rest = rest[name.endIndex...]
            if rest.first == ";" { rest = rest.dropFirst() }
        }
        return result + rest
    }

    private static func scalar(_ name: Substring) -> Unicode.Scalar? {
        guard name.first == "#" else { return named[String(name)] }
        let digits = name.dropFirst()
        let code =
            digits.first == "x" || digits.first == "X"
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init)
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "ndash": "–", "mdash": "—", "euro": "€", "pound": "£", "yen": "¥", "deg": "°",
        "eacute": "é", "egrave": "è", "aacute": "á", "agrave": "à", "auml": "ä", "ouml": "ö",
        "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "ntilde": "ñ",
        "ccedil": "ç", "oacute": "ó", "iacute": "í", "uacute": "ú", "rsquo": "’", "lsquo": "‘",
        "ldquo": "“", "rdquo": "”", "hellip": "…", "middot": "·", "times": "×",
    ]
}
