/// What a file is by its own bytes, whatever its name promises.
enum FileForm: Hashable {
    /// An Excel workbook (.xlsx), or another ZIP package.
    case package
    /// A table in HTML, as web programs call it `.xls`.
    case html
    /// Excel's own XML of 2003.
    case spreadsheetXML
    /// Lines of cells with separators between.
    case text
    /// Something that holds no table that could be read.
    case foreign(WorkbookFault)

    init(_ bytes: [UInt8], name: String) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .package
        } else if let fault = Self.foreign(bytes) {
            self = .foreign(fault)
        } else {
            self = Self.written(bytes, name: name)
        }
    }

    /// By the marks that formats begin with (file(1), "magic").
    private static func foreign(_ bytes: [UInt8]) -> WorkbookFault? {
        let starts = { (text: String) in bytes.starts(with: Array(text.utf8)) }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return compound(bytes) }
        // The first record of an old workbook without a container around it (BIFF2 to BIFF8).
        for version in [0x00, 0x02, 0x04, 0x08] as [UInt8]
        where bytes.starts(with: [0x09, version]) && bytes.count > 4 && bytes[3] == 0
            && [0x04, 0x06, 0x08, 0x10].contains(bytes[2])
        {
            return .oldWorkbook
        }
        if starts("%PDF") { return .portableDocument }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || starts("GIF8")
            || starts("BM") && bytes.contains(0)
            || bytes.starts(with: [0xFF, 0xD8, 0xFF]) || bytes.starts(with: [0x49, 0x49, 0x2A, 0])
            || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) || isRIFFPicture(bytes)
            || isMediaPicture(bytes)
        {
            return .picture
        }
        if starts("Rar!") || bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF])
            || bytes.starts(with: [0x1F, 0x8B]) || starts("PK")
        {
            return .archive
        }
        if starts("{\\rtf") { return .document }
        return nil
    }

    /// Excel 97's files, and others in its container, by the streams that it names in UTF-16
    /// ([MS-CFB], [MS-OFFCRYPTO]).
    private static func compound(_ bytes: [UInt8]) -> WorkbookFault {
        let holds = { (name: String) in
            bytes.firstRange(of: Array(name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
                != nil
        }
        if holds("EncryptedPackage") { return .encrypted }
        if holds("WordDocument") || holds("PowerPoint Document") { return .document }
        if holds("__substg1.0") { return .mail }
        return .oldWorkbook
    }

    private static func isRIFFPicture(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: Array("RIFF".utf8))
            && bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
    }

    /// HEIC and AVIF, as telephones take them.
    private static func isMediaPicture(_ bytes: [UInt8]) -> Bool {
        let brand = String(decoding: bytes.dropFirst(4).prefix(8), as: UTF8.self)
        return ["ftypheic", "ftypheix", "ftypmif1", "ftypavif", "ftyphevc"].contains(brand)
    }

    /// Text, by its first words.
    private static func written(_ bytes: [UInt8], name: String) -> FileForm {
        guard let head = head(of: bytes) else {
            // Not even text, and no format that is known by its beginning.
            let endings = [".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"]
            let promises = endings.contains(where: name.lowercased().hasSuffix)
            return promises ? .foreign(.notAZipFile) : .text
        }
        if head.hasPrefix("<") {
            if head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
                return .spreadsheetXML
            }
            if head.contains("office:document") { return .foreign(.openDocument) }
            for tag in ["<html", "<!doctype html", "<table", "<meta", "<body", "<div"]
            where head.contains(tag) {
                return .html
            }
            if head.hasPrefix("<?xml") { return .foreign(.otherXML) }
        }
        if head.hasPrefix("mime-version:") || head.hasPrefix("received:")
            || head.hasPrefix("return-path:")
        {
            return .foreign(.mail)
        }
        return .text
    }

    /// The first letters of a text, small and without what stands before the first; nil where the
    /// bytes are no text.
    private static func head(of bytes: [UInt8]) -> String? {
        var start = bytes[...]
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        let isWide = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
        let piece = start.prefix(4_096)
        let plain = isWide ? piece.dropFirst(2).filter { $0 != 0 } : Array(piece)
        guard !plain.contains(0) else { return nil }
        return String(
            String(decoding: plain, as: UTF8.self).lowercased().drop(while: \.isWhitespace))
    }
}
