/// What a package says that its parts are (ECMA-376 part 2, 6.2.3).
struct ContentTypes {
    private struct Entry {
        /// In small letters: a part without its slash, or an ending.
        var key: String
        var type: String
        var isDefault: Bool
        var element: XMLMap.Element
    }

    private let map: XMLMap
    private let entries: [Entry]

    static let shapes = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    private static let base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    static let worksheet = "\(base).worksheet+xml"
    static let comments = "\(base).comments+xml"
    static let styles = "\(base).styles+xml"
    static let workbook = "\(base).sheet.main+xml"

    init(_ map: XMLMap) throws(SpliceRefusal) {
        guard map.root.name == "Types", !map.root.isClosed else {
            throw .odd(SplicedPackage.typesPart)
        }
        self.map = map
        entries = map.children(of: map.root).compactMap { element in
            let tag = map.tag(element)
            let isDefault = element.name == "Default"
            guard let type = tag.text("ContentType"),
                let key = tag.text(isDefault ? "Extension" : "PartName")?.lowercased()
            else { return nil }
            return Entry(
                key: key.hasPrefix("/") ? String(key.dropFirst()) : key, type: type,
                isDefault: isDefault, element: element)
        }
    }

    /// A part's type; empty where none is said.
    func type(of part: String) -> String {
        let part = part.lowercased()
        if let own = entries.first(where: { !$0.isDefault && $0.key == part }) { return own.type }
        let ending = part.split(separator: ".").last.map(String.init) ?? ""
        return entries.first { $0.isDefault && $0.key == ending }?.type ?? ""
    }

    /// - Parameters:
    ///   - isKept: whether a part, in small letters, still is there.
    ///   - retyped: types by parts in small letters, of parts that have their own.
    ///   - needsShapes: whether a part of shapes for notes is among the new ones.
    func edited(
        keeping isKept: (String) -> Bool, adding added: [(part: String, type: String)],
        retyping retyped: [String: String], needsShapes: Bool
    ) throws(SpliceRefusal) -> [UInt8] {
        var edits = ByteEdits()
        var left = retyped
        // Whatever has such a type has been left out, or the workbook is not spliced at all.
        for entry in entries where entry.isDefault && LeftOut.isForbidden(type: entry.type) {
            edits.remove(entry.element.range)
        }
        for entry in entries where !entry.isDefault {
            if !isKept(entry.key) {
                edits.remove(entry.element.range)
            } else if let type = left.removeValue(forKey: entry.key) {
                edits.set("ContentType", type, in: map.tag(entry.element))
            }
        }
        guard left.isEmpty else { throw .odd(SplicedPackage.typesPart) }
        let prefix = map.prefix
        let shapes = entries.first { $0.isDefault && $0.key == "vml" }
        guard !needsShapes || shapes.map({ $0.type == Self.shapes }) ?? true else {
            throw .odd(SplicedPackage.typesPart)
        }
        if needsShapes, shapes == nil {
            edits.insert(
                "<\(prefix)Default Extension=\"vml\" ContentType=\"\(Self.shapes)\"/>",
                at: map.root.head.upperBound)
        }
        let text = added.map {
            "<\(prefix)Override PartName=\"/\($0.part)\" ContentType=\"\($0.type)\"/>"
        }.joined()
        edits.insert(text, at: map.root.tail.lowerBound)
        return edits.applied(to: map.bytes)
    }
}
