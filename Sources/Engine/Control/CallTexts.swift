import Control
import Coordination

/// Refuses a command whose texts no letter, list or terminal could show: longer than there is room for,
/// or with control characters and marks of direction in them. Sheets keep to the same bounds.
enum CallTexts {
    /// - Throws: `EngineError` `.invalid` with the first field that does not keep to its bounds.
    static func check(_ call: some ControlCall) throws(EngineError) {
        try check(Mirror(reflecting: call), field: "")
    }

    private static func check(_ mirror: Mirror, field outer: String) throws(EngineError) {
        // What an optional or a list holds is of its own field.
        let isNamed = mirror.displayStyle == .struct
        for (label, value) in mirror.children {
            let name = isNamed ? label.map(snakeCase) ?? outer : outer
            // A file's bytes are what its reader judges.
            if name == "content" { continue }
            if let text = value as? String {
                try check(text, field: name)
            } else {
                try check(Mirror(reflecting: value), field: name)
            }
        }
    }

    private static func check(_ text: String, field: String) throws(EngineError) {
        let allowsLines = lines.contains(field)
        let limit =
            allowsLines
            ? TextBounds.note
            : sentences.contains(field)
                ? TextBounds.sentence : codes.contains(field) ? TextBounds.code : TextBounds.line
        guard let expected = TextBounds.fault(in: text, limit: limit, allowsLines: allowsLines)
        else { return }
        throw EngineError(.invalid, "\(field) wants \(expected.english)", field: field)
    }

    /// What may have several lines, where a letter is written or something is noted.
    private static let lines: Set<String> = ["body", "text", "paragraph", "note"]
    private static let sentences: Set<String> = ["reason", "evidence", "proof"]
    private static let codes: Set<String> = [
        "code", "owner", "client", "order", "line", "person", "stand_in", "kind", "ladder", "by",
        "salesperson", "team", "after",
    ]

    /// As the interface names a field: `stand_in` for `standIn`.
    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { text, letter in
            if letter.isUppercase { text.append("_") }
            text.append(letter.lowercased())
        }
    }
}
