/// Names of the wire as Swift has them, and back, as Foundation's JSON coders convert them.
enum SwiftName {
    /// `time_zone` is `timeZone`.
    static func property(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.dropFirst().reduce(String(words.first ?? "")) { $0 + upperFirst($1) }
    }

    /// `timeZone` is `time_zone`.
    static func onTheWire(_ name: String) -> String {
        name.reduce(into: "") { text, letter in
            text += letter.isUppercase ? "_\(letter.lowercased())" : String(letter)
        }
    }

    /// `InvalidArgument` is the case `invalidArgument`.
    static func enumCase(_ name: String) -> String {
        name.prefix(1).lowercased() + name.dropFirst()
    }

    /// A name where Swift might read a keyword.
    static func escaped(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    private static func upperFirst(_ word: Substring) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    /// Those that a field could be called.
    private static let keywords: Set<String> = [
        "as", "break", "case", "class", "continue", "default", "defer", "do", "else", "extension",
        "false", "for", "func", "if", "import", "in", "init", "internal", "is", "nil", "operator",
        "private", "protocol", "public", "repeat", "return", "self", "static", "struct", "super",
        "switch", "throw", "throws", "true", "try", "var", "where", "while",
    ]
}
