import Coordination

/// Makes a cell's text clean: trimmed, no-break spaces as spaces, nothing invisible around it, nothing
/// in it that turns the direction of writing, and no control character.
enum CellText {
    /// What a text is for: people read words, programs compare codes.
    enum Purpose {
        /// One line of words.
        case line
        /// Words that may have several lines; they end in LF then.
        case lines
        /// A code, an address, a number or a date: no mark that nobody sees is part of it, nor is the
        /// apostrophe by which spreadsheets are told to take digits for a text.
        case code
    }

    /// - Throws: `control-character`.
    static func cleaned(
        _ text: String, for purpose: Purpose = .line
    ) throws(CellFault) -> String {
        if isPlain(text), purpose != .code || !hasWideBlanks(text) { return text }
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if isSpace(scalar) {
                // Nobody sees how many stand between two parts of a code.
                if purpose != .code || scalars.last != " " { scalars.append(" ") }
            } else if purpose == .code, isInvisible(scalar) {
                continue
            } else if purpose == .code, scalar == "\u{2011}" {
                // A hyphen that keeps its word together.
                scalars.append("-")
            } else if !TextBounds.turnsDirection(scalar) {
                scalars.append(scalar)
            }
        }
        let allowsLines = purpose == .lines
        if allowsLines { scalars = withPlainLineEnds(scalars) }
        let isOuter = { (scalar: Unicode.Scalar) in
            scalar == " " || isInvisible(scalar) || allowsLines && scalar == "\n"
        }
        let end = scalars.lastIndex { !isOuter($0) }.map { $0 + 1 } ?? 0
        let inner = scalars[..<end].drop(while: isOuter)
        guard !inner.contains(where: { TextBounds.isControl($0) && !(allowsLines && $0 == "\n") })
        else { throw controlCharacter(allowsLines) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: inner)
        let text = String(view)
        let bare = FormulaGuard.removed(from: text)
        if bare != text { return bare }
        return purpose == .code ? withoutApostrophe(unwrapped(text)) : unwrapped(text)
    }

    /// Whether something in a text has what follows shown in another order than it stands: any such mark within
    /// words, and those alone in a code that force an order, as marks around it come along with what is copied.
    static func isTurned(_ text: String, for purpose: Purpose) -> Bool {
        // Nearly every cell ends here.
        guard text.utf8.contains(where: { $0 > 0x7F }) else { return false }
        let scalars = Array(text.unicodeScalars)
        if scalars.contains(where: { 0x202D...0x202E ~= $0.value }) { return true }
        guard purpose != .code else { return false }
        let isOuter = { (scalar: Unicode.Scalar) in isSpace(scalar) || isInvisible(scalar) }
        let end = scalars.lastIndex { !isOuter($0) }.map { $0 + 1 } ?? 0
        return scalars[..<end].drop(while: isOuter).contains(where: TextBounds.turnsDirection)
    }

    private static func controlCharacter(_ allowsLines: Bool) -> CellFault {
        CellFault(
            code: .controlCharacter,
            expected: allowsLines
                ? BilingualText(
                    en: "text without control characters", id: "teks tanpa karakter kendali")
                : BilingualText(
                    en: "one line of text without control characters",
                    id: "satu baris teks tanpa karakter kendali"))
    }

    /// Whether there is nothing to see.
    static func isBlank(_ text: String) -> Bool {
        // Nearly every cell ends here.
        if let first = text.utf8.first, first > 0x20, first < 0x7F { return false }
        return text.isEmpty
            || text.unicodeScalars.allSatisfy {
                isSpace($0) || isInvisible($0) || $0 == "\n" || $0 == "\r"
            }
    }

    /// Most cells: printable ASCII that begins and ends with neither space nor guard.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20,
            first != UInt8(ascii: "'"), first != UInt8(ascii: "=")
        else { return bytes.isEmpty }
        return bytes.allSatisfy { (0x20..<0x7F).contains($0) }
    }

    private static func hasWideBlanks(_ text: String) -> Bool {
        var wasBlank = false
        for byte in text.utf8 {
            if byte == 0x20, wasBlank { return true }
            wasBlank = byte == 0x20
        }
        return false
    }

    /// `="0812"`, by which some programs keep a spreadsheet from eating the nought.
    private static func unwrapped(_ text: String) -> String {
        guard text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 2 else { return text }
        let inner = text.dropFirst(2).dropLast()
        return inner.contains("\"") ? text : String(inner)
    }

    /// `'0812`: typed so that a spreadsheet keeps the nought, and not shown by it.
    private static func withoutApostrophe(_ text: String) -> String {
        guard let first = text.first, first == "'" || first == "’" || first == "‘",
            let second = text.dropFirst().first, second.isLetter || second.isNumber
        else { return text }
        return String(text.dropFirst())
    }

    private static func withPlainLineEnds(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\n", index > 0, scalars[index - 1] == "\r" { continue }
            result.append(scalar == "\r" ? "\n" : scalar)
        }
        return result
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value > 0x7F else { return scalar == " " || scalar == "\t" }
        return scalar.properties.generalCategory == .spaceSeparator
    }

    /// The marks in a text that nobody sees.
    static func invisible(in text: String) -> [Unicode.Scalar] {
        // Nearly every cell ends here.
        guard text.utf8.contains(where: { $0 > 0x7F }) else { return [] }
        return text.unicodeScalars.filter(isInvisible)
    }

    /// A text with what nobody sees in it named (`T-1<U+200B>`), a few words of it.
    static func shown(_ text: String) -> String {
        guard !invisible(in: text).isEmpty else { return text.excerpt }
        return text.unicodeScalars.map { scalar in
            isInvisible(scalar)
                ? "<U+\(String(scalar.value, radix: 16, uppercase: true))>" : String(scalar)
        }.joined().excerpt
    }

    /// Marks that copying from other programs leaves around a text.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
        default: TextBounds.turnsDirection(scalar)
        }
    }
}
