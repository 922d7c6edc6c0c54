/// The attributes of one start tag, by where their bytes stand. The tag is known to be well-formed.
struct XMLTag {
    /// One attribute.
    struct Attribute {
        /// Without a prefix.
        var name: String
        /// Between the quotation marks.
        var value: Range<Int>
        /// With the space before it.
        var whole: Range<Int>
    }

    /// Behind the element's name: where an attribute is put.
    private(set) var nameEnd: Int
    private(set) var attributes: [Attribute] = []
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], at tag: Range<Int>) {
        self.bytes = bytes
        var place = tag.lowerBound + 1
        while place < tag.upperBound, !Self.endsName(bytes[place]) { place += 1 }
        nameEnd = place
        while place < tag.upperBound {
            let start = place
            while place < tag.upperBound, Self.isSpace(bytes[place]) { place += 1 }
            let name = place
            while place < tag.upperBound, !Self.endsName(bytes[place]) { place += 1 }
            guard place > name else { return }
            let text = String(decoding: bytes[name..<place], as: UTF8.self)
            while place < tag.upperBound, bytes[place] != UInt8(ascii: "\""),
                bytes[place] != UInt8(ascii: "'")
            {
                place += 1
            }
            guard place < tag.upperBound else { return }
            let quote = bytes[place]
            let value = place + 1
            place = value
            while place < tag.upperBound, bytes[place] != quote { place += 1 }
            attributes.append(
                Attribute(
                    name: text.split(separator: ":").last.map(String.init) ?? text,
                    value: value..<place, whole: start..<min(place + 1, tag.upperBound)))
            place += 1
        }
    }

    subscript(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

    /// An attribute's value, without what is escaped in it.
    func text(_ name: String) -> String? {
        self[name].map { XMLText.plain(bytes[$0.value]) }
    }

    func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    /// What stands before a tag's name: `x:`, mostly nothing.
    static func prefix(of tag: ArraySlice<UInt8>) -> String {
        let name = tag.dropFirst().prefix { !endsName($0) }
        guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return "" }
        return String(decoding: name[name.startIndex...colon], as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "=")
    }
}

/// Text as XML writes it.
enum XMLText {
    /// - Parameter text: characters that XML cannot hold are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\r": result += "&#13;"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// What a piece of XML without tags says.
    static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&"), let end = rest[mark...].firstIndex(of: ";") {
            result += rest[..<mark]
            let name = rest[rest.index(after: mark)..<end]
            result += Self.character(name) ?? String(rest[mark...end])
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> String? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let code =
                name.dropFirst().first == "x"
                ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
            return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        }
    }
}
