import Almanac

/// How values of the interface read in a table.
enum Wording {
    /// The office's zone, whose clocks people look at.
    @TaskLocal static var zone: Zone = .utc

    /// `2026-12-04 15:00 WIB` for an instant as it travels.
    static func instant(_ text: String?) -> String {
        guard let text, let instant = Instant(rfc3339: text) else { return text ?? "-" }
        return zone.text(instant)
    }

    /// `1 letter`, `3 letters`.
    static func count(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    static func counts(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// `5.174.250.000`: figures of a sheet, grouped as their office does so that they can be read.
    ///
    /// - Parameters:
    ///   - decimals: how many of its last digits are a fraction.
    ///   - style: the office's, by example: `1.250,50`; without one nothing is grouped.
    static func number(_ number: Int, decimals: Int? = nil, style: String? = nil) -> String {
        let marks = style.map { $0.filter { !$0.isNumber } } ?? ""
        let (grouping, decimal) = (marks.first, marks.last ?? ".")
        if let decimals, decimals > 0 {
            let unit = (0..<decimals).reduce(1) { unit, _ in unit * 10 }
            let fraction = String(number.magnitude % UInt(unit))
            let padding = String(repeating: "0", count: decimals - fraction.count)
            let sign = number < 0 && number > -unit ? "-" : ""
            let whole = Self.number(number / unit, style: style)
            return "\(sign)\(whole)\(decimal)\(padding)\(fraction)"
        }
        var text = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if let grouping, index > 0, (digits.count - index).isMultiple(of: 3) {
                text.append(grouping)
            }
            text.append(digit)
        }
        return number < 0 ? "-\(text)" : text
    }

    /// The beginning of a text, on one line: a cell may hold a long note, and marks that turn a line round, which
    /// are named (`[U+202E]`).
    static func excerpt(_ text: String) -> String {
        let line = text.split { $0.isNewline }.joined(separator: " ").unicodeScalars
            .map { scalar in
                switch scalar.value {
                case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069,
                    0xFEFF, 0x00...0x08, 0x0E...0x1F, 0x7F...0x9F:
                    let number = String(scalar.value, radix: 16, uppercase: true)
                    return "[U+\(String(repeating: "0", count: 4 - number.count))\(number)]"
                default: return String(scalar)
                }
            }.joined()
        return line.count > 120 ? line.prefix(120) + "…" : line
    }

    /// `12`, `2.5`: a quantity, whose decimals are at most three.
    static func quantity(_ quantity: Double) -> String {
        let thousandths = Int((quantity * 1_000).rounded())
        return thousandths.isMultiple(of: 1_000)
            ? String(thousandths / 1_000) : "\(Double(thousandths) / 1_000)"
    }

    /// `1 finding`, `6 findings`.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(number(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
