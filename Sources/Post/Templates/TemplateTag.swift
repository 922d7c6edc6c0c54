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
            guard bytes[index...].starts(with: "{{".utf8) else {
                if bytes[index] == UInt8(ascii: "\n") { line += 1 }
                index += 1
                continue
            }
            let isTriple = bytes[index...].starts(with: "{{{".utf8)
            let start = index + (isTriple ? 3 : 2)
            let closing = Array((isTriple ? "}}}" : "}}").utf8)
            guard let end = position(of: closing, in: bytes, from: start) else {
                return tags + [TemplateTag(role: .unclosed, name: "", line: line)]
            }
            let content = bytes[start..<end]
            tags.append(tag(String(decoding: content, as: UTF8.self), isTriple, line))
            line += content.count { $0 == UInt8(ascii: "\n") }
            index = end + closing.count
        }
        return tags
    }

    private static func position(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + wanted.count <= bytes.count {
            if bytes[index..<(index + wanted.count)].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }

    private static func tag(_ content: String, _ isTriple: Bool, _ line: Int) -> TemplateTag {
        if isTriple {
            return TemplateTag(role: .variable(isEscaped: false), name: trim(content), line: line)
        }
        let role: Role
        switch content.first {
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
        return TemplateTag(role: role, name: trim(String(content.dropFirst())), line: line)
    }

    private static func trim(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0.isWhitespace }
        let tail = text.drop(while: isBlank).reversed().drop(while: isBlank)
        return String(tail.reversed())
    }
}
