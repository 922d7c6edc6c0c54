import Coordination

/// A file's bytes as text, in whichever encoding spreadsheets save.
struct SheetText {
    /// UTF-8 without a byte order mark.
    let bytes: [UInt8]
    /// What the sender should know about the encoding; nil when all is well.
    let remark: BilingualText?

    /// Nil when the encoding cannot be told: a wrong guess would misspell people's names.
    init?(_ file: [UInt8]) {
        if file.starts(with: [0xFF, 0xFE]) {
            guard let text = Self.utf16(file, isBigEndian: false) else { return nil }
            (bytes, remark) = (text, nil)
        } else if file.starts(with: [0xFE, 0xFF]) {
            guard let text = Self.utf16(file, isBigEndian: true) else { return nil }
            (bytes, remark) = (text, nil)
        } else if file.contains(0) {
            return nil
        } else if String(validating: file, as: UTF8.self) != nil {
            let mark = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            (bytes, remark) = (mark == 0 ? file : Array(file[mark...]), nil)
        } else if let encoding = SingleByteText.encoding(of: file) {
            bytes = encoding.utf8(file)
            let name = encoding == .macRoman ? "MacRoman (Macintosh)" : "Windows-1252"
            remark = BilingualText(
                en: "read as \(name); saved as CSV UTF-8, the encoding would be sure",
                id: "dibaca sebagai \(name); simpan sebagai CSV UTF-8 agar pasti")
        } else {
            return nil
        }
    }

    private static func utf16(_ file: [UInt8], isBigEndian: Bool) -> [UInt8]? {
        guard file.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 2, to: file.count, by: 2).map { index in
            let pair = (UInt16(file[index]), UInt16(file[index + 1]))
            return isBigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
        }
        guard !units.contains(0), let text = String(validating: units, as: UTF16.self) else {
            return nil
        }
        return Array(text.utf8)
    }
}
