import Coordination

/// Marks a workbook within its own package: cells get colours and notes, a list of all findings comes behind
/// the worksheets, and every byte that none of this needs stays as it was.
struct WorkbookSplice {
    /// What is wrong with one cell, ready to show.
    struct Mark {
        /// The worksheet's name.
        var worksheet: String
        /// From 0.
        var column: Int
        /// From 1.
        var row: Int
        var shade: FindingShade
        var text: String
    }

    /// A worksheet, as the workbook lists it.
    private struct Sheet {
        var name: String
        var part: String
        var number: Int
    }

    private var package: SplicedPackage
    private let main: String
    private let sheets: [Sheet]
    /// The names of all that the workbook lists, charts and dialogs, too: a new one's is another.
    let takenNames: [String]
    /// The list of an earlier copy.
    private let formerList: Sheet?
    private var styles: StyleSplice
    private let stylesPart: String
    /// What does not come along.
    private(set) var leftOut: Set<LeftOut>

    /// Takes out of the workbook what may not be in a copy.
    ///
    /// - Parameter formerList: the name of the worksheet that lists an earlier copy's findings.
    init(_ bytes: [UInt8], formerList: String?) throws(SpliceRefusal) {
        var package = try SplicedPackage(bytes)
        guard let root = try package.relations(of: "").first("officeDocument"),
            !root.fullType.contains("purl.oclc.org")
        else { throw .odd("_rels/.rels") }
        main = root.target
        let (sheets, names) = try Self.sheets(of: package, main: main)
        self.sheets = sheets
        takenNames = names
        self.formerList = sheets.first { $0.name == formerList }
        var leaving = LeavingOut(main: main, worksheets: sheets.map(\.part))
        try leaving.apply(to: &package)
        leftOut = leaving.found
        if let relation = try package.relations(of: main).first("styles") {
            stylesPart = relation.target
        } else {
            stylesPart = try package.add(
                StyleSplice.bare, named: Self.folder(of: main) + "styles", ending: "xml",
                type: ContentTypes.styles)
            _ = try package.relate(main, to: stylesPart, as: "styles")
        }
        styles = try StyleSplice(try package.map(of: stylesPart))
        self.package = package
        if let former = self.formerList {
            let part = try package.content(of: former.part)
            for (marked, original) in try FindingSheet.pairs(in: part, name: former.part) {
                styles.remember(marked, was: original)
            }
        }
    }

    /// The worksheets' names.
    var names: [String] { sheets.map(\.name) }

    /// The marked workbook.
    ///
    /// - Parameters:
    ///   - name: of the list; where an earlier copy's is there, that stays.
    mutating func marked(
        _ marks: [Mark], list: FindingSheet, name: String
    ) throws(SpliceRefusal) -> [UInt8] {
        var block = try firstFreeBlock()
        for sheet in sheets where sheet.part != formerList?.part {
            try mark(sheet, marks.filter { $0.worksheet == sheet.name }, &block)
        }
        let hasView = try package.map(of: main).child("bookViews").map { !$0.children.isEmpty }
        let part = list.part(styles: &styles, hasView: hasView ?? false)
        if let former = formerList {
            try package.set(part, of: former.part)
            // Somebody may have calculated in it.
            try package.forgetCalculation(of: main)
        } else {
            try add(part, name: name)
        }
        try package.set(styles.spliced(), of: stylesPart)
        return try package.write()
    }

    // MARK: The workbook

    private static func folder(of part: String) -> String {
        part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    }

    /// As many as are read of a workbook.
    private static let sheetLimit = 256

    private static func sheets(
        of package: SplicedPackage, main: String
    ) throws(SpliceRefusal) -> ([Sheet], names: [String]) {
        let map = try package.map(of: main)
        let relations = try package.relations(of: main)
        guard map.root.name == "workbook", let list = map.child("sheets"), !list.isClosed else {
            throw .odd(main)
        }
        var sheets: [Sheet] = []
        var names: [String] = []
        var parts: Set<String> = []
        let elements = map.children(of: list, named: "sheet")
        guard elements.count <= sheetLimit else { throw .tooLarge }
        for element in elements {
            let tag = map.tag(element)
            guard let name = tag.text("name"), let id = tag.text("id"),
                let relation = relations[id], package.has(relation.target),
                parts.insert(relation.target.lowercased()).inserted
            else { throw .odd(main) }
            names.append(name)
            switch relation.type {
            case "worksheet": break
            case "chartsheet": continue
            default: throw .macroSheets
            }
            sheets.append(
                Sheet(name: name, part: relation.target, number: tag.number("sheetId") ?? 0))
        }
        return (sheets, names)
    }

    /// Lists one worksheet more, behind all others.
    private mutating func add(_ part: [UInt8], name: String) throws(SpliceRefusal) {
        let target = try package.add(
            part, named: Self.folder(of: main) + "worksheets/sheet", ending: "xml",
            type: ContentTypes.worksheet)
        let id = try package.relate(main, to: target, as: "worksheet")
        let map = try package.map(of: main)
        guard let list = map.child("sheets") else { throw .odd(main) }
        let numbers = map.children(of: list).compactMap { map.tag($0).number("sheetId") }
            .filter { (0..<1 << 30).contains($0) }
        var edits = ByteEdits()
        edits.insert(
            "<\(map.prefix)sheet name=\"\(XMLText.escaped(name))\" "
                + "sheetId=\"\((numbers.max() ?? 0) + 1)\" xmlns:r=\"\(Self.relations)\" r:id=\"\(id)\"/>",
            at: list.tail.lowerBound)
        try package.apply(edits, to: main)
    }

