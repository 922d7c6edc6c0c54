import Coordination

/// Reads whole numbers as Indonesian and English offices write them.
///
/// A point or a comma before three last digits groups them in one language and is the fraction's mark
/// in the other. Indonesia's reading of the point (`1.250`) is taken; a single comma (`1,250`) is an
/// error, as is everything else that has two readings.
struct NumberReader {
    /// Whether it is an amount: a currency, `,-` and signs of bookkeeping are then allowed.
    let isMoney: Bool
    let currencyMarks: [String]

    /// The largest number understood, a total's for instance.
    static let limit: Int64 = 1_000_000_000_000_000

    /// - Parameter text: clean and not empty.
    func read(_ text: String) throws(CellFault) -> Int64 {
        if let plain = Self.plain(text) { return plain }
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
        let magnitude = try Self.limited(try digits(body, of: text))
        return isNegative ? -magnitude : magnitude
    }

    /// A number as a workbook stores it: with a point, without grouping, perhaps with an exponent.
    static func stored(_ text: String) throws(CellFault) -> Int64 {
        if let plain = plain(text) { return plain }
        guard let value = Double(text), value.rounded() == value else {
            throw CellFault(
                code: .notANumber,
                expected: BilingualText(en: "a whole number", id: "bilangan bulat"))
        }
        guard abs(value) <= Double(limit) else { throw .above(limit) }
        return Int64(value)
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

    private static func limited(_ digits: String) throws(CellFault) -> Int64 {
        guard let number = Int64(digits), number <= limit else { throw .above(limit) }
        return number
    }

    private var notANumber: CellFault {
        let type = isMoney ? SheetColumn.CellType.money : .count
        return CellFault(code: .notANumber, expected: type.expectation)
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

    /// The digits without grouping and without a fraction of nought.
    private func digits(_ body: [Unicode.Scalar], of text: String) throws(CellFault) -> String {
        let marks = Set(body.filter { !Self.isDigit($0) })
        guard !body.isEmpty, marks.isSubset(of: [".", ",", " "]), marks.count <= 2 else {
            throw notANumber
        }
        guard let last = body.lastIndex(where: { !Self.isDigit($0) }) else {
            return Self.string(body[...])
        }
        let mark = body[last]
        let head = body[..<last]
        let tail = body[(last + 1)...]
        let isOnlyMark = !head.contains { !Self.isDigit($0) }
        if marks.count == 1, mark == " " || !isOnlyMark {
            return try ungrouped(body[...], by: mark)
        }
        guard !head.contains(mark), mark != " ", !tail.isEmpty, !head.isEmpty else {
            throw notANumber
        }
        if tail.count == 3 {
            guard isOnlyMark, mark == ".", head.count <= 3, head.first != "0" else {
                throw ambiguous(text)
            }
            return Self.string(head) + Self.string(tail)
        }
        guard tail.count <= 2, tail.allSatisfy({ $0 == "0" }) else { throw notANumber }
        guard let grouping = marks.first(where: { $0 != mark }) else { return Self.string(head) }
        return try ungrouped(head, by: grouping)
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
        for mark in currencyMarks.map({ Array($0.lowercased().unicodeScalars) }) {
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
        guard isMoney, body.last == "-" else { return }
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
