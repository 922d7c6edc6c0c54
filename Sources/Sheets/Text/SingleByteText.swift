/// Text of one byte a letter, as spreadsheets save plain CSV: windows-1252 on a Western Windows (WHATWG
/// Encoding), MacRoman on an older Mac (Unicode's mapping ROMAN.TXT).
///
/// Both give every byte a meaning, so that only the words tell them apart: `é` of one is `È` of the
/// other, and nobody writes a capital behind a small letter. Where no reading, or both, make sense of
/// every word, nothing is guessed.
enum SingleByteText: CaseIterable {
    case windows1252, macRoman

    /// The encoding of bytes that are no UTF-8; nil where it cannot be told.
    static func encoding(of file: [UInt8]) -> SingleByteText? {
        guard isSingle(file) else { return nil }
        // Only old Macs end lines so.
        let isMac = file.contains(0x0D) && !file.contains(0x0A)
        let sensible = allCases.filter { $0.makesSense(of: file) }
        if sensible.count == 2 { return isMac ? .macRoman : .windows1252 }
        // Other encodings have capitals where MacRoman has, too; a small letter among small ones is sure.
        if sensible != [.windows1252], !isMac, !Self.macRoman.hasSmallLetter(in: file) {
            return hasOnlyLetters(file) ? .windows1252 : nil
        }
        return sensible.first
    }

    /// Whether every byte that is no plain letter stands alone, and is a letter on every Western Windows: then a
    /// capital behind a small letter (`CafÉ`) was typed so. Old code pages draw lines with these bytes.
    private static func hasOnlyLetters(_ file: [UInt8]) -> Bool {
        file.indices.allSatisfy { index in
            guard file[index] >= 0x80 else { return true }
            let isAlone = index == 0 || file[index - 1] < 0x80
            return isAlone && file[index] >= 0xC0
                && Self.windows1252.scalar(file[index])?.properties.isAlphabetic == true
        }
    }

    private func hasSmallLetter(in file: [UInt8]) -> Bool {
        file.indices.dropFirst().contains { index in
            let isSmall = (0x61...0x7A).contains(file[index - 1])
            return file[index] >= 0x80 && isSmall
                && scalar(file[index])?.properties.generalCategory == .lowercaseLetter
        }
    }

    /// - Parameter file: bytes of which the encoding is this.
    func utf8(_ file: [UInt8]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for byte in file { text.append(scalar(byte) ?? "\u{FFFD}") }
        return Array(String(text).utf8)
    }

    /// Whether the bytes can be one a letter: accented letters and signs between plain ones. UTF-8 with
    /// some bytes broken, or an encoding of several bytes a letter, is not.
    private static func isSingle(_ file: [UInt8]) -> Bool {
        var run = 0
        var previous: UInt8 = 0
        for byte in file {
            if byte < 0x80 {
                if byte < 0x20, ![0x09, 0x0A, 0x0D].contains(byte) { return false }
                run = 0
            } else {
                run += 1
                // A lead byte followed by a continuation: a letter of UTF-8.
                let isUTF8 = (0xC2...0xF4).contains(previous) && (0x80...0xBF).contains(byte)
                if run > 2 || isUTF8 { return false }
            }
            previous = byte
        }
        return true
    }

    /// Whether every word is one: no sign between letters but those that stand there, no capital
    /// behind a small letter.
    private func makesSense(of file: [UInt8]) -> Bool {
        let neighbour = { (index: Int) in
            file.indices.contains(index) ? self.scalar(file[index]) ?? " " : " "
        }
        for (index, byte) in file.enumerated() where byte >= 0x80 {
            guard let scalar = scalar(byte) else { return false }
            let (before, after) = (neighbour(index - 1), neighbour(index + 1))
            if scalar.properties.isAlphabetic {
                guard Self.isCapital(scalar) else { continue }
                // `Éric` and `RENÉ`, never `cafÉ` or `MÅller`.
                if before.properties.isAlphabetic,
                    !Self.isCapital(before)
                        || after.properties.isAlphabetic && !Self.isCapital(after)
                {
                    return false
                }
            } else if before.properties.isAlphabetic, after.properties.isAlphabetic,
                !"’‘–—·\u{A0}\u{AD}…".unicodeScalars.contains(scalar)
            {
                return false
            }
        }
        return true
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .uppercaseLetter
    }

    /// Nil for the five bytes that mean nothing in windows-1252.
    private func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard byte >= 0x80 else { return Unicode.Scalar(byte) }
        switch self {
        case .macRoman: return Self.macRomans[Int(byte) - 0x80]
        case .windows1252:
            guard byte < 0xA0 else { return Unicode.Scalar(byte) }
            let code = Self.windows[Int(byte) - 0x80]
            return code == 0 ? nil : Unicode.Scalar(code)
        }
    }

    private static let windows: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    private static let macRomans = Array(
        ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ"
            + "–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ").unicodeScalars)
}
