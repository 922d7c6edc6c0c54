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
        case "oleObject", "package", "control", "activeXControlBinary", "webextensiontaskpanes",
            "webextension":
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
        "vnd.ms-office.vbaprojectsignature", "webextension",
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
        var drawn: Set<String> = []
        for part in embedding where worksheets.contains(part) {
            try removeObjects(from: part, of: &package, drawn: &drawn)
        }
        if isLinked { try removeLinks(from: &package) }
        try removeRelations(from: "", of: &package)
        for part in try package.reachable().sorted() where !part.hasSuffix(".rels") {
            try removeRelations(from: part, of: &package)
        }
        try demote(in: &package)
        try check(package)
    }

    private mutating func removeRelations(
        from part: String, of package: inout SplicedPackage
    ) throws(SpliceRefusal) {
        var ids: Set<String> = []
        for relation in try package.relations(of: part).relations {
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

    // MARK: Macros

    /// A copy is called `.xlsx`: Excel opens none that says it has macros, or is a template.
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
        from part: String, of package: inout SplicedPackage, drawn: inout Set<String>
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
        let relations = try package.relations(of: part).relations.filter { !$0.isExternal }
        let targets = { (type: String) in
            Set(relations.filter { $0.type == type }.map { $0.target.lowercased() })
        }
        let (notes, drawings) = (targets("vmlDrawing"), targets("drawing"))
        // No two worksheets draw in one part.
        guard drawn.isDisjoint(with: notes.union(drawings)) else { throw .odd(part) }
        drawn.formUnion(notes.union(drawings))
        for target in notes { try removeShapes(shapes, from: target, of: &package) }
        for target in drawings { try removeAnchors(shapes, from: target, of: &package) }
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
}
