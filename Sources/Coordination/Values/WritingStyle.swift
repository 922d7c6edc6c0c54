/// How an office's people write amounts, numbers and dates, in sheets and in letters.
package struct WritingStyle: Hashable, Sendable {
    package var currency = Currency(code: "IDR")
    /// Nil writes letters as their language does, and reads `1.250,50`.
    package var numbers: NumberStyle?
    /// Whether `04/12/2026` is the fourth of December, and `4 December 2026` is written so.
    package var isDayFirst = true

    package init(
        currency: Currency = Currency(code: "IDR"), numbers: NumberStyle? = nil,
        isDayFirst: Bool = true
    ) {
        self.currency = currency
        self.numbers = numbers
        self.isDayFirst = isDayFirst
    }

    /// Everything of it, to tell whether it changed.
    var text: String {
        let currency = "\(currency.code) \(currency.sign) \(currency.decimals)"
        return "\(currency) \(numbers?.rawValue ?? "") \(isDayFirst)"
    }

    /// How cells are read, and how findings write what they expect in them.
    package var cells: NumberStyle { numbers ?? .pointComma }

    /// An amount as somebody would type it into a cell: by its digits alone where it has no fraction.
    package func cell(_ amount: Int64) -> String {
        currency.decimals == 0 ? String(amount) : cells.plain(amount, of: currency)
    }
}
