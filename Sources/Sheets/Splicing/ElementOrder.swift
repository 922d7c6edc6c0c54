/// In which order elements stand, as the schema has it: Excel opens a part in another order only after
/// repairing it (ECMA-376 part 1, annex A).
struct ElementOrder {
    let names: [String]

    /// CT_Worksheet (18.3.1.99).
    static let worksheet = ElementOrder(names: [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
        "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
        "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
        "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
        "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
        "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
        "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    ])

    /// CT_Stylesheet (18.8.39).
    static let styles = ElementOrder(names: [
        "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
        "tableStyles", "colors", "extLst",
    ])

    /// CT_Font (18.8.22).
    static let font = ElementOrder(names: [
        "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz",
        "color", "name", "family", "charset", "scheme",
    ])

    /// Where an element of a name is put among its parent's children; nil where it comes last.
    ///
    /// - Parameter children: names with the places where they begin.
    func place(of name: String, among children: [(name: String, start: Int)]) -> Int? {
        guard let rank = names.firstIndex(of: name) else { return nil }
        return children.first { child in
            names.firstIndex(of: child.name).map { $0 > rank } ?? false
        }?.start
    }
}
