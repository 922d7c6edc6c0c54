import Coordination
import Yams

/// How the office writes: its currency, and the country of its telephones.
extension SettingsReader {
    /// `EUR`, or `{code: EUR, sign: €, decimals: 2}`; what is left out is as most people write it.
    func currency(_ cursor: Cursor) -> Currency? {
        guard case .mapping = cursor.node else { return code(cursor).map { Currency(code: $0) } }
        var currency: Currency?
        var sign: String?
        var decimals: Int?
        cursor.read([
            "code": { currency = self.code($0).map { Currency(code: $0) } },
            "sign": { sign = $0.text(wanted: "what stands before an amount, such as €") },
            "decimals": { decimals = $0.number(in: 0...3) },
        ])
        guard var currency else {
            cursor.fail("`code` is missing; write {code: EUR, sign: €, decimals: 2}")
            return nil
        }
        currency.sign = sign ?? currency.sign
        currency.decimals = decimals ?? currency.decimals
        return currency
    }

    private func code(_ cursor: Cursor) -> String? {
        cursor.value("a currency's three letters, such as IDR") {
            $0.count == 3 && $0.allSatisfy(\.isUppercase) ? $0 : nil
        }
    }

    /// `62`, with or without a plus.
    func phones(_ cursor: Cursor) -> PhonePlan? {
        cursor.value("a country's calling code, such as 62") { text in
            let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
            let isCode =
                (1...3).contains(digits.count) && digits.first != "0"
                && digits.allSatisfy { $0.isASCII && $0.isNumber }
            return isCode ? PhonePlan(callingCode: String(digits)) : nil
        }
    }
}
