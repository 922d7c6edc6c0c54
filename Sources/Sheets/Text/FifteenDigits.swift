/// Numbers as spreadsheets show them: in at most fifteen significant digits, which is all that a
/// `Double` holds for sure. What a formula leaves behind the fifteenth (`1387500.0000000002`) nobody
/// can see, and nobody meant.
enum FifteenDigits {
    /// The nearest number of at most fifteen digits.
    static func rounded(_ value: Double) -> Double {
        guard value.isFinite else { return value }
        let text = value.magnitude.description
        let exponent = text.firstIndex { $0 == "e" } ?? text.endIndex
        var digits: [UInt8] = []
        // How many places the last digit stands behind the point.
        var places = text[exponent...].isEmpty ? 0 : -(Int(text[exponent...].dropFirst()) ?? 0)
        var isFraction = false
        for byte in text[..<exponent].utf8 {
            guard byte != UInt8(ascii: ".") else {
                isFraction = true
                continue
            }
            if isFraction { places += 1 }
            if byte != UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte - 0x30) }
        }
        guard digits.count > 15 else { return value }
        let magnitude = digits.prefix(15).reduce(0) { $0 * 10 + Int64($1) }
        let shortened = magnitude + (digits[15] >= 5 ? 1 : 0)
        let number = Double("\(shortened)e\(digits.count - 15 - places)") ?? value.magnitude
        return value < 0 ? -number : number
    }

    /// The whole number that is shown; nil where a fraction is, or more digits than are sure.
    static func whole(_ value: Double) -> Int64? {
        let value = rounded(value)
        // What is left of sums that should be nothing.
        if value.magnitude < 1e-9 { return 0 }
        guard value.rounded() == value, value.magnitude < 1e15 else { return nil }
        return Int64(value)
    }

    /// As it is shown: `1001` for what a program wrote as `1001.0`, `1.001E3` or `1000.9999999999999`.
    static func text(of value: Double) -> String {
        whole(value).map(String.init) ?? rounded(value).description
    }
}
