/// An Excel workbook (ECMA-376, Office Open XML): its worksheets in their order, and what their cells
/// refer to.
final class Workbook {
    /// One worksheet, as the workbook lists it.
    struct Worksheet: Hashable {
        var name: String
        var part: String
        var isHidden: Bool
    }

    /// What a part may unpack to, in bytes: 250,000 rows of twenty columns fit.
    static let worksheetLimit = 384 << 20
    /// Read to find a header, which stands near the top.
    static let headLimit = 8 << 20
    private static let worksheetCount = 256
    private static let sharedLimit = 96 << 20
    private static let smallLimit = 16 << 20

    let worksheets: [Worksheet]
    private let archive: ZipArchive
    private let strings: [String]
    private let styles: CellStyles
    private let countsFrom1904: Bool

    /// - Throws: `WorkbookFault` saying what the file is instead, or what of it is damaged.
    init(_ bytes: [UInt8]) throws(WorkbookFault) {
        archive = try ZipArchive(bytes)
        guard archive.names.contains(where: { $0.lowercased() == "_rels/.rels" }) else {
            throw Self.fault(of: archive)
        }
        let root = Relations()
        try Self.read("_rels/.rels", of: archive, limit: Self.smallLimit, with: root)
        guard let main = root.first("officeDocument")?.path(from: "") else {
            throw .missingPart("_rels/.rels")
        }
        guard !main.lowercased().hasSuffix(".bin") else { throw .binaryWorkbook }
        guard !Self.isDocument(main) else { throw .document }
        let outline = WorkbookOutline()
        try Self.read(main, of: archive, limit: Self.smallLimit, with: outline)
        let relations = Relations()
        try Self.read(
            PartName.relations(of: main), of: archive, limit: Self.smallLimit, with: relations)
        countsFrom1904 = outline.countsFrom1904
        worksheets = outline.sheets.compactMap { sheet in
            // Charts and macro sheets are listed among the worksheets, too.
            guard let relation = relations[sheet.relation], relation.type == "worksheet" else {
                return nil
            }
            return Worksheet(
                name: sheet.name, part: relation.path(from: main), isHidden: sheet.isHidden)
        }
        guard !worksheets.isEmpty else { throw .noWorksheet }
        guard worksheets.count <= Self.worksheetCount else { throw .tooManyParts }
        let shared = SharedStrings()
        if let relation = relations.first("sharedStrings") {
            try Self.read(
                relation.path(from: main), of: archive, limit: Self.sharedLimit, with: shared)
        }
        strings = shared.strings
        let styles = CellStyles()
        if let relation = relations.first("styles") {
            try Self.read(
                relation.path(from: main), of: archive, limit: Self.smallLimit, with: styles)
        }
        self.styles = styles
    }

    /// A worksheet's rows from the first one. Each call begins anew.
    ///
    /// - Parameters:
    ///   - limit: bytes of it that are read at most.
    ///   - isHead: whether the rows end at the limit, instead of being too many: a worksheet that is
    ///     formatted to its bottom has megabytes of nothing.
    func rows(
        of worksheet: Worksheet, limit: Int = worksheetLimit, isHead: Bool = false
    ) throws(WorkbookFault) -> WorksheetRows {
        guard let part = try archive.part(worksheet.part, limit: limit) else {
            throw .missingPart(worksheet.part)
        }
        let parser = WorksheetParser(
            strings: strings, styles: styles, countsFrom1904: countsFrom1904)
        return WorksheetRows(
            worksheet: worksheet.name,
            stream: XMLStream(part, name: worksheet.part, handler: parser), parser: parser,
            endsAtLimit: isHead)
    }

    /// What a ZIP file is that is no workbook, by what lies in it.
    private static func fault(of archive: ZipArchive) -> WorkbookFault {
        let names = archive.names.map { $0.lowercased() }
        let holds = { (beginning: String, end: String) in
            names.contains { $0.hasPrefix(beginning) && $0.hasSuffix(end) }
        }
        // Packages say what they are (OpenDocument 1.3 part 2, 3.3; EPUB OCF 3.3, 4.2.3).
        let type = archive.beginning(of: "mimetype").flatMap { $0.isEmpty ? nil : $0 }
        // Without its type it is a sheet as likely as a letter.
        if type?.contains("opendocument") ?? names.contains("content.xml") {
            return type?.contains("spreadsheet") ?? true ? .openDocument : .document
        }
        if type != nil || names.contains(where: isDocument) { return .document }
        if holds("index/", ".iwa") { return .numbers }
        if holds("xl/", "") { return .missingPart("_rels/.rels") }
        let sheets = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".zip"]
        return sheets.contains { holds("", $0) } ? .archive : .archiveWithoutSheet
    }

    /// Where the parts of a letter, of slides or of a drawing lie.
    private static func isDocument(_ part: String) -> Bool {
        ["word/", "ppt/", "visio/"].contains(where: part.lowercased().hasPrefix)
    }

    private static func read(
        _ name: String, of archive: ZipArchive, limit: Int, with handler: any XMLHandler
    ) throws(WorkbookFault) {
        guard let part = try archive.part(name, limit: limit) else { throw .missingPart(name) }
        try XMLStream(part, name: name, handler: handler).finish()
    }
}

/// The list of worksheets (ECMA-376 part 1, 18.2).
private final class WorkbookOutline: XMLHandler {
    struct Sheet {
        var name: String
        var relation: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var countsFrom1904 = false

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        switch element {
        case "workbookPr": countsFrom1904 = attributes.isTrue("date1904")
        case "sheet":
            guard let name = attributes["name"], let relation = attributes["id"] else { return }
            let state = attributes["state"] ?? "visible"
            sheets.append(Sheet(name: name, relation: relation, isHidden: state != "visible"))
        default: break
        }
    }
}

/// Which part another part means (ECMA-376 part 2, 6.5).
private final class Relations: XMLHandler {
    struct Relation {
        var type: String
        var target: String

        /// The part's name, from the name of the part that refers to it.
        func path(from base: String) -> String { PartName.resolved(target, from: base) }
    }

    private var relations: [String: Relation] = [:]
    private var first: [String: Relation] = [:]

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        guard element == "Relationship", let id = attributes["Id"],
            let type = attributes["Type"]?.split(separator: "/").last.map(String.init),
            let target = attributes["Target"]
        else { return }
        let relation = Relation(type: type, target: target)
        relations[id] = relation
        if first[type] == nil { first[type] = relation }
    }

    subscript(id: String) -> Relation? { relations[id] }
    func first(_ type: String) -> Relation? { first[type] }
}
