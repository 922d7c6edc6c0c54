import Coordination

/// Reads numbers as offices write them: pieces, and amounts in a currency's smallest unit.
///
/// A point or a comma before three last digits groups them in one country and is the fraction's mark
/// in another. The office's own style decides; the other mark there (`1,250` where one writes `1.250`)
/// is an error, as is everything else that has two readings.
struct NumberReader {
    let style: NumberStyle
    /// Of amounts, beside which its marks, `,-` and signs of bookkeeping may stand; nil for pieces.
    let currency: Currency?
    /// How many decimals there may be.
    private let decimals: Int

    /// The largest number understood, a total's for instance.
    static let limit: Int64 = 1_000_000_000_000_000

    /// - Parameter decimals: how many a number without a currency may have.
    init(style: NumberStyle = .pointComma, currency: Currency?, decimals: Int = 0) {
        self.style = style
        self.currency = currency
        self.decimals = currency?.decimals ?? decimals
    }

    /// - Parameter text: clean and not empty.
    func read(_ text: String) throws(CellFault) -> Int64 {
        if let plain = Self.plain(text) { return try scaled(plain) }
        var body = Array(text.lowercased().unicodeScalars)
        for index in body.indices where "\u{2212}\u{2013}".unicodeScalars.contains(body[index]) {
            body[index] = "-"
        }
        var isNegative = takeSign(from: &body)
        takeCurrency(from: &body)
        // The sign may also stand behind the currency: Rp -250.000.
        if !isNegative { isNegative = takeSign(from: &body) }
        takeCurrency(from: &body)
        if body.isEmpty, isNegative, text.contains(where: { $0 == "-" || $0 == "–" }) { return 0 }
        try takeEmptyFraction(from: &body, of: text)
        let magnitude = try magnitude(of: body, in: text)
        return isNegative ? -magnitude : magnitude
    }

    /// A number as a workbook stores it: with a point, without grouping, perhaps with an exponent, and
    /// with what a formula's floating point left behind the fifteenth digit.
    func stored(_ text: String) throws(CellFault) -> Int64 {
        if let plain = Self.plain(text) { return try scaled(plain) }
        guard let value = Double(text), !value.isNaN else { throw notANumber }
        let scaled = value * Double(unit)
        guard scaled.magnitude <= Double(Self.limit) else { throw above }
        guard let whole = FifteenDigits.whole(scaled) else { throw notANumber }
        return whole
    }

    /// How many of the smallest unit one whole has.
    private var unit: Int64 { (0..<decimals).reduce(1) { unit, _ in unit * 10 } }

    private func scaled(_ number: Int64) throws(CellFault) -> Int64 {
        guard decimals > 0 else { return number }
        let (amount, overflows) = number.multipliedReportingOverflow(by: unit)
        guard !overflows, amount.magnitude <= Self.limit.magnitude else { throw above }
        return amount
    }

    private var above: CellFault {
        .above(currency.map { style.amount(Self.limit, of: $0) } ?? "\(Self.limit / unit)")
    }

    /// Digits alone, perhaps behind a minus: most cells.
    private static func plain(_ text: String) -> Int64? {
        let bytes = text.utf8
        guard bytes.count <= 15 else { return nil }
        var value: Int64 = 0
        var isNegative = false
        var digits = 0
        for byte in bytes {
            if byte == UInt8(ascii: "-"), digits == 0, !isNegative {
                isNegative = true
            } else if (0x30...0x39).contains(byte) {
                value = value * 10 + Int64(byte - 0x30)
                digits += 1
            } else {
                return nil
            }
        }
        return digits == 0 ? nil : isNegative ? -value : value
    }

    private var notANumber: CellFault {
        CellFault(
            code: .notANumber,
            expected: currency.map { Self.expectation(of: $0, style) }
                ?? (decimals > 0
                    ? Self.expectedQuantity(style) : SheetColumn.CellType.count.expectation))
    }

    /// What a cell of a quantity must hold, in words ready to show.
    static func expectedQuantity(_ style: NumberStyle) -> BilingualText {
        let example = Quantity(thousandths: 12_500).text(in: style)
        return BilingualText(
            en: "a number with at most three decimals, such as 12 or \(example)",
            id: "bilangan dengan paling banyak tiga angka desimal, misalnya 12 atau \(example)")
    }

    /// What a cell of an amount must hold, in words ready to show.
    static func expectation(of currency: Currency, _ style: NumberStyle) -> BilingualText {
        guard currency.decimals > 0 else {
            let example = style.text(of: 1_250_000)
            return BilingualText(
                en: "a whole amount, such as \(example)",
                id: "nominal bulat, misalnya \(example)")
        }
        let whole = (0..<currency.decimals).reduce(Int64(1_250)) { amount, _ in amount * 10 }
        let example = style.text(of: whole, decimals: currency.decimals)
        return BilingualText(
            en: "an amount with at most \(currency.decimals) decimals, such as \(example)",
            id: "nominal dengan paling banyak \(currency.decimals) angka desimal, misalnya "
                + example)
    }

