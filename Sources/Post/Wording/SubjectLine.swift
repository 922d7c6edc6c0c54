/// Makes one line of at most 70 characters out of a rendered subject.
enum SubjectLine {
    static let limit = 70
    /// A longer word is cut.
    private static let longestWord = 15

    /// Line breaks, tabs and runs of blanks become one blank; other control characters are gone, and what
    /// turns the direction of writing (Unicode UAX 9, 2), which can show a name as another.
    ///
    /// `=?` is pulled apart, since a header that holds it would be read as an encoded word (RFC 2047).
    static func flattened(_ text: String) -> String {
        // What a template or a server says ends a line.
        let end = text.utf8.lastIndex { $0 > 0x20 }.map { text.utf8.index(after: $0) }
        let line = text[..<(end ?? text.startIndex)]
        return isFlat(line)
            ? String(line)
            : text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
                .filter { character in
                    character.unicodeScalars.allSatisfy { scalar in
                        scalar.properties.generalCategory != .control
                            && !turnsDirection(scalar)
                    }
                }
                .replacing("=?", with: "= ?")
    }

    private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    /// Whether it is such a line already, in ASCII, as nearly all are.
    private static func isFlat(_ text: Substring) -> Bool {
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            guard (0x20...0x7E).contains(byte), last != 0x20 || byte != 0x20,
                last != UInt8(ascii: "=") || byte != UInt8(ascii: "?")
            else { return false }
            last = byte
        }
        return last != 0x20
    }

    /// The text cut to `count` characters, the last of them “…” when anything was cut.
    static func truncated(_ text: String, to count: Int) -> String {
        guard text.count > count else { return text }
        var head = text.prefix(max(count - 1, 0))
        // Not within a word, unless hardly anything else would be left of it.
        if let next = text.dropFirst(head.count).first, !next.isWhitespace,
            let end = head.lastIndex(where: \.isWhitespace),
            head.distance(from: end, to: head.endIndex) <= longestWord
        {
            head = head[..<end]
        }
        while let last = head.last, last.isWhitespace || last.isPunctuation { head.removeLast() }
        return "\(head)…"
    }

    /// Renders with the whole of `part`, then, when that is too long, with as much as fits.
    ///
    /// - Parameter render: the subject with the given text in the place of `part`.
    static func fitting(_ part: String, render: (String) -> String) -> String {
        let whole = flattened(render(part))
        let excess = whole.count - limit
        // Below this a shortened title says nothing; then the line's end goes instead.
        let least = 12
        guard excess > 0, part.count - excess >= least else { return truncated(whole, to: limit) }
        let shortened = truncated(part, to: part.count - excess)
        return truncated(flattened(render(shortened)), to: limit)
    }
}