    private static let relations =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    // MARK: Worksheets

    private mutating func mark(
        _ sheet: Sheet, _ marks: [Mark], _ block: inout Int
    ) throws(SpliceRefusal) {
        // Without findings only an earlier copy's marks could change anything.
        guard !marks.isEmpty || formerList != nil else { return }
        var seen = marks
        let part = try package.content(of: sheet.part)
        var map = try self.map(of: part, name: sheet.part, Self.shades(of: marks))
        // Merged cells are listed behind the rows.
        if let shown = marks.shown(in: map.merges) {
            seen = shown
            map = try self.map(of: part, name: sheet.part, Self.shades(of: shown))
        }
        let shapes = try note(seen, on: sheet.part, drawnBy: map.shapesRelation, &block)
        var splice = WorksheetSplice(map, shades: Self.shades(of: seen))
        let spliced = try splice.spliced(
            styles: &self.styles, notes: map.shapesRelation == nil ? shapes : nil)
        if spliced != part { try package.set(spliced, of: sheet.part) }
    }

    private static func shades(of marks: [Mark]) -> [Int: [Int: FindingShade]] {
        var shades: [Int: [Int: FindingShade]] = [:]
        for mark in marks {
            let known = shades[mark.row]?[mark.column]
            shades[mark.row, default: [:]][mark.column] =
                known == .blocker ? .blocker : mark.shade
        }
        return shades
    }

    private func map(
        of part: [UInt8], name: String, _ shades: [Int: [Int: FindingShade]]
    ) throws(SpliceRefusal) -> WorksheetMap {
        let styles = self.styles
        return try WorksheetMap(
            part, name: name, isWanted: { shades[$0] != nil },
            isStyleWanted: { styles.isMarked($0) })
    }

    /// Puts notes on cells.
    ///
    /// - Returns: the relation to what draws them; nil where nothing is to be drawn.
    private mutating func note(
        _ marks: [Mark], on part: String, drawnBy shapes: String?, _ block: inout Int
    ) throws(SpliceRefusal) -> String? {
        var texts: [(cell: String, text: String)] = []
        var places: [String: Int] = [:]
        for mark in marks {
            let cell = CellName.address(column: mark.column, row: mark.row)
            if let place = places[cell] {
                texts[place].text += "\n\n\(mark.text)"
            } else {
                places[cell] = texts.count
                texts.append((cell, mark.text))
            }
        }
        let relations = try package.relations(of: part)
        let notes: String
        if let known = relations.first("comments")?.target {
            notes = known
        } else {
            guard !texts.isEmpty else { return nil }
            notes = try package.add(
                NoteSplice.bare, named: Self.folder(of: main) + "comments", ending: "xml",
                type: ContentTypes.comments)
            _ = try package.relate(part, to: notes, as: "comments")
        }
        let before = try package.content(of: notes)
        var splice = try NoteSplice(try XMLMap(before, name: notes))
        let (content, drawn) = splice.spliced(texts)
        if content != before { try package.set(content, of: notes) }
        guard !drawn.isEmpty || !splice.removed.isEmpty else { return nil }
        let lines = drawn.map { cell in
            let text = places[cell].map { texts[$0].text } ?? ""
            return (cell, text.split(separator: "\n").reduce(0) { $0 + 1 + $1.count / 44 })
        }
        return try draw(lines, without: splice.removed, on: part, by: shapes, &block)
    }

    private mutating func draw(
        _ notes: [(cell: String, lines: Int)], without removed: Set<String>, on part: String,
        by shapes: String?, _ block: inout Int
    ) throws(SpliceRefusal) -> String? {
        let target: String
        var relation: String?
        if let shapes {
            guard let known = try package.relations(of: part)[shapes]?.target else {
                throw .odd(part)
            }
            target = known
        } else {
            guard !notes.isEmpty else { return nil }
            target = try package.add(
                ShapeSplice.bare, named: Self.folder(of: main) + "drawings/vmlDrawing",
                ending: "vml", type: nil)
            relation = try package.relate(part, to: target, as: "vmlDrawing")
        }
        let splice = try ShapeSplice(try package.map(of: target))
        try package.set(splice.spliced(notes, removing: removed, block: block), of: target)
        block += notes.count / 1_000 + 1
        return relation
    }

    /// A block of numbers beyond all that shapes have.
    private func firstFreeBlock() throws(SpliceRefusal) -> Int {
        var parts: Set<String> = []
        for sheet in sheets {
            let relations = try package.relations(of: sheet.part).relations
            parts.formUnion(
                relations.filter { $0.type == "vmlDrawing" && !$0.isExternal }.map(\.target))
        }
        var last = 0
        for part in parts {
            last = max(last, ShapeSplice.blocks(of: try package.map(of: part)).max() ?? 0)
        }
        return last + 1
    }
}
