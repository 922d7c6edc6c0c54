/// The apostrophe that keeps a spreadsheet from taking a text for a formula.
///
/// Writer and reader share the rule, so that every text comes back as it was.
enum FormulaGuard {
    /// Whether a text needs the apostrophe: it begins like a formula and is no whole number, or its
    /// own first apostrophe would be taken away.
    static func isNeeded(for text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        if first == "'" { return isGuarded(text) }
        return isDangerous(first) && !isNegativeNumber(text)
    }

    /// The text as a workbook's cell holds it, where nothing becomes a formula by itself: guarded only
    /// if the reader would take away what belongs to it.
    static func inWorkbook(_ text: String) -> String {
        isGuarded(text) || text.hasPrefix("=\"") ? "'" + text : text
    }

    /// The text without the apostrophe that guards it.
    static func removed(from text: String) -> String {
        isGuarded(text) ? String(text.dropFirst()) : text
    }

    private static func isGuarded(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard scalars.first == "'", let second = scalars.dropFirst().first else { return false }
        return second == "'" || isDangerous(second)
    }

    /// Full-width signs included: some spreadsheets narrow them.
    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }

    private static func isNegativeNumber(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.count > 1 && bytes.first == UInt8(ascii: "-")
            && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }
}
