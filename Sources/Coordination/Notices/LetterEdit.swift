/// What a person wrote into a letter before its release.
package struct LetterEdit: Codable, Hashable, Sendable {
    /// A paragraph of their own at the end, before the greeting.
    package var paragraph: String?
    /// Words in place of everything between the greetings.
    package var body: String?
    package var by: String

    package init(paragraph: String? = nil, body: String? = nil, by: String) {
        self.paragraph = paragraph
        self.body = body
        self.by = by
    }

    /// What stands when the facts of the letter change: words that took their place do not follow
    /// them, and are dropped.
    package var afterChange: LetterEdit? {
        paragraph.map { LetterEdit(paragraph: $0, by: by) }
    }

    /// The paragraphs of a free text, which empty lines part.
    package static func paragraphs(of text: String) -> [String] {
        var paragraphs: [String] = []
        var lines: [Substring] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) {
                if !lines.isEmpty { paragraphs.append(lines.joined(separator: "\n")) }
                lines = []
            } else {
                lines.append(line)
            }
        }
        if !lines.isEmpty { paragraphs.append(lines.joined(separator: "\n")) }
        return paragraphs
    }

    /// As facts, each in a row of its own.
    package static func rows(of text: String) -> Fact {
        .list(paragraphs(of: text).map { ["text": .text($0)] })
    }
}
