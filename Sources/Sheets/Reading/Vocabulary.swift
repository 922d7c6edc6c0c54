import Coordination

/// A sheet's columns by every name that a header may use.
struct Vocabulary: Sendable {
    let definition: SheetDefinition
    /// Indexes into the definition's columns, by canonical name.
    private var columns: [String: Int] = [:]

    /// - Parameter aliases: further names by column; they win over the shipped ones.
    init(_ definition: SheetDefinition, aliases: [String: [String]]) {
        self.definition = definition
        for (index, column) in definition.columns.enumerated() {
            for name in [column.name] + column.aliases {
                columns[HeaderName.canonical(name)] = index
            }
        }
        for (index, column) in definition.columns.enumerated() {
            for name in aliases[column.name] ?? [] { columns[HeaderName.canonical(name)] = index }
        }
    }

    /// What a row means if it is this sheet's header.
    ///
    /// - Parameter names: the row's cells, canonical.
    func match(_ row: GridRow, names: [String]) -> HeaderMatch {
        var match = HeaderMatch(definition: definition, row: row)
        var positions: [Int: Int] = [:]
        for (position, name) in names.enumerated() where !name.isEmpty {
            guard let index = columns[name] else { continue }
            let bound = HeaderMatch.Column(position: position, column: definition.columns[index])
            if let first = positions[index] {
                match.twins.append(HeaderMatch.Twin(first: first, second: bound))
            } else {
                positions[index] = position
                match.columns.append(bound)
            }
        }
        match.missing = definition.columns.indices
            .filter { definition.columns[$0].isRequired && positions[$0] == nil }
            .map { definition.columns[$0] }
        return match
    }
}

/// A row understood as a sheet's header.
struct HeaderMatch: Sendable {
    let definition: SheetDefinition
    let row: GridRow
    /// The columns that stand in it, from left to right.
    var columns: [Column] = []
    /// Columns whose meaning another one to their left already has.
    var twins: [Twin] = []
    /// Required columns that are not there.
    var missing: [SheetColumn] = []

    /// How many of the file's columns are understood.
    var explained: Int { columns.count + twins.count }

    /// A column of the definition at its place in the file.
    struct Column: Sendable {
        let position: Int
        let column: SheetColumn
        let letters: String

        init(position: Int, column: SheetColumn) {
            self.position = position
            self.column = column
            letters = CellName.letters(position)
        }
    }

    struct Twin: Sendable {
        /// Where the column of the same meaning stands.
        let first: Int
        let second: Column
    }
}
