/// Changes of some bytes of a part: everything beside them stays as it is.
struct ByteEdits {
    private var edits: [(range: Range<Int>, text: String)] = []

    init() {}

    var isEmpty: Bool { edits.isEmpty }

    mutating func replace(_ range: Range<Int>, with text: String) { edits.append((range, text)) }

    mutating func remove(_ range: Range<Int>) { edits.append((range, "")) }

    /// Of several insertions at one place the first stays first.
    mutating func insert(_ text: String, at place: Int) { edits.append((place..<place, text)) }

    /// Gives an element's tag an attribute, or another value of one that it has.
    ///
    /// - Parameter value: without anything that would have to be escaped.
    mutating func set(_ name: String, _ value: String, in tag: XMLTag) {
        if let attribute = tag[name] {
            replace(attribute.value, with: value)
        } else {
            insert(" \(name)=\"\(value)\"", at: tag.nameEnd)
        }
    }

    /// The bytes with all changes made. What lies within something that is taken away goes with it.
    ///
    /// - Parameter range: what of the bytes is wanted; nil is all.
    func applied(to bytes: [UInt8], within range: Range<Int>? = nil) -> [UInt8] {
        let range = range ?? 0..<bytes.count
        let order = edits.indices.sorted { left, right in
            let (one, other) = (edits[left].range, edits[right].range)
            if one.lowerBound != other.lowerBound { return one.lowerBound < other.lowerBound }
            if one.isEmpty != other.isEmpty { return one.isEmpty }
            if one.upperBound != other.upperBound { return one.upperBound > other.upperBound }
            return left < right
        }
        var result: [UInt8] = []
        result.reserveCapacity(range.count + edits.reduce(0) { $0 + $1.text.utf8.count })
        var reached = range.lowerBound
        for index in order where edits[index].range.lowerBound >= reached {
            result += bytes[reached..<edits[index].range.lowerBound]
            result += edits[index].text.utf8
            reached = edits[index].range.upperBound
        }
        return result + bytes[reached..<max(reached, range.upperBound)]
    }
}
