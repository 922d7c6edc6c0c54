/// A file's bytes as text, in whichever encoding spreadsheets save.
enum SheetText {
    /// The text as UTF-8 without a byte order mark, and what to remark about it.
    ///
    /// - Returns: nil when the encoding cannot be told.
    static func decode(_ bytes: [UInt8]) -> (text: [UInt8], remark: String?)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(bytes.dropFirst(3)) }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return utf16(bytes.dropFirst(2), isBigEndian: false)
        }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBigEndian: true) }
        guard !bytes.contains(0) else { return nil }
        return utf8(bytes[...]) ?? windows1252(bytes)
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>) -> (text: [UInt8], remark: String?)? {
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
            return nil
        }
        return (Array(bytes), nil)
    }

    private static func utf16(
        _ bytes: ArraySlice<UInt8>, isBigEndian: Bool
    ) -> (text: [UInt8], remark: String?)? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isBigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0)
            index += 2
        }
        guard let text = String(validating: units, as: UTF16.self), !text.utf8.contains(0) else {
            return nil
        }
        return (Array(text.utf8), nil)
    }

    /// What old Excel saves on a Western machine; five bytes mean nothing in it (WHATWG Encoding).
    private static func windows1252(_ bytes: [UInt8]) -> (text: [UInt8], remark: String?)? {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let code = (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : UInt32(byte)
            guard code != 0, let scalar = Unicode.Scalar(code) else { return nil }
            text.append(scalar)
        }
        return (Array(String(text).utf8), "read as Windows-1252; save it as UTF-8 to be sure")
    }

    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
}