    private func ambiguous(_ text: String) -> CellFault {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        return CellFault(
            code: .ambiguousNumber,
            expected: BilingualText(
                en: "a number without separators, such as \(digits): \(text) has two readings",
                id: "bilangan tanpa pemisah, misalnya \(digits): \(text) dapat dibaca dengan dua "
                    + "cara"))
    }

    private func magnitude(
        of body: [Unicode.Scalar], in text: String
    ) throws(CellFault) -> Int64 {
        let (whole, fraction) = try parts(body, of: text)
        let end = fraction.lastIndex { $0 != "0" }.map { $0 + 1 } ?? fraction.startIndex
        let significant = Self.string(fraction[..<end])
        if significant.count <= decimals {
            let padding = String(repeating: "0", count: decimals - significant.count)
            guard let number = Int64(whole + significant + padding), number <= Self.limit else {
                throw above
            }
            return number
        }
        // What a formula left behind the fifteenth digit.
        guard whole.count + significant.count > 15,
            let value = Double("\(whole).\(significant)"),
            let number = FifteenDigits.whole(value * Double(unit))
        else { throw notANumber }
        return number
    }

    /// The digits before the fraction, without grouping, and those of the fraction.
    private func parts(
        _ body: [Unicode.Scalar], of text: String
    ) throws(CellFault) -> (whole: String, fraction: ArraySlice<Unicode.Scalar>) {
        let marks = Set(body.filter { !Self.isDigit($0) })
        guard !body.isEmpty, marks.isSubset(of: [".", ",", " ", "'", "’"]), marks.count <= 2 else {
            throw notANumber
        }
        guard let last = body.lastIndex(where: { !Self.isDigit($0) }) else {
            return (Self.string(body[...]), [])
        }
        let mark = body[last]
        let head = body[..<last]
        let tail = body[(last + 1)...]
        let isOnlyMark = !head.contains { !Self.isDigit($0) }
        let onlyGroups: Set<Unicode.Scalar> = [" ", "'", "’"]
        if marks.count == 1, onlyGroups.contains(mark) || !isOnlyMark {
            return (try ungrouped(body[...], by: mark), [])
        }
        guard !head.contains(mark), !onlyGroups.contains(mark), !tail.isEmpty, !head.isEmpty else {
            throw notANumber
        }
        if tail.count == 3, !(decimals >= 3 && isFraction(behind: head, isOnlyMark: isOnlyMark)) {
            guard isOnlyMark, Character(mark) == style.grouping, head.count <= 3,
                head.first != "0"
            else { throw ambiguous(text) }
            return (Self.string(head) + Self.string(tail), [])
        }
        guard let grouping = marks.first(where: { $0 != mark }) else {
            return (Self.string(head), tail)
        }
        return (try ungrouped(head, by: grouping), tail)
    }

    /// Whether three digits behind a mark cannot be a group: another mark groups, or what stands before
    /// is no first group.
    private func isFraction(behind head: ArraySlice<Unicode.Scalar>, isOnlyMark: Bool) -> Bool {
        !isOnlyMark || head.count > 3 || head.elementsEqual(["0"])
    }

    private func ungrouped(
        _ digits: ArraySlice<Unicode.Scalar>, by mark: Unicode.Scalar
    ) throws(CellFault) -> String {
        let groups = digits.split(separator: mark, omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count), first.first != "0",
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { throw notANumber }
        return groups.map(Self.string).joined()
    }

    /// `-1` and `(1)`; says whether there was one.
    private func takeSign(from body: inout [Unicode.Scalar]) -> Bool {
        trim(&body)
        if body.first == "+" {
            body.removeFirst()
            return false
        }
        if body.first == "-" {
            body.removeFirst()
        } else if body.count > 2, body.first == "(", body.last == ")" {
            body = Array(body.dropFirst().dropLast())
        } else {
            return false
        }
        trim(&body)
        return true
    }

    private func takeCurrency(from body: inout [Unicode.Scalar]) {
        for mark in (currency?.marks ?? []).map({ Array($0.lowercased().unicodeScalars) }) {
            if body.starts(with: mark) {
                body.removeFirst(mark.count)
                break
            }
            if body.count > mark.count, body.suffix(mark.count).elementsEqual(mark) {
                body.removeLast(mark.count)
                break
            }
        }
        trim(&body)
    }

    /// `,-` behind an amount means that no cents follow; a bare `-` there could be a sign.
    private func takeEmptyFraction(
        from body: inout [Unicode.Scalar], of text: String
    ) throws(CellFault) {
        guard currency != nil, body.last == "-" else { return }
        while body.last == "-" { body.removeLast() }
        guard body.last == "," || body.last == "." else { throw ambiguous(text) }
        body.removeLast()
    }

    private func trim(_ body: inout [Unicode.Scalar]) {
        while body.first == " " { body.removeFirst() }
        while body.last == " " { body.removeLast() }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
