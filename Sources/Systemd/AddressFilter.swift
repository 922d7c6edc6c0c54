/// Keeps mail addresses out of what anybody may read who reads the journal, whatever a server or an
/// error quotes.
enum AddressFilter {
    /// What ends an address beside blanks and controls: brackets, quotes and what parts a list.
    private static let ends = Set("<>()[]\"'“”‘’«»,;:")

    /// The text with each mail address replaced.
    static func filtered(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var result = ""
        var word = ""
        for character in text {
            if character.isWhitespace || character.isNewline || ends.contains(character) {
                result += hidden(word)
                result.append(character)
                word = ""
            } else {
                word.append(character)
            }
        }
        return result + hidden(word)
    }

    private static func hidden(_ word: String) -> String {
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count > 1 && parts.allSatisfy { !$0.isEmpty } ? "(address)" : word
    }
}
