import Coordination

/// Reads whole numbers as Indonesian and English offices write them.
struct NumberReader {
    /// Whether it is money: `Rp`, `,-` and `,00` are then allowed.
    let isMoney: Bool

    func read(_ text: String) throws(CellReader.Fault) -> Int64 {
        var body = text.filter { !$0.isWhitespace }
        if body == "-" { return 0 }
        let isNegative = Self.takeSign(from: &body)
        if isMoney { Self.takeCurrency(from: &body) }
        // The sign may stand before or after the currency: -Rp250.000, Rp-250.000.
        let isNegativeInside = Self.takeSign(from: &body)
        guard let first = body.first, first.isASCII, first.isNumber,
            body.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") })
        else { throw notANumber }
        let whole = try digits(of: body)
        guard let number = Int64(whole), number < 1_000_000_000_000_000 else { throw notANumber }
        return isNegative != isNegativeInside ? -number : number
    }

    private var notANumber: CellReader.Fault {
        CellReader.Fault(
            code: .notANumber,
            expected: isMoney ? "an amount such as 1.250.000" : "a whole number such as 1250")
    }

    private func ambiguous(_ body: String) -> CellReader.Fault {
        CellReader.Fault(
            code: .ambiguousNumber,
            expected: "a number without a mark, such as \(body.filter(\.isNumber)): "
                + "this one could be a whole number or a fraction")
    }

    /// The digits without grouping and without a fraction of nought.
    private func digits(of body: String) throws(CellReader.Fault) -> String {
        let dots = body.count { $0 == "." }
        let commas = body.count { $0 == "," }
        if dots == 0 && commas == 0 { return body }
        if dots > 0 && commas > 0 {
            // The mark that comes last is the fraction's.
            let last = body.last { $0 == "." || $0 == "," }
            let decimal: Character = last == "." ? "." : ","
            guard body.count(where: { $0 == decimal }) == 1 else { throw notANumber }
            let parts = body.split(separator: decimal, omittingEmptySubsequences: false)
            guard parts[1].allSatisfy({ $0 == "0" }) else { throw notANumber }
            return try ungrouped(parts[0], by: decimal == "." ? "," : ".")
        }
        let mark: Character = dots > 0 ? "." : ","
        let parts = body.split(separator: mark, omittingEmptySubsequences: false)
        if parts.count > 2 { return try ungrouped(body[...], by: mark) }
        // One mark: with three digits behind it a dot groups here, a comma might be a fraction's.
        if parts[1].count == 3 {
            guard mark == ".", !parts[0].isEmpty, parts[0].count <= 3, parts[0].first != "0" else {
                throw ambiguous(body)
            }
            return parts.joined()
        }
        guard parts[1].count <= 2, parts[1].allSatisfy({ $0 == "0" }), !parts[0].isEmpty else {
            throw notANumber
        }
        return String(parts[0])
    }

    private func ungrouped(
        _ text: Substring, by mark: Character
    ) throws(CellReader.Fault) -> String {
        let groups = text.split(separator: mark, omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { throw notANumber }
        return groups.joined()
    }

    /// `-1`, `1-`, `(1)`.
    private static func takeSign(from body: inout String) -> Bool {
        if body.hasPrefix("("), body.hasSuffix(")"), body.count > 2 {
            body = String(body.dropFirst().dropLast())
            return true
        }
        if body.hasPrefix("-") || body.hasPrefix("\u{2212}") {
            body.removeFirst()
            return true
        }
        return false
    }

    /// `Rp`, `Rp.`, `IDR`, and `,-` behind.
    private static func takeCurrency(from body: inout String) {
        for prefix in ["rp.", "rp", "idr"] where body.lowercased().hasPrefix(prefix) {
            body.removeFirst(prefix.count)
            break
        }
        for suffix in [",-", ".-"] where body.hasSuffix(suffix) {
            body.removeLast(suffix.count)
        }
    }
}
