import Coordination

/// A row of a decisions sheet that was not carried out, as the history has it.
struct RefusedRow {
    /// What the history calls it.
    static let event = "not carried out"
    /// How many of a file are noted: as many as somebody reads.
    static let most = 50

    var file: String
    /// Of the file's content.
    var hash: String
    var row: Int
    var code: String
    var why: BilingualText
}

extension RefusedRow {
    /// `keputusan.csv HASH 3 LETTER-7`, and why on a line for each language.
    var detail: String {
        let reasons = [why.english, why.indonesian].map { text in
            text.split(whereSeparator: \.isNewline).joined(separator: "; ")
        }
        return (["\(file) \(hash) \(row) \(code)"] + reasons).joined(separator: "\n")
    }

    /// - Returns: nil for what is no such detail.
    init?(detail: String) {
        let lines = detail.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A file's name, and a code, may have blanks in them: the hash is the first word of its length.
        guard lines.count == 3 else { return nil }
        let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        guard
            let place = words.firstIndex(where: { $0.count == 64 && $0.allSatisfy(\.isHexDigit) }),
            place + 1 < words.count, let row = Int(words[place + 1])
        else { return nil }
        file = words[..<place].joined(separator: " ")
        hash = String(words[place])
        self.row = row
        code = words[(place + 2)...].joined(separator: " ")
        why = BilingualText(en: lines[1], id: lines[2])
    }
}
