extension String {
    /// Its beginning, on one line: as lists, reports and letters show what a cell says, which may be a long
    /// note. What would turn the line round, or is not seen, is named: `[U+202E]`.
    package var excerpt: String {
        let line = split { $0.isNewline }.joined(separator: " ").withNamedMarks
        let limit = 120
        // Fewer bytes than characters are shown are fewer characters, too.
        guard line.utf8.count > limit, line.count > limit else { return line }
        return line.prefix(limit) + "…"
    }

    /// With the names of what moves the cursor, turns the direction of writing or has no width in their places.
    package var withNamedMarks: String {
        guard unicodeScalars.contains(where: Self.isUnseen) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            guard Self.isUnseen(scalar) else {
                text.unicodeScalars.append(scalar)
                continue
            }
            let number = String(scalar.value, radix: 16, uppercase: true)
            text += "[U+\(String(repeating: "0", count: max(0, 4 - number.count)))\(number)]"
        }
        return text
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x200B, 0x2060, 0xFEFF: true
        default: TextBounds.turnsDirection(scalar) || TextBounds.isControl(scalar)
        }
    }
}
