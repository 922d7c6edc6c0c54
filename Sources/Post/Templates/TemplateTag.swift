/// One `{{…}}` of a template, found by our own eyes: the renderer blanks what it does not know.
struct TemplateTag: Hashable {
    enum Role: Hashable {
        /// `{{name}}`, or `{{{name}}}` and `{{&name}}`, which are not escaped.
        case variable(isEscaped: Bool)
        /// `{{#name}}`, `{{^name}}`, `{{/name}}`.
        case section, inverted, close
        /// `{{>name}}`.
        case partial
        /// `{{! anything }}`.
        case comment
        /// Anything else that Mustache knows and that templates here do without.
        case unsupported
        /// `{{` without its `}}`.
        case unclosed
    }

    var role: Role
    var name: String
    /// From 1.
    var line: Int

    /// The tags of a template in order.
    static func tags(of template: String) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        let bytes = Array(template.utf8)
        var line = 1
        var index = 0
        while index < bytes.count {
            guard count(of: UInt8(ascii: "{"), in: bytes, from: index) >= 2 else {
                if bytes[index] == UInt8(ascii: "\n") { line += 1 }
                index += 1
                continue
            }
            let isTriple = count(of: UInt8(ascii: "{"), in: bytes, from: index) > 2
            let width = isTriple ? 3 : 2
            let start = index + width
            var end = start
            while end < bytes.count, count(of: UInt8(ascii: "}"), in: bytes, from: end) < width {
                end += 1
            }
            guard end < bytes.count else {
                return tags + [TemplateTag(role: .unclosed, name: "", line: line)]
            }
            let content = bytes[start..<end]
            tags.append(tag(content, isTriple, line))
            line += content.count { $0 == UInt8(ascii: "\n") }
            index = end + width
        }
        return tags
    }

    /// How many of a brace stand side by side from here on, as far as that matters: at most three.
    private static func count(of brace: UInt8, in bytes: [UInt8], from index: Int) -> Int {
        var end = index
        while end < bytes.count, end - index < 3, bytes[end] == brace { end += 1 }
        return end - index
    }

    private static func tag(
        _ content: ArraySlice<UInt8>, _ isTriple: Bool, _ line: Int
    ) -> TemplateTag {
        if isTriple {
            return TemplateTag(role: .variable(isEscaped: false), name: trim(content), line: line)
        }
        let role: Role
        switch content.first.map({ Character(UnicodeScalar($0)) }) {
        case "#": role = .section
        case "^": role = .inverted
        case "/": role = .close
        case ">": role = .partial
        case "!": role = .comment
        case "&": role = .variable(isEscaped: false)
        case "=", "%", "<", "$": role = .unsupported
        default:
            return TemplateTag(role: .variable(isEscaped: true), name: trim(content), line: line)
        }
        return TemplateTag(role: role, name: trim(content.dropFirst()), line: line)
    }

    /// Without blanks at either end; on bytes, since all templates are read at each start.
    private static func trim(_ text: ArraySlice<UInt8>) -> String {
        var text = text.drop { " \t\r\n".utf8.contains($0) }
        while let last = text.last, " \t\r\n".utf8.contains(last) { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }
}
