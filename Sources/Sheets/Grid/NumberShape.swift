/// A number format that shows other characters than the number's own digits: `0000000` shows 4711 as
/// 0004711, `"PO-"00000` shows 815 as PO-00815, `0.00` shows 2026.1 as 2026.10 (ECMA-376 part 1,
/// 18.8.31).
///
/// Only what a person would type just so is understood: noughts, digits, texts. Of grouping,
/// percentages and conditions the number itself is the better reading.
final class NumberShape: Hashable, Sendable {
    let code: String
    private let pieces: [Piece]
    /// How many places behind the point are shown.
    private let decimals: Int

    private enum Piece: Hashable {
        /// A digit; where the number has none left, a nought if it pads.
        case digit(pads: Bool)
        case text(String)
    }

    /// Nil where a format shows just the number, or something that is not easily typed.
    init?(code: String) {
        var pieces: [Piece] = []
        var decimals = 0
        var isFraction = false
        var letters = Array(code.prefix { $0 != ";" })[...]
        // A semicolon may stand in quotes; such a format is none of the easy ones.
        guard code.count < 200, letters.count(where: { $0 == "\"" }).isMultiple(of: 2) else {
            return nil
        }
        while let letter = letters.popFirst() {
            switch letter {
            case "0", "#", "?":
                guard !isFraction else {
                    decimals += 1
                    continue
                }
                pieces.append(.digit(pads: letter == "0"))
            case ".":
                guard !isFraction else { return nil }
                isFraction = true
            case "\"":
                pieces.append(.text(String(letters.prefix { $0 != "\"" })))
                letters = letters.drop { $0 != "\"" }.dropFirst()
            case "\\":
                guard let text = letters.popFirst() else { return nil }
                pieces.append(.text(String(text)))
            case "-", "/", "(", ")", "+", ":", " ", "'": pieces.append(.text(String(letter)))
            case "[":
                // Colours and languages say nothing, everything else too much.
                let inside = letters.prefix { $0 != "]" }
                guard inside.allSatisfy(\.isLetter) || inside.starts(with: "$-") else {
                    return nil
                }
                letters = letters.drop { $0 != "]" }.dropFirst()
            default: return nil
            }
        }
        let digits = pieces.count { if case .digit = $0 { true } else { false } }
        guard digits > 0, pieces.count > 1 || decimals > 0 else { return nil }
        self.code = code
        self.pieces = pieces
        self.decimals = decimals
    }

    /// What a number is shown as; nil where that is its own digits, or less than the number is.
    func text(of number: String) -> String? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            parts[0].count <= 15
        else { return nil }
        var fraction = parts.count == 2 ? String(parts[1]) : ""
        guard fraction.count <= decimals else { return nil }
        // A whole number is one, however many noughts a careless format adds.
        if !fraction.isEmpty {
            fraction = "." + fraction + String(repeating: "0", count: decimals - fraction.count)
        }
        var digits = Array(parts[0] == "0" ? "" : parts[0])
        var shown = ""
        let first = pieces.firstIndex { if case .digit = $0 { true } else { false } }
        for (index, piece) in pieces.enumerated().reversed() {
            switch piece {
            case .text(let text):
                shown = text + shown
                continue
            case .digit(let pads):
                if let digit = digits.popLast() {
                    shown = String(digit) + shown
                } else if pads {
                    shown = "0" + shown
                }
            }
            // What has no place of its own stands before the first digit.
            if index == first {
                shown = String(digits) + shown
                digits = []
            }
        }
        // The fraction stands behind the last digit; a text behind it moves no point.
        if !fraction.isEmpty {
            guard case .digit = pieces.last else { return nil }
            shown += fraction
        }
        return shown
    }

    static func == (left: NumberShape, right: NumberShape) -> Bool { left.code == right.code }
    func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
