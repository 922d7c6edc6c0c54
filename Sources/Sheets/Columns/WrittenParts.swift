/// A text taken apart into numbers and words, with what stands between them: how dates, periods and
/// file names are understood in whichever order people write them.
struct WrittenParts {
    enum Part: Hashable {
        /// With the number of its digits: `05` is written, `5` is meant.
        case number(Int, digits: Int)
        /// In small letters.
        case word(String)
    }

    private(set) var parts: [Part] = []
    /// What stands between the parts, one fewer, without spaces (a space alone is empty).
    private(set) var separators: [String] = []
    /// What stands before the first part and behind the last, without spaces: a question mark there
    /// says that somebody was not sure.
    private(set) var surroundings = ""

    init(_ text: some StringProtocol) {
        var part = ""
        var separator = ""
        for character in text.lowercased() {
            // An apostrophe belongs to its word: Jum'at.
            if character == "'" || character == "’" { continue }
            let isDigit = character.isASCII && character.isNumber
            guard isDigit || character.isLetter else {
                close(&part)
                if !character.isWhitespace { separator.append(character) }
                continue
            }
            if let last = part.last, (last.isASCII && last.isNumber) != isDigit { close(&part) }
            if part.isEmpty {
                if parts.isEmpty { surroundings = separator } else { separators.append(separator) }
                separator = ""
            }
            part.append(character)
        }
        close(&part)
        surroundings += separator
    }

    private mutating func close(_ part: inout String) {
        guard !part.isEmpty else { return }
        if part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // With more digits than any date or period has, it is nothing to count with.
            let number = part.count <= 9 ? Int(part) : nil
            parts.append(number.map { .number($0, digits: part.count) } ?? .word(part))
        } else {
            parts.append(.word(part))
        }
        part = ""
    }
}

extension WrittenParts.Part {
    var month: Int? { if case .word(let word) = self { MonthNames.month(word) } else { nil } }

    /// A number of four digits that can be a year of business.
    var year: Int? {
        if case .number(let number, digits: 4) = self, (1900...2199).contains(number) {
            number
        } else {
            nil
        }
    }

    /// A number of one or two digits.
    var small: Int? {
        if case .number(let number, let digits) = self, digits <= 2 { number } else { nil }
    }
}
