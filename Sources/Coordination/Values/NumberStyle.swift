/// How an office's people write numbers: by which mark thousands are grouped, and which stands before
/// a fraction. Its raw values are what settings say, each an example of itself.
package enum NumberStyle: String, Hashable, Sendable, CaseIterable {
    case pointComma = "1.250,50"
    case commaPoint = "1,250.50"
    case spaceComma = "1 250,50"

    package var grouping: Character {
        switch self {
        case .pointComma: "."
        case .commaPoint: ","
        case .spaceComma: "\u{A0}"
        }
    }

    package var decimal: Character { self == .commaPoint ? "." : "," }

    /// A number with its thousands grouped; the sign is a hyphen, as people type it.
    ///
    /// - Parameter decimals: how many of its last digits are a fraction.
    package func text(of number: Int64, decimals: Int = 0) -> String {
        var digits = String(number.magnitude)
        if digits.count <= decimals {
            digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
        }
        let whole = digits.dropLast(decimals)
        var text = number < 0 ? "-" : ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { text.append(grouping) }
            text.append(digit)
        }
        return decimals == 0 ? text : text + String(decimal) + digits.suffix(decimals)
    }

    /// An amount without a currency and without grouping, which every reader of its style takes:
    /// whole ones without a fraction.
    package func plain(_ amount: Int64, of currency: Currency) -> String {
        var text = self.amount(amount, of: currency)
        text.removeAll { $0 == grouping }
        return text
    }

    /// An amount without a currency, as somebody would type it into a cell: whole ones without a
    /// fraction.
    package func amount(_ amount: Int64, of currency: Currency) -> String {
        var unit: Int64 = 1
        for _ in 0..<currency.decimals { unit *= 10 }
        return amount.isMultiple(of: unit)
            ? text(of: amount / unit) : text(of: amount, decimals: currency.decimals)
    }
}
