/// Letters of other alphabets that look like Latin ones (Unicode TR 39, 4): a code with one of them is another
/// code, and nobody sees it.
enum LookAlikes {
    /// The code that a reader takes a text for; nil where that is the text itself.
    ///
    /// A text whose other letters are of another alphabet, too, is a word of that alphabet.
    static func likeness(of text: String) -> String? {
        // Nearly every code ends here.
        guard text.utf8.contains(where: { $0 > 0x7F }) else { return nil }
        let latin = String(text.map { latinLetters[$0] ?? fullWidth($0) ?? $0 })
        guard latin != text, latin.allSatisfy({ $0.isASCII || !$0.isLetter || isLatin($0) }) else {
            return nil
        }
        return latin
    }

    private static func isLatin(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0xC0...0x24F).contains($0.value) } ?? false
    }

    /// A letter or digit as Japanese and Chinese programs write them.
    private static func fullWidth(_ character: Character) -> Character? {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
            (0xFF01...0xFF5E).contains(scalar.value)
        else { return nil }
        return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init)
    }

    /// Cyrillic and Greek.
    private static let latinLetters: [Character: Character] = [
        "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C",
        "Т": "T", "У": "Y", "Х": "X", "І": "I", "Ј": "J", "Ѕ": "S", "а": "a", "е": "e", "о": "o",
        "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "Α": "A", "Β": "B",
        "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
        "Τ": "T", "Υ": "Y", "Χ": "X", "ο": "o", "ν": "v",
    ]
}
