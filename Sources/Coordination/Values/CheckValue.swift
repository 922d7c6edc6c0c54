/// A short word that stands for what a person read: six letters that no spreadsheet takes for a number, a
/// date or a word, made of the beginning of a hash.
///
/// It tells whether something has changed since, not who wrote it: whoever may decide could read the whole
/// hash as well.
package struct CheckValue: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Without vowels, which would make words, and without `L`, `O` and their like, which are misread.
    private static let letters = Array("BCDFGHJKMNPQRTVWXZ")
    private static let length = 6

    /// - Parameter hash: hexadecimal, of eight digits at least; nil where it is none.
    package init?(ofHash hash: some StringProtocol) {
        let beginning = hash.prefix(8)
        guard beginning.count == 8, var rest = UInt32(beginning, radix: 16) else { return nil }
        let base = UInt32(Self.letters.count)
        var text = ""
        for _ in 0..<Self.length {
            text.append(Self.letters[Int(rest % base)])
            rest /= base
        }
        description = text
    }

    /// Whether a person who gives `text` means what has this hash: by the short word, or by the hash's
    /// beginning.
    package static func isNamed(_ hash: String, by text: String) -> Bool {
        let text = text.filter { !$0.isWhitespace && $0 != "-" }
        if let check = CheckValue(ofHash: hash), check.description == text.uppercased() {
            return true
        }
        return text.count >= 8 && hash.hasPrefix(text.lowercased())
    }
}
