/// A workbook's package while parts of it are changed. Parts that nobody changes are copied as they are
/// packed; parts that nothing refers to any more do not come along.
struct SplicedPackage {
    private let file: PackageFile
    private let archive: ZipArchive
    /// By names in small letters: parts' names are compared without regard to case (ECMA-376 part 2, 6.2.2.3).
    private let entries: [String: PackageEntry]
    private var changed: [String: [UInt8]] = [:]
    /// New parts' names, in their order.
    private var added: [String] = []
    private var types: [(part: String, type: String)] = []
    /// Content types of parts that become others.
    private var retyped: [String: String] = [:]
    private var needsShapes = false

    static let partLimit = 128 << 20
    /// What all changed parts hold at most, in bytes: they are in memory at once.
    private static let changedLimit = 256 << 20
    private var changedSize = 0
    static let typesPart = "[Content_Types].xml"
    private static let relationsBase =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    init(_ bytes: [UInt8]) throws(SpliceRefusal) {
        file = try PackageFile(bytes)
        do throws(WorkbookFault) {
            archive = try ZipArchive(bytes)
        } catch {
            throw .odd("ZIP")
        }
        entries = Dictionary(
            file.entries.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first }
        )
    }

    func has(_ part: String) -> Bool {
        changed[part.lowercased()] != nil || entries[part.lowercased()] != nil
    }

    /// A part as it is now.
    func content(of part: String) throws(SpliceRefusal) -> [UInt8] {
        if let content = changed[part.lowercased()] { return content }
        guard let entry = entries[part.lowercased()] else { throw .odd(part) }
        guard entry.size <= Self.partLimit else { throw .tooLarge }
        do throws(WorkbookFault) {
            // A part that unpacks to more than its directory says is a bomb.
            guard let content = try archive.content(of: entry.name, limit: entry.size) else {
                throw WorkbookFault.missingPart(part)
            }
            return content
        } catch {
            throw .odd(part)
        }
    }

    func map(of part: String) throws(SpliceRefusal) -> XMLMap {
        try XMLMap(content(of: part), name: part)
    }

    /// - Throws: `SpliceRefusal.tooLarge` where more has changed than is held in memory.
    mutating func set(_ content: [UInt8], of part: String) throws(SpliceRefusal) {
        changedSize += content.count - (changed[part.lowercased()]?.count ?? 0)
        guard changedSize <= Self.changedLimit else { throw .tooLarge }
        if !has(part) { added.append(part) }
        changed[part.lowercased()] = content
    }

    mutating func apply(_ edits: ByteEdits, to part: String) throws(SpliceRefusal) {
        guard !edits.isEmpty else { return }
        try set(edits.applied(to: try content(of: part)), of: part)
    }

    /// A new part under a name that none has.
    ///
    /// - Parameter name: without its number: `xl/comments`.
    mutating func add(
        _ content: [UInt8], named name: String, ending: String, type: String?
    ) throws(SpliceRefusal) -> String {
        var number = 1
        while has("\(name)\(number).\(ending)") { number += 1 }
        let part = "\(name)\(number).\(ending)"
        try set(content, of: part)
        if let type { types.append((part, type)) } else { needsShapes = true }
        return part
    }

    /// Has a part be of another type.
    mutating func retype(_ part: String, as type: String) { retyped[part.lowercased()] = type }

    // MARK: References

    /// - Parameter part: empty is the package itself.
    func relations(of part: String) throws(SpliceRefusal) -> PartRelations {
        let name = PartName.relations(of: part)
        return try PartRelations(
            has(name) ? content(of: name) : PartRelations.empty, of: part)
    }

    /// - Returns: the relation's identifier.
    mutating func relate(
        _ part: String, to target: String, as type: String
    ) throws(SpliceRefusal) -> String {
        let relations = try relations(of: part)
        let id = "rId\(relations.freeNumber)"
        let text =
            "Id=\"\(id)\" Type=\"\(Self.relationsBase)/\(type)\" Target=\"/\(XMLText.escaped(target))\""
        try set(relations.edited(without: [], adding: [text]), of: PartName.relations(of: part))
        return id
    }

    mutating func unrelate(_ part: String, _ ids: Set<String>) throws(SpliceRefusal) {
        guard !ids.isEmpty else { return }
        try set(
            relations(of: part).edited(without: ids, adding: []),
            of: PartName.relations(of: part))
    }

    /// Takes away the order of calculation of a workbook whose formulas are others now: one that names a cell
    /// without a formula is damage, and Excel makes it anew.
    mutating func forgetCalculation(of main: String) throws(SpliceRefusal) {
        let order = try relations(of: main).relations.filter { $0.type == "calcChain" }
        try unrelate(main, Set(order.map(\.id)))
    }

    /// Every part that something refers to, beginning with the package, in small letters.
    func reachable() throws(SpliceRefusal) -> Set<String> {
        var found: Set<String> = []
        var waiting = [""]
        while let part = waiting.popLast() {
            let name = PartName.relations(of: part)
            guard has(name) else { continue }
            found.insert(name.lowercased())
            for relation in try relations(of: part).relations where !relation.isExternal {
                // A fragment names a place within the part.
                let target = relation.target.split(separator: "#").first.map(String.init) ?? ""
                if has(target), found.insert(target.lowercased()).inserted {
                    waiting.append(target)
                }
            }
        }
        return found
    }

    // MARK: The whole

    func contentTypes() throws(SpliceRefusal) -> ContentTypes {
        try ContentTypes(try map(of: Self.typesPart))
    }

    /// The finished package: entries in their order, new parts behind them.
    ///
    /// - Throws: `SpliceRefusal` where it could not be read again, part by part and as a workbook.
    mutating func write() throws(SpliceRefusal) -> [UInt8] {
        let kept = try reachable()
        let isKept = { (part: String) in
            kept.contains(part) || part == Self.typesPart.lowercased()
        }
        try set(
            contentTypes().edited(
                keeping: isKept, adding: types, retyping: retyped, needsShapes: needsShapes),
            of: Self.typesPart)
        var writer = PackageWriter()
        for entry in file.entries where isKept(entry.name.lowercased()) {
            if let content = changed[entry.name.lowercased()] {
                try writer.write(content, name: entry.nameBytes, stamp: entry.stamp)
            } else {
                try writer.copy(entry, of: file)
            }
        }
        // Midnight of 1 January 1980, the first that DOS can write.
        for part in added {
            guard let content = changed[part.lowercased()] else { continue }
            try writer.write(content, name: Array(part.utf8), stamp: 0x0021_0000)
        }
        for (part, content) in changed where isKept(part) {
            try XMLMap.check(content, name: part)
        }
        let bytes = writer.finished()
        do throws(WorkbookFault) {
            _ = try Workbook(bytes)
        } catch {
            throw .odd("xl")
        }
        return bytes
    }
}
