/// How much of something was ordered or delivered: pieces, or kilograms and metres with up to three
/// decimals. Exact, so that what is left of an order is nothing when all of it was delivered.
package struct Quantity: Hashable, Sendable {
    /// How many digits stand behind the decimal mark at most.
    package static let decimals = 3
    /// How many thousandths one whole has.
    package static let unit: Int64 = 1_000

    package var thousandths: Int64

    package init(thousandths: Int64) { self.thousandths = thousandths }

    package init(_ whole: Int64) { thousandths = whole * Self.unit }

    /// A number as it travels in JSON.
    ///
    /// - Returns: nil for what has more decimals than three, or is no quantity of anything.
    package init?(_ number: Double) {
        let scaled = (number * Double(Self.unit)).rounded()
        guard scaled.magnitude <= 1e15, scaled / Double(Self.unit) == number else { return nil }
        thousandths = Int64(scaled)
    }

    /// As it travels in JSON.
    package var number: Double { Double(thousandths) / Double(Self.unit) }

    package var isWhole: Bool { thousandths.isMultiple(of: Self.unit) }

    /// The nearest whole number.
    package var rounded: Int64 {
        let half = thousandths < 0 ? -Self.unit / 2 : Self.unit / 2
        return (thousandths + half) / Self.unit
    }

    /// As people who write numbers in a style read it: `1.250`, `2,5`.
    package func text(in style: NumberStyle) -> String {
        var decimals = Self.decimals
        var digits = thousandths
        while decimals > 0, digits.isMultiple(of: 10) {
            digits /= 10
            decimals -= 1
        }
        return style.text(of: digits, decimals: decimals)
    }

    /// The same without grouping, which every reader of the style takes; three decimals get a nought
    /// behind them, since a mark before three last digits could group them.
    package func plain(in style: NumberStyle) -> String {
        var text = self.text(in: style)
        text.removeAll { $0 == style.grouping }
        let isLikeGroup = !thousandths.isMultiple(of: 10)
        return isLikeGroup ? text + "0" : text
    }
}

extension Quantity: Comparable, AdditiveArithmetic, ExpressibleByIntegerLiteral {
    package init(integerLiteral whole: Int64) { self.init(whole) }

    package static func < (left: Quantity, right: Quantity) -> Bool {
        left.thousandths < right.thousandths
    }

    package static func + (left: Quantity, right: Quantity) -> Quantity {
        Quantity(thousandths: left.thousandths + right.thousandths)
    }

    package static func - (left: Quantity, right: Quantity) -> Quantity {
        Quantity(thousandths: left.thousandths - right.thousandths)
    }
}

extension Quantity: CustomStringConvertible {
    /// Digits with a point before the decimals: `1250`, `2.5`.
    package var description: String {
        // Nearly all are whole.
        if isWhole { return String(thousandths / Self.unit) }
        var text = text(in: .commaPoint)
        text.removeAll { $0 == NumberStyle.commaPoint.grouping }
        return text
    }
}

extension Quantity {
    /// Units of which there are only whole ones, in Indonesian and English, folded.
    private static let pieces: Set<String> = [
        "pcs", "pc", "pce", "piece", "pieces", "ea", "each", "unit", "units", "set", "sets", "buah",
        "bh", "biji", "butir", "ekor", "lembar", "lbr", "batang", "btg", "potong", "ptg", "pasang",
        "psg", "pair", "pairs", "stel",
    ]

    /// Whether a quantity may have decimals in a unit: not where things are counted, nor where nobody
    /// says what it is measured in, since `1.250` may then be a thousand that a program misread.
    package static func isMeasured(in unit: String?) -> Bool {
        guard let unit else { return false }
        let folded = unit.foldedCode
        return !pieces.contains(folded.hasSuffix(".") ? String(folded.dropLast()) : folded)
    }
}
