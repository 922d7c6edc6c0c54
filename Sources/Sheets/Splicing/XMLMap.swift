/// An XML part by where its elements' bytes stand, so that some of them can be changed and all others stay
/// as they are. Expat finds them: what is not well-formed, or has a document type, is refused.
struct XMLMap {
    /// An element.
    struct Element {
        /// Without a prefix.
        var name: String
        /// The start tag.
        var head: Range<Int>
        /// The end tag; nothing, behind a tag that closes itself.
        var tail: Range<Int>
        var parent: Int?
        var children: [Int] = []

        var range: Range<Int> { head.lowerBound..<tail.upperBound }
        /// What stands between the tags.
        var content: Range<Int> { head.upperBound..<max(head.upperBound, tail.lowerBound) }
        /// Whether its tag closes itself.
        var isClosed: Bool { tail.isEmpty }
    }

    let bytes: [UInt8]
    let elements: [Element]

    private static let elementLimit = 2_000_000

    /// - Parameter name: of the part, for whoever reads why it was refused.
    init(_ bytes: [UInt8], name: String) throws(SpliceRefusal) {
        try XMLEncoding.check(bytes, name: name)
        let mapper = Mapper(limit: Self.elementLimit)
        let stream = XMLStream(MemoryBytes(bytes), name: name, handler: mapper)
        mapper.stream = stream
        do throws(WorkbookFault) {
            try stream.finish()
        } catch {
            throw .odd(name)
        }
        mapper.stream = nil
        guard !mapper.isFull else { throw .tooLarge }
        self.bytes = bytes
        elements = mapper.elements
    }

    /// Whether a part can be read, however many elements it has.
    ///
    /// - Throws: `SpliceRefusal.odd` of what is not well-formed or not UTF-8.
    static func check(_ bytes: [UInt8], name: String) throws(SpliceRefusal) {
        try XMLEncoding.check(bytes, name: name)
        do throws(WorkbookFault) {
            try XMLStream(MemoryBytes(bytes), name: name, handler: Unheard()).finish()
        } catch {
            throw .odd(name)
        }
    }

    private final class Unheard: XMLHandler {
        func start(_ element: XMLName, _ attributes: XMLAttributes) {}
    }

    var root: Element { elements[0] }

    /// What stands before names of the root's namespace: `x:`, mostly nothing.
    var prefix: String { Self.prefix(of: root, in: bytes) }

    /// What stands before an element's name.
    static func prefix(of element: Element, in bytes: [UInt8]) -> String {
        XMLTag.prefix(of: bytes[element.head])
    }

    func children(of element: Element, named name: String? = nil) -> [Element] {
        element.children.map { elements[$0] }.filter { name == nil || $0.name == name }
    }

    /// The first child of the root with a name.
    func child(_ name: String) -> Element? { children(of: root, named: name).first }

    /// Every element within one, itself first: they stand in the order of their tags.
    func inside(_ element: Element) -> ArraySlice<Element> {
        let first = elements.firstPlace { $0.head.lowerBound >= element.head.lowerBound }
        let behind = elements.firstPlace { $0.head.lowerBound >= element.range.upperBound }
        return elements[first..<behind]
    }

    func all(named name: String) -> [Element] { elements.filter { $0.name == name } }

    func tag(_ element: Element) -> XMLTag { XMLTag(bytes, at: element.head) }

    /// The text of an element without children.
    func text(_ element: Element) -> String { XMLText.plain(bytes[element.content]) }

    func source(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private final class Mapper: XMLHandler {
        weak var stream: XMLStream?
        private(set) var elements: [Element] = []
        private(set) var isFull = false
        private var open: [Int] = []
        private let limit: Int

        init(limit: Int) { self.limit = limit }

        func start(_ element: XMLName, _ attributes: XMLAttributes) {
            guard let place = stream?.place, elements.count < limit else {
                isFull = true
                return
            }
            let index = elements.count
            if let parent = open.last { elements[parent].children.append(index) }
            elements.append(
                Element(
                    name: element.text, head: place, tail: place.upperBound..<place.upperBound,
                    parent: open.last))
            open.append(index)
        }

        func end(_ element: XMLName) {
            guard !isFull, let index = open.popLast(), let place = stream?.place else {
                return
            }
            if !place.isEmpty { elements[index].tail = place }
        }
    }
}

extension Array {
    /// Where the first element stands of which something is true that is then true of all behind it; the end,
    /// where it is true of none.
    func firstPlace(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// What bytes a part is written in.
enum XMLEncoding {
    /// - Throws: `SpliceRefusal.odd` of anything but UTF-8, as of what says that it is anything else.
    static func check(_ bytes: [UInt8], name: String) throws(SpliceRefusal) {
        guard !bytes.prefix(4).contains(0), !bytes.starts(with: [0xFF]), !bytes.starts(with: [0xFE])
        else { throw .odd(name) }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let head = bytes[start...].prefix(1_000)
        guard head.starts(with: Array("<?xml".utf8)) else { return }
        guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { throw .odd(name) }
        let encoding = XMLTag(bytes, at: start..<(end + 1)).text("encoding") ?? "utf-8"
        guard encoding.lowercased() == "utf-8" else { throw .odd(name) }
    }
}
