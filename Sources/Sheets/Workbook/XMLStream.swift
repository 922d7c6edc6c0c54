import CExpat

/// Hears what an XML part says, element by element.
protocol XMLHandler: AnyObject {
    func start(_ element: XMLName, _ attributes: XMLAttributes)
    func end(_ element: XMLName)
    /// Called perhaps several times for one text; the bytes are UTF-8 and lent.
    func text(_ bytes: UnsafeRawBufferPointer)
}

extension XMLHandler {
    func end(_ element: XMLName) {}
    func text(_ bytes: UnsafeRawBufferPointer) {}
}

/// Bytes that are read a piece at a time.
protocol ByteSource: AnyObject {
    /// Fills the buffer as far as it goes.
    ///
    /// - Returns: how many bytes; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookFault) -> Int
}

/// Bytes that are in memory as they stand.
final class MemoryBytes: ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = rest.prefix(buffer.count)
        unsafe buffer.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
    }
}

/// A part of a workbook through an XML parser, a piece at a time.
///
/// Workbooks have no document type, so one is refused, and with it every entity (CWE-611, CWE-776).
@safe final class XMLStream {
    /// Deeper than any spreadsheet's elements.
    private static let depthLimit = 64
    private static let pieceSize = 1 << 16

    private let parser: OpaquePointer
    private let handler: any XMLHandler
    private let part: any ByteSource
    private let name: String
    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: pieceSize, alignment: 16)
    private var depth = 0
    private var isRefused = false
    private(set) var isAtEnd = false

    init(_ part: any ByteSource, name: String, handler: any XMLHandler) {
        self.part = part
        self.name = name
        self.handler = handler
        guard let parser = unsafe XML_ParserCreate(nil) else {
            preconditionFailure("no memory for an XML parser")
        }
        unsafe self.parser = parser
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        unsafe XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let data = unsafe data, let name = unsafe name else { return }
                unsafe XMLStream.of(data).start(name, attributes)
            },
            { data, name in
                guard let data = unsafe data, let name = unsafe name else { return }
                unsafe XMLStream.of(data).end(name)
            })
        unsafe XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let data = unsafe data, let text = unsafe text else { return }
            unsafe XMLStream.of(data).handler.text(
                UnsafeRawBufferPointer(start: text, count: Int(count)))
        }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            guard let data = unsafe data else { return }
            unsafe XMLStream.of(data).refuse()
        }
    }

    deinit {
        unsafe XML_ParserFree(parser)
        unsafe buffer.deallocate()
    }

    /// Reads one piece; the handler hears what is in it.
    ///
    /// - Throws: `WorkbookFault` when the part is damaged, too large, or no XML that a workbook may hold.
    func advance() throws(WorkbookFault) {
        guard !isAtEnd else { return }
        let count = try unsafe part.read(into: buffer)
        isAtEnd = count == 0
        let status = unsafe XML_Parse(
            parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count),
            isAtEnd ? 1 : 0)
        guard status == XML_STATUS_OK, !isRefused else {
            isAtEnd = true
            throw .damagedPart(name)
        }
    }

    /// Which bytes of the part say what the handler hears right now: a tag from `<` to `>`; nothing, where
    /// a tag that closes itself ends.
    var place: Range<Int> {
        let start = unsafe Int(XML_GetCurrentByteIndex(parser))
        return unsafe start..<(start + Int(XML_GetCurrentByteCount(parser)))
    }

    /// Reads the whole part.
    func finish() throws(WorkbookFault) {
        while !isAtEnd { try advance() }
    }

    private static func of(_ data: UnsafeMutableRawPointer) -> XMLStream {
        unsafe Unmanaged<XMLStream>.fromOpaque(data).takeUnretainedValue()
    }

    private func start(
        _ name: UnsafePointer<CChar>,
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        depth += 1
        guard depth <= Self.depthLimit else { return refuse() }
        unsafe handler.start(XMLName(name), XMLAttributes(attributes))
    }

    private func end(_ name: UnsafePointer<CChar>) {
        depth -= 1
        unsafe handler.end(XMLName(name))
    }

    private func refuse() {
        isRefused = true
        unsafe XML_StopParser(parser, XML_Bool(XML_FALSE))
    }
}

/// An element's or attribute's name, lent during one call: compared without a prefix before it.
@safe struct XMLName {
    private let bytes: UnsafePointer<CChar>
    private let count: Int

    fileprivate init(_ name: UnsafePointer<CChar>) {
        var local = unsafe name
        var end = unsafe name
        while unsafe end.pointee != 0 {
            let isColon = unsafe end.pointee == CChar(UInt8(ascii: ":"))
            unsafe end += 1
            if isColon { unsafe local = end }
        }
        unsafe bytes = local
        count = unsafe end - local
    }

    /// Without a prefix.
    var text: String {
        unsafe String(
            decoding: UnsafeBufferPointer(start: bytes, count: count).lazy.map(
                UInt8.init(bitPattern:)), as: UTF8.self)
    }

    static func ~= (name: StaticString, element: XMLName) -> Bool { element == name }

    static func == (element: XMLName, name: StaticString) -> Bool {
        guard element.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<element.count
        where unsafe UInt8(bitPattern: element.bytes[index]) != name.utf8Start[index] {
            return false
        }
        return true
    }
}

/// An element's attributes, lent during one call.
@safe struct XMLAttributes {
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    fileprivate init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        unsafe self.list = list
    }

    subscript(_ name: StaticString) -> String? {
        unsafe value(name).map { unsafe String(cString: $0) }
    }

    /// A whole number that is not negative; nil when it is none.
    func number(_ name: StaticString) -> Int? {
        guard var digit = unsafe value(name) else { return nil }
        var number = 0
        while unsafe digit.pointee != 0 {
            let value = unsafe Int(digit.pointee) - 0x30
            guard (0...9).contains(value), number < 1 << 40 else { return nil }
            number = number * 10 + value
            unsafe digit += 1
        }
        return number
    }

    /// Whether it says `1` or `true` (XML Schema's boolean).
    func isTrue(_ name: StaticString) -> Bool {
        self[name].map { ["1", "true", "on"].contains($0) } ?? false
    }

    /// The column of a cell's name (`F11` is 5); nil when it is no such name.
    func column(_ name: StaticString) -> Int? {
        guard var letter = unsafe value(name) else { return nil }
        var column = 0
        while unsafe (0x41...0x5A).contains(letter.pointee) {
            column = unsafe column * 26 + Int(letter.pointee) - 0x40
            guard column < 1 << 20 else { return nil }
            unsafe letter += 1
        }
        return column > 0 ? column - 1 : nil
    }

    private func value(_ name: StaticString) -> UnsafePointer<CChar>? {
        guard var entry = unsafe list else { return nil }
        while let key = unsafe entry.pointee {
            if unsafe XMLName(key) == name { return unsafe entry[1] }
            unsafe entry += 2
        }
        return nil
    }
}
