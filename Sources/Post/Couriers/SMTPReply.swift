/// A complete reply of a mail server (RFC 5321, 4.2), with its enhanced status code where it has one
/// (RFC 3463, RFC 2034).
struct SMTPReply: Hashable {
    var code: Int
    /// Three numbers, the first of which says the class.
    var enhanced: [Int]?
    /// The server's own words, a reply of several lines as one.
    var words: String

    /// - Parameter lines: as they came; `250-` goes on, `250 ` ends.
    /// - Returns: nil while the reply is not complete, or is none.
    init?(lines: [String]) {
        guard let last = lines.last, Self.isFinal(last), let code = Int(last.prefix(3)),
            (200..<600).contains(code)
        else { return nil }
        self.code = code
        enhanced = lines.lazy.compactMap(Self.enhancedCode).first
        words = SubjectLine.flattened(lines.joined(separator: " "))
    }

    static func isFinal(_ line: String) -> Bool {
        line.utf8.dropFirst(3).first != UInt8(ascii: "-")
    }

    private static func enhancedCode(_ line: String) -> [Int]? {
        let text = line.dropFirst(4)
        let parts = text.prefix { !$0.isWhitespace }.split(
            separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt16($0).map(Int.init) }
        guard parts.count == 3, numbers.count == 3, [2, 4, 5].contains(numbers[0]) else {
            return nil
        }
        return numbers
    }

    var isTransient: Bool { (400..<500).contains(code) }
    var isPermanent: Bool { (500..<600).contains(code) }

    /// `550 5.1.1`, without the server's words.
    var numbers: String {
        ([String(code)]
            + [enhanced.map { $0.map(String.init).joined(separator: ".") }].compactMap(\.self))
            .joined(separator: " ")
    }
}
