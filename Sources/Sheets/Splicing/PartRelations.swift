/// What one part of a package refers to, and where it says so (ECMA-376 part 2, 6.5).
struct PartRelations {
    /// One reference.
    struct Relation {
        var id: String
        /// The last word of its type: `worksheet`.
        var type: String
        var fullType: String
        /// The part's name; of an external one, the target as it is written.
        var target: String
        var isExternal: Bool
        var range: Range<Int>
    }

    let relations: [Relation]
    private let places: [String: Int]
    private let map: XMLMap

    /// One part has dozens; of each its part may have to be read.
    private static let limit = 10_000

    /// - Parameter part: whose they are; empty is the package.
    /// - Throws: `SpliceRefusal.tooLarge` of too many, `.odd` of two with one identifier.
    init(_ bytes: [UInt8], of part: String) throws(SpliceRefusal) {
        map = try XMLMap(bytes, name: PartName.relations(of: part))
        let elements = map.children(of: map.root, named: "Relationship")
        guard elements.count <= Self.limit else { throw .tooLarge }
        relations = elements.compactMap { [map] element in
            let tag = map.tag(element)
            guard let id = tag.text("Id"), let type = tag.text("Type"),
                let target = tag.text("Target")
            else { return nil }
            let isExternal = tag.text("TargetMode") == "External"
            return Relation(
                id: id, type: type.split(separator: "/").last.map(String.init) ?? type,
                fullType: type,
                target: isExternal ? target : PartName.resolved(target, from: part),
                isExternal: isExternal, range: element.range)
        }
        places = Dictionary(
            relations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        guard places.count == relations.count else {
            throw .odd(PartName.relations(of: part))
        }
    }

    subscript(id: String) -> Relation? { places[id].map { relations[$0] } }

    func first(_ type: String) -> Relation? { relations.first { $0.type == type } }

    /// An identifier that none has: beyond all that are numbered.
    var freeNumber: Int {
        let numbers = relations.compactMap { relation -> Int? in
            guard relation.id.hasPrefix("rId") else { return nil }
            return Int(relation.id.dropFirst(3)).flatMap {
                (0..<1_000_000_000).contains($0) ? $0 : nil
            }
        }
        return (numbers.max() ?? 0) + 1
    }

    /// The part with some relations taken away and others behind the rest.
    func edited(without ids: Set<String>, adding added: [String]) throws(SpliceRefusal) -> [UInt8] {
        var edits = ByteEdits()
        for relation in relations where ids.contains(relation.id) { edits.remove(relation.range) }
        guard map.root.name == "Relationships" else {
            throw .odd("_rels")
        }
        let prefix = map.prefix
        let text = added.map { "<\(prefix)Relationship \($0)/>" }.joined()
        if map.root.isClosed {
            let end = map.root.head.upperBound
            edits.replace((end - 2)..<end, with: ">\(text)</\(prefix)Relationships>")
        } else {
            edits.insert(text, at: map.root.tail.lowerBound)
        }
        return edits.applied(to: map.bytes)
    }

    /// Of a part that refers to nothing yet.
    static let empty = Array(
        ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\""
            + "http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>")
            .utf8)
}
