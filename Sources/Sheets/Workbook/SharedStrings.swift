/// The texts that a workbook's cells share (ECMA-376 part 1, 18.4).
final class SharedStrings: XMLHandler {
    private(set) var strings: [String] = []
    /// More than the rows that are read could refer to; a reference beyond is damage.
    private static let limit = 2_000_000
    private var text = RichText()

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        if element == "si" { text = RichText() }
        text.start(element)
    }

    func end(_ element: XMLName) {
        text.end(element)
        if element == "si", strings.count < Self.limit { strings.append(text.string) }
    }

    func text(_ bytes: UnsafeRawBufferPointer) { unsafe text.add(bytes) }
}

/// A text made of runs: their letters, without the readings beside East Asian ones.
struct RichText {
    private var bytes: [UInt8] = []
    private var isText = false
    private var isReading = false

    /// A cell may hold 32,767 characters; whoever reads it says that it is too long.
    private static let limit = 1 << 18

    init() {}

    init(_ text: String) { self.init(Array(text.utf8)) }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func start(_ element: XMLName) {
        switch element {
        case "t": isText = !isReading
        case "rPh": isReading = true
        default: break
        }
    }

    mutating func end(_ element: XMLName) {
        switch element {
        case "t": isText = false
        case "rPh": isReading = false
        default: break
        }
    }

    mutating func add(_ more: UnsafeRawBufferPointer) {
        if isText, bytes.count < Self.limit { unsafe bytes.append(contentsOf: more) }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        (isText, isReading) = (false, false)
    }

    var string: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return bytes.contains(UInt8(ascii: "_")) ? Self.unescaped(text) : text
    }

    /// `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
    private static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "_x") {
            result += rest[..<start.lowerBound]
            let digits = rest[start.upperBound...].prefix(4)
            let end = digits.endIndex
            if digits.count == 4, digits.allSatisfy(\.isHexDigit), end < rest.endIndex,
                rest[end] == "_", let code = UInt32(digits, radix: 16),
                let scalar = Unicode.Scalar(code)
            {
                result.unicodeScalars.append(scalar)
                rest = rest[rest.index(after: end)...]
            } else {
                result += "_x"
                rest = rest[start.upperBound...]
            }
        }
        return result + rest
    }
}
