/// The currency of an office's amounts, and how its people write it.
///
/// Amounts are kept in its smallest unit that the office keeps: Rupiah, cents.
package struct Currency: Hashable, Sendable {
    /// ISO 4217: `IDR`.
    package var code: String
    /// What letters put before an amount: `Rp`, `€`; the code where people use no sign.
    package var sign: String
    /// How many digits stand behind an amount's decimal mark.
    package var decimals: Int

    package init(code: String, sign: String, decimals: Int) {
        self.code = code
        self.sign = sign
        self.decimals = decimals
    }

    /// A currency as most people write it.
    ///
    /// - Parameter code: three letters; one that has no sign here is written by its code, with the
    ///   two decimals that most have.
    package init(code: String) {
        let code = code.uppercased()
        self.init(
            code: code, sign: Self.signs[code] ?? code, decimals: Self.decimals[code] ?? 2)
    }

    /// How many digits stand behind the mark, for whoever shows amounts; nil where none do.
    package var shownDecimals: Int? { decimals > 0 ? decimals : nil }

    /// What may stand beside an amount in a cell, without regard to case, the longest first.
    package var marks: [String] {
        let marks = Set([sign, sign + ".", code, String(sign.suffix(1))])
            .filter { $0 == sign || $0 == code || !$0.allSatisfy(\.isLetter) && $0 != "." }
        return marks.sorted { ($0.count, $0) > ($1.count, $1) }
    }

    private static let signs = [
        "AUD": "A$", "BRL": "R$", "CAD": "C$", "CNY": "¥", "EUR": "€", "GBP": "£", "HKD": "HK$",
        "IDR": "Rp", "ILS": "₪", "INR": "₹", "JPY": "¥", "KRW": "₩", "MYR": "RM", "NGN": "₦",
        "NZD": "NZ$", "PHP": "₱", "PLN": "zł", "SGD": "S$", "THB": "฿", "TRY": "₺", "TWD": "NT$",
        "UAH": "₴", "USD": "US$", "VND": "₫", "ZAR": "R",
    ]

    /// Other than two (ISO 4217, list one), and the Rupiah, whose hundredths nobody writes.
    private static let decimals = [
        "BHD": 3, "CLP": 0, "IDR": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KRW": 0, "KWD": 3,
        "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0,
        "XOF": 0, "XPF": 0,
    ]
}
