/// Brings telephone numbers into one form: `0812…`, `812…` and `+62 812-…` are one.
enum PhoneReader {
    static func read(_ text: String) -> String {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || " +-().".contains($0)) }),
            digits.count >= 6
        else { return text }
        if text.hasPrefix("+") { return "+\(digits)" }
        if digits.hasPrefix("00") { return "+\(digits.dropFirst(2))" }
        if digits.hasPrefix("62"), digits.count >= 10 { return "+\(digits)" }
        if digits.hasPrefix("0") { return "+62\(digits.dropFirst())" }
        return "+62\(digits)"
    }
}
