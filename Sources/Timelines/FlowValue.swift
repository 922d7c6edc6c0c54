/// A value of the settings as timelines write them: YAML's flow style, on one line.
package indirect enum FlowValue: Hashable, Sendable {
    case text(String)
    case list([FlowValue])
    case map([String: FlowValue])

    package init(_ source: String) {
        var reader = Reader(rest: source[...])
        self = reader.value()
    }

    var string: String? { if case .text(let text) = self { text } else { nil } }
    var items: [FlowValue] { if case .list(let items) = self { items } else { [self] } }
    var fields: [String: FlowValue] { if case .map(let fields) = self { fields } else { [:] } }

    subscript(_ key: String) -> FlowValue? { fields[key] }

    private struct Reader {
        var rest: Substring

        mutating func skipBlanks() { rest = rest.drop { $0 == " " } }

        mutating func value() -> FlowValue {
            skipBlanks()
            switch rest.first {
            case "{": return map()
            case "[": return list()
            default: return .text(word(until: [",", "}", "]"]))
            }
        }

        mutating func map() -> FlowValue {
            rest.removeFirst()
            var fields: [String: FlowValue] = [:]
            while skipAnd(), let first = rest.first, first != "}" {
                let key = word(until: [":"])
                if rest.first == ":" { rest.removeFirst() }
                fields[key] = value()
            }
            if !rest.isEmpty { rest.removeFirst() }
            return .map(fields)
        }

        mutating func list() -> FlowValue {
            rest.removeFirst()
            var items: [FlowValue] = []
            while skipAnd(), let first = rest.first, first != "]" { items.append(value()) }
            if !rest.isEmpty { rest.removeFirst() }
            return .list(items)
        }

        /// Passes over blanks and one comma.
        mutating func skipAnd() -> Bool {
            skipBlanks()
            if rest.first == "," { rest.removeFirst() }
            skipBlanks()
            return true
        }

        /// A plain or quoted word; a colon within it is part of it where no blank follows.
        mutating func word(until ends: Set<Character>) -> String {
            skipBlanks()
            if let quote = rest.first, quote == "\"" || quote == "'" {
                rest.removeFirst()
                let text = String(rest.prefix { $0 != quote })
                rest = rest.dropFirst(text.count + 1)
                skipBlanks()
                return text
            }
            var text = ""
            while let next = rest.first, !ends.contains(next) {
                text.append(next)
                rest.removeFirst()
            }
            while text.last == " " { text.removeLast() }
            return text
        }
    }
}
