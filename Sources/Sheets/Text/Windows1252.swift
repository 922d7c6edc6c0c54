/// What Excel saves as plain CSV on a Western machine (WHATWG Encoding, windows-1252).
enum Windows1252 {
    /// Whether bytes that are no UTF-8 can only be this: single accented letters and signs between
    /// plain ones. UTF-8 with some bytes broken, or an encoding of several bytes a letter, is not.
    static func isSure(_ file: [UInt8]) -> Bool {
        var run = 0
        var previous: UInt8 = 0
        for byte in file {
            if byte < 0x80 {
                if byte < 0x20, ![0x09, 0x0A, 0x0D].contains(byte) { return false }
                run = 0
            } else {
                run += 1
                // A lead byte followed by a continuation: a letter of UTF-8.
                let isUTF8 = (0xC2...0xF4).contains(previous) && (0x80...0xBF).contains(byte)
                if run > 2 || isUTF8 || scalar(byte) == nil { return false }
            }
            previous = byte
        }
        return true
    }

    /// - Parameter file: bytes of which ``isSure(_:)`` is true.
    static func utf8(_ file: [UInt8]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for byte in file { text.append(scalar(byte) ?? "\u{FFFD}") }
        return Array(String(text).utf8)
    }

    /// Nil for the five bytes that mean nothing.
    private static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let code = high[Int(byte) - 0x80]
        return code == 0 ? nil : Unicode.Scalar(code)
    }

    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
}
