import Coordination

/// What a copy of a workbook does not hold though the workbook did: nothing that runs, and nothing that
/// reaches for other files, is ever sent.
enum LeftOut: Int, Hashable, CaseIterable {
    case macros, embedded, links, signatures

    var words: BilingualText {
        switch self {
        case .macros: BilingualText(en: "macros", id: "makro")
        case .embedded:
            BilingualText(en: "embedded objects and controls", id: "objek dan kontrol sematan")
        case .links:
            BilingualText(
                en: "links to other workbooks (their last values stay)",
                id: "tautan ke buku kerja lain (nilai terakhirnya tetap ada)")
        case .signatures: BilingualText(en: "digital signatures", id: "tanda tangan digital")
        }
    }

    /// What a relation of a type leads to; nil where it may stay.
    fileprivate init?(relation type: String) {
        switch type {
        case "vbaProject", "attachedToolbars", "extensibility", "wordVbaData": self = .macros
        case "oleObject", "package", "control", "activeXControlBinary", "webextensiontaskpanes":
            self = .embedded
        case "externalLink": self = .links
        case "origin", "signature", "digital-signature": self = .signatures
        default: return nil
        }
    }

    /// Relations of types for which a workbook is not changed but made anew.
    fileprivate static func refusal(of relation: PartRelations.Relation) -> SpliceRefusal? {
        switch relation.type {
        case "xlMacrosheet", "xlIntlMacrosheet", "macrosheet", "dialogsheet": .macroSheets
        case "connections", "queryTable": .connections
        case "hyperlink": nil
        default:
            // What a person clicks stays; what a program would fetch by itself does not.
            relation.isExternal ? .connections : nil
        }
    }

    /// Whether no part of a copy has a content type.
    static func isForbidden(type: String) -> Bool {
        let type = type.lowercased()
        return forbiddenTypes.contains(where: type.contains)
    }

    private static let forbiddenTypes = [
        "vbaproject", "macrosheet", "dialogsheet", "activex", "oleobject", "externallink",
        "vnd.ms-office.vbaprojectsignature",
    ]
}

/// Takes out of a package what ``LeftOut`` names, and what refers to it.
struct LeavingOut {
    /// The workbook's own part.
    let main: String
    let worksheets: [String]
    private(set) var found: Set<LeftOut> = []

    init(main: String, worksheets: [String]) {
        self.main = main
        self.worksheets = worksheets
    }

    mutating func apply(to package: inout SplicedPackage) throws(SpliceRefusal) {
        let embedding = try parts(with: [.embedded], in: package)
        let isLinked = try has(.links, in: package)
        for part in embedding where worksheets.contains(part) {
            try removeObjects(from: part, of: &package)
        }
        if isLinked { try removeLinks(from: &package) }
        for part in try package.reachable().sorted() + [""] where !part.hasSuffix(".rels") {
            let relations = try package.relations(of: part).relations
            var ids: Set<String> = []
            for relation in relations {
                guard let what = LeftOut(relation: relation.type) else { continue }
                // What shows it elsewhere would miss it.
                guard
                    what != .embedded || worksheets.contains(where: { $0.lowercased() == part })
                        || ["activeXControlBinary", "webextensiontaskpanes"].contains(relation.type)
                else { throw .odd(part) }
                ids.insert(relation.id)
                found.insert(what)
            }
            try package.unrelate(part, ids)
        }
        if found.contains(.macros) { try demote(in: &package) }
        try check(package)
    }

    // MARK: Macros

    /// A workbook without macros is of another type.
    private func demote(in package: inout SplicedPackage) throws(SpliceRefusal) {
        let type = try package.contentTypes().type(of: main)
        if type != ContentTypes.workbook { package.retype(main, as: ContentTypes.workbook) }
    }

    /// Nothing is left of what may not be, whatever refers to it.
    private func check(_ package: SplicedPackage) throws(SpliceRefusal) {
        let types = try package.contentTypes()
        for part in try package.reachable().sorted() + [""] where !part.hasSuffix(".rels") {
            guard !LeftOut.isForbidden(type: types.type(of: part)) else { throw .macroSheets }
            for relation in try package.relations(of: part).relations {
                if let refusal = LeftOut.refusal(of: relation) { throw refusal }
            }
        }
    }

    private func has(_ what: LeftOut, in package: SplicedPackage) throws(SpliceRefusal) -> Bool {
        try package.relations(of: main).relations.contains { LeftOut(relation: $0.type) == what }
    }

    private func parts(
        with what: Set<LeftOut>, in package: SplicedPackage
    ) throws(SpliceRefusal) -> [String] {
        var parts: [String] = []
        for part in worksheets {
            let relations = try package.relations(of: part).relations
            if relations.contains(where: { LeftOut(relation: $0.type).map(what.contains) ?? false })
            {
                parts.append(part)
            }
        }
        return parts
    }

    // MARK: Objects

