/// References to other workbooks within formulas: `[1]Sheet1!A1`, `'[2]A B'!C3`.
enum ExternalReference {
    static func isIn(_ formula: String) -> Bool {
        let bytes = Array(formula.utf8)
        // Behind a name it is a table's column: `Sales[2026]`, `Sales[[#All],[2026]]`.
        var depth = 0
        // The quotation mark that is open: of words, or of a worksheet's name.
        var quote: UInt8?
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            defer { index += 1 }
            if depth > 0 {
                switch byte {
                // Within a column's name it only stands before a character with a meaning.
                case UInt8(ascii: "'"): index += 1
                case UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "]"): depth -= 1
                default: break
                }
                continue
            }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                if quote == nil { quote = byte } else if quote == byte { quote = nil }
            }
            guard byte == UInt8(ascii: "["), quote != UInt8(ascii: "\"") else { continue }
            if quote == nil, index > 0, isNamePart(bytes[index - 1]) {
                depth = 1
            } else if isNumbered(bytes[(index + 1)...]) {
                return true
            }
        }
        return false
    }

    /// Whether digits and a bracket follow.
    private static func isNumbered(_ bytes: ArraySlice<UInt8>) -> Bool {
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        return !digits.isEmpty && bytes.dropFirst(digits.count).first == UInt8(ascii: "]")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF, UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: "]"), UInt8(ascii: "["):
            true
        default: false
        }
    }
}
