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

    /// The column that a header's name means; nil where it is none of this sheet's.
    ///
    /// - Parameter name: canonical.
    func column(named name: String) -> SheetColumn? {
        columns[name].map { definition.columns[$0] }
    }

    /// Every name of a column, canonical.
    func names(of column: SheetColumn) -> [String] {
        columns.keys.filter { self.column(named: $0)?.name == column.name }.sorted()
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
    /// What somebody said of the header, where its names are not ours.
    var mapping: SheetMapping?

    /// How many of the file's columns are understood.
    var explained: Int { columns.count + twins.count }

    /// A column of the definition at its place in the file.
    struct Column: Sendable {
        let position: Int
        let column: SheetColumn
        let letters: String
        /// What every row holds, where the file has no such column.
        let constant: GridCell?

        init(position: Int, column: SheetColumn) {
            self.position = position
            self.column = column
            letters = CellName.letters(position)
            constant = nil
        }

        /// A column that stands nowhere: what is found about it is shown in the column `letters`.
        init(constant: String, column: SheetColumn, shownIn letters: String) {
            position = SheetLimits.columns
            self.column = column
            self.letters = letters
            self.constant = GridCell(text: constant)
        }

        /// Its cell in a row.
        func cell(in row: GridRow) -> GridCell {
            constant
                ?? (position < row.cells.count ? row.cells[position] : GridCell(text: ""))
        }
    }

    struct Twin: Sendable {
        /// Where the column of the same meaning stands.
        let first: Int
        let second: Column
    }
}
