import Control
import FoundationEssentials

/// Takes the blanks round codes, words and dates out of a call, once for all that is asked: whoever pastes `S-01 ` means
/// `S-01`. Between the parts of a code they are one, as in a sheet's. What somebody writes to be read, and names of files,
/// stay as they are.
enum CallBlanks {
    /// The same call without them.
    static func trimmed<Call: ControlCall>(_ call: Call) throws -> Call {
        // Most calls have none, and are left as they are.
        guard hasBlanks(Mirror(reflecting: call), field: "", depth: 0) else { return call }
        let tree = try JSONDecoder().decode(CallTree.self, from: JSONEncoder().encode(call))
        return try JSONDecoder().decode(
            Call.self, from: JSONEncoder().encode(tree.trimmed(field: "", depth: 0)))
    }

    private static func hasBlanks(_ mirror: Mirror, field outer: String, depth: Int) -> Bool {
        let isNamed = mirror.displayStyle == .struct
        return mirror.children.contains { label, value in
            let name = isNamed ? label ?? outer : outer
            if let text = value as? String {
                return isTrimmed(name, depth: depth) && clean(text, field: name) != text
            }
            if name == "content" { return false }
            let child = Mirror(reflecting: value)
            let isStruct = child.displayStyle == .struct
            return hasBlanks(child, field: name, depth: isStruct ? depth + 1 : depth)
        }
    }

    /// - Parameter depth: in how many values of the call's own a field stands: a file's name is none of its own.
    fileprivate static func isTrimmed(_ field: String, depth: Int) -> Bool {
        !(kept.contains(field) || field == "name" && depth > 0)
    }

    fileprivate static func clean(_ text: String, field: String) -> String {
        words.contains(field) ? String(text.trimmed) : text.withNarrowBlanks
    }

    private static let kept: Set = ["body", "text", "paragraph", "note", "content", "path"]
    /// What is said in words: within it blanks stay.
    private static let words: Set = ["title", "reason", "evidence", "proof"]
}

extension String {
    /// Without the blanks round it, and with one space where blanks stand within it. A line's end within it is no
    /// blank: that is refused as in a title (`CallTexts`).
    fileprivate var withNarrowBlanks: String {
        trimmed.split { $0.isWhitespace && !$0.isNewline }.joined(separator: " ")
    }
}

extension StringProtocol {
    /// Without the blanks round it.
    fileprivate var trimmed: SubSequence {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
        return self[start..<end]
    }
}

/// A call as it is on the wire.
private indirect enum CallTree: Codable {
    case null
    case flag(Bool)
    case whole(Int64)
    case number(Double)
    case text(String)
    case list([CallTree])
    case fields([String: CallTree])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            // What is of another kind is tried as the next one, ignoring which it is not.
            self = .flag(flag)
        } else if let number = try? value.decode(Int64.self) {
            // Likewise.
            self = .whole(number)
        } else if let number = try? value.decode(Double.self) {
            // Likewise.
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            // Likewise.
            self = .text(text)
        } else if let list = try? value.decode([CallTree].self) {
            // Likewise.
            self = .list(list)
        } else {
            self = .fields(try value.decode([String: CallTree].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .flag(let flag): try value.encode(flag)
        case .whole(let number): try value.encode(number)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .fields(let fields): try value.encode(fields)
        }
    }

    func trimmed(field: String, depth: Int) -> CallTree {
        switch self {
        case .text(let text):
            .text(
                CallBlanks.isTrimmed(field, depth: depth)
                    ? CallBlanks.clean(text, field: field) : text)
        case .list(let list): .list(list.map { $0.trimmed(field: field, depth: depth) })
        case .fields(let fields):
            .fields(
                Dictionary(
                    uniqueKeysWithValues: fields.map { name, value in
                        (
                            name,
                            value.trimmed(field: name, depth: field.isEmpty ? depth : depth + 1)
                        )
                    }))
        case .null, .flag, .whole, .number: self
        }
    }
}
