import Coordination

/// Brings telephone numbers into one form (E.164): `0812…`, `812…` and `+62 812-…` are one number.
struct PhoneReader {
    /// The country that numbers without one belong to.
    let callingCode: String

    /// - Throws: a warning that keeps the text as written: a person may still understand it.
    func read(_ text: String) throws(CellFault) -> SheetValue {
        if let number = normalised(text) { return .text(number) }
        throw CellFault(
            code: .notANumber, severity: .warning,
            expected: BilingualText(
                en: "a telephone number, such as +\(callingCode) 812-3456789; kept as written",
                id: "nomor telepon, misalnya +\(callingCode) 812-3456789; dicatat apa adanya"),
            value: .text(text))
    }

    private func normalised(_ text: String) -> String? {
        guard text.allSatisfy({ Self.isDigit($0) || " +-.()/".contains($0) }),
            text.dropFirst().allSatisfy({ $0 != "+" }), !text.contains("/")
        else { return nil }
        // (0) shows the nought that falls away behind the country.
        let isInternational = text.hasPrefix("+")
        let shown = isInternational ? text.replacing("(0)", with: "") : text
        var digits = shown.filter(Self.isDigit)
        if isInternational {
            if digits.hasPrefix(callingCode + "0") {
                digits = callingCode + digits.dropFirst(callingCode.count + 1)
            }
        } else if digits.hasPrefix("00") {
            digits.removeFirst(2)
        } else if digits.hasPrefix("0") {
            digits = callingCode + digits.dropFirst()
        } else if digits.hasPrefix("8") {
            // A spreadsheet has taken a mobile number for a number and its nought away.
            digits = callingCode + digits
        } else if !digits.hasPrefix(callingCode) || digits.count < 10 {
            return nil
        }
        // Fifteen digits are E.164's most; fewer than eight reach nobody from abroad.
        return (8...15).contains(digits.count) ? "+" + digits : nil
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }
}
