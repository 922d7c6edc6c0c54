/// What every text that somebody gives must keep to, whether a sheet or a command brings it: letters,
/// lists and terminals show it, and none of them may be misled or flooded.
package enum TextBounds {
    /// A code: what others call something by.
    package static let code = 100
    /// A name, a title, an item: what one line of a mail has room for.
    package static let line = 200
    /// A reason, a proof, an address: a sentence or two.
    package static let sentence = 500
    /// A note, or a letter's own words.
    package static let note = 10_000

    /// Marks and overrides of writing direction: what follows them is shown in another order than it
    /// stands (CWE-1007), and none of the languages here needs them.
    package static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Characters that move the cursor, ring or end a line, NUL among them.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value > 0x7E else { return scalar.value < 0x20 }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// What is wrong with a text; nil when nothing is.
    ///
    /// - Parameters:
    ///   - limit: the most characters.
    ///   - allowsLines: whether it may have several lines.
    package static func fault(
        in text: String, limit: Int, allowsLines: Bool = false
    ) -> BilingualText? {
        if text.utf8.count > limit, text.count > limit { return tooLong(limit) }
        let isUnwanted = { (scalar: Unicode.Scalar) in
            turnsDirection(scalar)
                || isControl(scalar)
                    && !(allowsLines && ["\n", "\r", "\t"].contains(scalar))
        }
        guard text.unicodeScalars.contains(where: isUnwanted) else { return nil }
        return allowsLines
            ? BilingualText(
                en: "text without control characters or marks of direction",
                id: "teks tanpa karakter kendali atau tanda arah tulisan")
            : BilingualText(
                en: "one line of text without control characters or marks of direction",
                id: "satu baris teks tanpa karakter kendali atau tanda arah tulisan")
    }

    /// Of a text that is longer than there is room for.
    package static func tooLong(_ limit: Int) -> BilingualText {
        BilingualText(
            en: "at most \(limit) characters", id: "paling banyak \(limit) karakter")
    }
}
