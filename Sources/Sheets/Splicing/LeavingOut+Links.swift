/// References to other workbooks: cells keep their last values, all else refers to nothing.
extension LeavingOut {
    /// Elements whose text is a formula: of cells, charts, conditional formats and validations (those of Excel 2010
    /// too, `xm:f`), tables' columns and names.
    private static let formulas: Set<String> = [
        "f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula",
        "definedName",
    ]

    func removeLinks(from package: inout SplicedPackage) throws(SpliceRefusal) {
        var hasLostFormulas = false
        var others: Set<String> = []
        for part in worksheets {
            let edits = try Self.withoutLinks(package.map(of: part), part)
            hasLostFormulas = hasLostFormulas || !edits.isEmpty
            try package.apply(edits, to: part)
            let relations = try package.relations(of: part).relations
            others.formUnion(
                relations.filter { $0.type == "table" && !$0.isExternal }.map {
                    $0.target.lowercased()
                })
        }
        let map = try package.map(of: main)
        var edits = try Self.withoutLinks(map, main)
        for element in map.children(of: map.root, named: "externalReferences") {
            edits.remove(element.range)
        }
        try package.apply(edits, to: main)
        if hasLostFormulas { try package.forgetCalculation(of: main) }
        others.formUnion(
            try package.reachable().filter { $0.hasPrefix("xl/charts/") && $0.hasSuffix(".xml") })
        for part in others.sorted() {
            try package.apply(try Self.withoutLinks(package.map(of: part), part), to: part)
        }
    }

    /// - Throws: `SpliceRefusal.odd` of formulas written otherwise than as plain text.
    private static func withoutLinks(
        _ map: XMLMap, _ part: String
    ) throws(SpliceRefusal) -> ByteEdits {
        var edits = ByteEdits()
        var ofCells: [(formula: XMLMap.Element, cell: XMLMap.Element)] = []
        for formula in map.elements
        where formulas.contains(formula.name) && formula.children.isEmpty {
            guard map.bytes[formula.content].firstRange(of: Array("<!".utf8)) == nil else {
                throw .odd(part)
            }
            let parent = formula.parent.map { map.elements[$0] }
            if formula.name == "f", let parent, parent.name == "c" {
                ofCells.append((formula, parent))
            } else if ExternalReference.isIn(map.text(formula)) {
                edits.replace(formula.content, with: "#REF!")
            }
        }
        var shared: Set<String> = []
        for (formula, _) in ofCells where ExternalReference.isIn(map.text(formula)) {
            if let group = map.tag(formula).text("si") { shared.insert(group) }
        }
        for (formula, cell) in ofCells {
            let isShared = map.tag(formula).text("si").map(shared.contains) ?? false
            guard isShared || ExternalReference.isIn(map.text(formula)) else { continue }
            if map.children(of: cell, named: "v").isEmpty {
                let prefix = map.prefix
                edits.replace(formula.range, with: "<\(prefix)f>#REF!</\(prefix)f>")
            } else {
                edits.remove(formula.range)
            }
        }
        return edits
    }
}