    /// Objects and controls of a worksheet, with the shapes that show them.
    private func removeObjects(
        from part: String, of package: inout SplicedPackage
    ) throws(SpliceRefusal) {
        let map = try package.map(of: part)
        var edits = ByteEdits()
        var shapes: Set<Int> = []
        for element in map.children(of: map.root)
        where ["oleObjects", "controls"].contains(WorksheetMap.meaning(of: element, in: map)) {
            edits.remove(element.range)
            for inner in map.inside(element) {
                if let shape = map.tag(inner).number("shapeId") { shapes.insert(shape) }
            }
        }
        try package.apply(edits, to: part)
        let relations = try package.relations(of: part)
        for relation in relations.relations where !relation.isExternal {
            switch relation.type {
            case "vmlDrawing": try removeShapes(shapes, from: relation.target, of: &package)
            case "drawing": try removeAnchors(shapes, from: relation.target, of: &package)
            default: break
            }
        }
    }

    private func removeShapes(
        _ shapes: Set<Int>, from part: String, of package: inout SplicedPackage
    ) throws(SpliceRefusal) {
        let map = try package.map(of: part)
        var edits = ByteEdits()
        for shape in map.children(of: map.root, named: "shape") {
            let tag = map.tag(shape)
            let names = [tag.text("spid"), tag.text("id")].compactMap(\.self)
            if names.contains(where: { Self.number(of: $0).map(shapes.contains) ?? false }) {
                edits.remove(shape.range)
            }
        }
        try package.apply(edits, to: part)
    }

    private func removeAnchors(
        _ shapes: Set<Int>, from part: String, of package: inout SplicedPackage
    ) throws(SpliceRefusal) {
        let map = try package.map(of: part)
        var edits = ByteEdits()
        for anchor in map.children(of: map.root) {
            let isOne = map.inside(anchor).contains { inner in
                map.tag(inner).text("spid").flatMap(Self.number).map(shapes.contains) ?? false
            }
            if isOne { edits.remove(anchor.range) }
        }
        try package.apply(edits, to: part)
    }

    /// `_x0000_s1025` is shape 1025.
    private static func number(of shape: String) -> Int? {
        guard let mark = shape.lastIndex(of: "s") else { return nil }
        return Int(shape[shape.index(after: mark)...])
    }

    // MARK: Links

    /// References to other workbooks: cells keep their last values, names and charts refer to nothing.
    private func removeLinks(from package: inout SplicedPackage) throws(SpliceRefusal) {
        var hasLostFormulas = false
        for part in worksheets {
            let map = try package.map(of: part)
            let edits = Self.withoutLinks(map)
            hasLostFormulas = hasLostFormulas || !edits.isEmpty
            try package.apply(edits, to: part)
        }
        let map = try package.map(of: main)
        var edits = ByteEdits()
        for element in map.children(of: map.root, named: "externalReferences") {
            edits.remove(element.range)
        }
        for name in map.all(named: "definedName") where ExternalReference.isIn(map.text(name)) {
            edits.replace(name.content, with: "#REF!")
        }
        try package.apply(edits, to: main)
        if hasLostFormulas {
            // Excel makes its order of calculation anew; one that names a cell without a formula is damage.
            let relations = try package.relations(of: main).relations
            try package.unrelate(
                main, Set(relations.filter { $0.type == "calcChain" }.map(\.id)))
        }
        for part in try package.reachable().sorted()
        where part.hasPrefix("xl/charts/") && part.hasSuffix(".xml") {
            let map = try package.map(of: part)
            var edits = ByteEdits()
            for formula in map.all(named: "f") where ExternalReference.isIn(map.text(formula)) {
                edits.replace(formula.content, with: "#REF!")
            }
            try package.apply(edits, to: part)
        }
    }

    private static func withoutLinks(_ map: XMLMap) -> ByteEdits {
        var edits = ByteEdits()
        let formulas = map.all(named: "f")
        var shared: Set<String> = []
        for formula in formulas where ExternalReference.isIn(map.text(formula)) {
            if let group = map.tag(formula).text("si") { shared.insert(group) }
        }
        for formula in formulas {
            let isShared = map.tag(formula).text("si").map(shared.contains) ?? false
            guard isShared || ExternalReference.isIn(map.text(formula)) else { continue }
            let cell = formula.parent.map { map.elements[$0] }
            let hasValue = cell.map { !map.children(of: $0, named: "v").isEmpty } ?? false
            if hasValue {
                edits.remove(formula.range)
            } else {
                let prefix = map.prefix
                edits.replace(formula.range, with: "<\(prefix)f>#REF!</\(prefix)f>")
            }
        }
        return edits
    }
}

/// References to other workbooks within formulas: `[1]Sheet1!A1`, `'[2]A B'!C3`.
enum ExternalReference {
    static func isIn(_ formula: String) -> Bool {
        let bytes = Array(formula.utf8)
        // Behind a name it is a table's column: `Sales[2026]`, `Sales[[#All],[2026]]`.
        var depth = 0
        for index in bytes.indices {
            if depth > 0, bytes[index] == UInt8(ascii: "]") { depth -= 1 }
            guard bytes[index] == UInt8(ascii: "[") else { continue }
            if depth > 0 || index > 0 && isNamePart(bytes[index - 1]) {
                depth += 1
                continue
            }
            let digits = bytes[(index + 1)...].prefix { (0x30...0x39).contains($0) }
            let end = index + 1 + digits.count
            if !digits.isEmpty, end < bytes.count, bytes[end] == UInt8(ascii: "]") { return true }
        }
        return false
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF, UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: "]"), UInt8(ascii: "["):
            true
        default: false
        }
    }
}
