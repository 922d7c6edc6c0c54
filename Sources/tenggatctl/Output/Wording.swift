/// How values of the interface read in a table.
enum Wording {
    /// `2026-12-04 08:00 UTC` for an instant as it travels.
    static func instant(_ text: String?) -> String {
        guard let text, text.count >= 16 else { return text ?? "-" }
        let minutes = text.prefix(16).replacing("T", with: " ")
        return "\(minutes) UTC"
    }

    static func counts(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// `5.174.250.000`: figures of a sheet, grouped so that they can be read.
    static func number(_ number: Int) -> String {
        var text = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(".") }
            text.append(digit)
        }
        return number < 0 ? "-\(text)" : text
    }

    /// `1 finding`, `6 findings`.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(number(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
