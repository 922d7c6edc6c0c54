/// How a table in HTML has its numbers shown: `mso-number-format` in a cell's style or in that of its class,
/// as Excel writes and reads it, without which `13` under `"0000"` would lose the noughts that people see.
struct HTMLNumberFormats {
    /// By the names of classes.
    private var shapes: [String: NumberShape] = [:]

    private static let property = "mso-number-format"

    /// Reads a style sheet's rules, as far as they are about numbers.
    mutating func read(_ rules: String) {
        guard rules.contains(Self.property) else { return }
        for rule in rules.split(separator: "}") {
            let parts = rule.split(separator: "{", maxSplits: 1)
            guard parts.count == 2, let shape = Self.shape(in: parts[1]) else { continue }
            for selector in parts[0].split(separator: ",") {
                guard let dot = selector.lastIndex(of: ".") else { continue }
                let name = selector[selector.index(after: dot)...].prefix { !$0.isWhitespace }
                shapes[String(name)] = shape
            }
        }
    }

    /// A cell as it is shown: a bare number under its format. What has noughts before it already is a text.
    func cell(_ text: String, attributes: Substring) -> GridCell {
        let bytes = text.utf8
        guard !bytes.isEmpty, bytes.count <= 15, bytes.first != UInt8(ascii: "0"),
            bytes.allSatisfy({ (0x30...0x39).contains($0) }), let shape = shape(of: attributes)
        else { return GridCell(text: text) }
        return GridCell(text: text, content: .number, shape: shape)
    }

    private func shape(of attributes: Substring) -> NumberShape? {
        if attributes.contains(Self.property) { return Self.shape(in: attributes) }
        guard !shapes.isEmpty, let start = attributes.firstRange(of: "class=") else { return nil }
        let value = attributes[start.upperBound...].drop { $0 == "\"" || $0 == "'" }
            .prefix { $0 != "\"" && $0 != "'" && $0 != ">" }
        return value.split(whereSeparator: \.isWhitespace).lazy
            .compactMap { shapes[String($0)] }.first
    }

    /// `mso-number-format:"\0022PO-\00220000"` is `"PO-"0000`: a sign behind a backslash, or four digits of
    /// its number.
    private static func shape(in declarations: Substring) -> NumberShape? {
        guard let start = declarations.firstRange(of: property) else { return nil }
        var value = declarations[start.upperBound...].drop { $0.isWhitespace || $0 == ":" }
        if let quote = ["&quot;", "\"", "'"].first(where: { value.hasPrefix($0) }) {
            value = value.dropFirst(quote.count)
            value = value[..<(value.firstRange(of: quote)?.lowerBound ?? value.endIndex)]
        } else {
            value = value.prefix { ![";", "\"", "'", ">"].contains($0) }
        }
        var code = ""
        while let letter = value.popFirst() {
            guard letter == "\\" else {
                code.append(letter)
                continue
            }
            let digits = value.prefix(4)
            if digits.count == 4, digits.allSatisfy(\.isHexDigit),
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
            {
                code.unicodeScalars.append(scalar)
                value = value.dropFirst(4)
            } else if let next = value.popFirst() {
                code.append(next)
            }
        }
        return NumberShape(code: code)
    }
}
