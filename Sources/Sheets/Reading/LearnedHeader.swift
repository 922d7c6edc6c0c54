import Coordination

/// A header of another program's list, as it is looked for in files.
struct LearnedHeader: Sendable {
    private let mapping: SheetMapping
    private let definition: SheetDefinition

    init(_ mapping: SheetMapping) {
        self.mapping = mapping
        definition = SheetDefinition.of(mapping.kind)
    }

    var kind: SheetKind { mapping.kind }

    /// How much of the header must be there, in fourths: programs add a column now and then, and the names
    /// of a few columns alone are those of many a list.
    private static let least = 3

    /// What a row means if it is such a header; nil where it is not. A column that was explained and is not
    /// there says nothing, unless its sheet cannot do without.
    ///
    /// - Parameter names: the row's cells, canonical.
    func match(_ row: GridRow, names: [String]) -> HeaderMatch? {
        var positions: [SheetMapping.Heading: Int] = [:]
        for (position, heading) in SheetMapping.Heading.all(of: names).enumerated() {
            if let heading { positions[heading] = position }
        }
        let found = mapping.header.count { positions[$0] != nil }
        guard found > 1, found * 4 >= mapping.header.count * Self.least else { return nil }
        var match = HeaderMatch(definition: definition, row: row)
        match.mapping = mapping
        match.columns = definition.columns.compactMap { column in
            mapping.columns[column.name].flatMap { positions[$0] }.map {
                HeaderMatch.Column(position: $0, column: column)
            }
        }.sorted { ($0.position, $0.column.name) < ($1.position, $1.column.name) }
        guard let first = match.columns.first else { return nil }
        match.columns += definition.columns.compactMap { column in
            mapping.constants[column.name].map {
                HeaderMatch.Column(constant: $0, column: column, shownIn: first.letters)
            }
        }
        let bound = Set(match.columns.map(\.column.name))
        let isWhole = definition.columns.allSatisfy { !$0.isRequired || bound.contains($0.name) }
        return isWhole ? match : nil
    }
}

extension HeaderMatch {
    /// Why a row of another program's list is no data, beside what holds of any sheet: the header once more
    /// on a further page, a heading or a line below the list, a subtotal. Nil of data.
    ///
    /// A subtotal's label stands for what tells rows apart, which could not be taken anyhow.
    func ornament(_ row: GridRow) -> Ornament? {
        if row.cells.map(\.text) == self.row.cells.map(\.text) { return .header }
        guard mapping != nil else { return nil }
        let filled = row.cells.indices.filter { !CellText.isBlank(row.cells[$0].text) }
        let required = columns.filter { $0.column.isRequired && $0.constant == nil }
        if filled.count == 1, required.count > 1 { return .caption }
        guard let label = filled.first, SpecialRows.beginsWithTotal(row.cells[label].text) else {
            return nil
        }
        let isBlank = { (bound: Column) in CellText.isBlank(row.text(at: bound.position)) }
        let key = required.filter { definition.key.contains($0.column.name) }
        let texts = required.filter { !$0.column.isNumber && $0.position != label }
        guard key.contains(where: isBlank) || !texts.isEmpty && texts.allSatisfy(isBlank) else {
            return nil
        }
        return .subtotal
    }

    /// What a row is that is no data.
    enum Ornament: Hashable {
        case header, caption, subtotal
    }
}
