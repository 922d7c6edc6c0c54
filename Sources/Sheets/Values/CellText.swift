import Coordination

/// Makes a cell's text clean: trimmed, no-break spaces as spaces, nothing invisible around it, and no
/// control character in it.
enum CellText {
    /// - Parameter allowsLines: whether the text may have several lines; they end in LF then.
    /// - Throws: `control-character`.
    static func cleaned(_ text: String, allowsLines: Bool = false) throws(CellFault) -> String {
        if isPlain(text) { return text }
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars { scalars.append(isSpace(scalar) ? " " : scalar) }
        if allowsLines { scalars = withPlainLineEnds(scalars) }
        let isOuter = { (scalar: Unicode.Scalar) in
            scalar == " " || isInvisible(scalar) || allowsLines && scalar == "\n"
        }
        let end = scalars.lastIndex { !isOuter($0) }.map { $0 + 1 } ?? 0
        let inner = scalars[..<end].drop(while: isOuter)
        guard !inner.contains(where: { isControl($0) && !(allowsLines && $0 == "\n") }) else {
            throw CellFault(
                code: .controlCharacter,
                expected: allowsLines
                    ? BilingualText(
                        en: "text without control characters", id: "teks tanpa karakter kendali")
                    : BilingualText(
                        en: "one line of text without control characters",
                        id: "satu baris teks tanpa karakter kendali"))
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: inner)
        let text = String(view)
        let bare = FormulaGuard.removed(from: text)
        return bare == text ? unwrapped(text) : bare
    }

    /// Whether there is nothing to see.
    static func isBlank(_ text: String) -> Bool {
        text.isEmpty
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

    /// `="0812"`, by which some programs keep a spreadsheet from eating the nought.
    private static func unwrapped(_ text: String) -> String {
        guard text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 2 else { return text }
        let inner = text.dropFirst(2).dropLast()
        return inner.contains("\"") ? text : String(inner)
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

    /// Marks that copying from other programs leaves around a text.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
