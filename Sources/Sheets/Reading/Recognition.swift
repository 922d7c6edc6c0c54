import Coordination

/// Finds out what a grid is: the header's row, and which column is which.
struct Recognition: Sendable {
    var definition: SheetDefinition
    /// The header's index among the records.
    var header: Int
    /// The definition's column for each of the grid's, nil where nobody knows it.
    var columns: [SheetColumn?]
    /// Header texts that were not understood, or that name a column for the second time.
    var ignored: [String]
    /// Names of columns that stand there twice, with their addresses' column indexes.
    var doubles: [Int]

    /// How far below title rows a header is looked for.
    private static let depth = 20

    enum Outcome: Sendable {
        case recognised(Recognition)
        /// The header's row could belong to several kinds.
        case ambiguous([SheetKind], header: Int)
        /// Required columns that are not there, for the kind that was asked for.
        case missing([String], SheetKind)
        case unrecognised
    }

    /// - Parameters:
    ///   - kind: what the sheet is said to be; nil tries all.
    ///   - extra: further aliases by kind and column.
    static func recognise(
        _ grid: Grid, as kind: SheetKind?, extra: [SheetKind: [String: [String]]]
    ) -> Outcome {
        let candidates = SheetDefinitions.all.filter { kind == nil || $0.kind == kind }
            .map { Vocabulary($0, extra: extra[$0.kind] ?? [:]) }
        for (index, record) in grid.records.prefix(depth).enumerated() {
            let headers = record.map(HeaderName.normalised)
            let found = candidates.compactMap { $0.match(headers, record: record, at: index) }
            guard let best = found.map(\.explained).max() else { continue }
            let winners = found.filter { $0.explained == best }
            if winners.count > 1 {
                return .ambiguous(winners.map(\.definition.kind), header: index)
            }
            return .recognised(winners[0])
        }
        guard let kind, let vocabulary = candidates.first else { return .unrecognised }
        let rows = grid.records.prefix(depth).map { $0.map(HeaderName.normalised) }
        let missing = rows.map(vocabulary.missing(from:)).min { $0.count < $1.count } ?? []
        return .missing(missing, kind)
    }

    /// How many of the grid's columns are understood.
    var explained: Int { columns.count { $0 != nil } }

    /// Where a column stands, by its English name.
    func index(of name: String) -> Int? { columns.firstIndex { $0?.name == name } }
}

/// A definition's columns by every name that a header may use.
private struct Vocabulary {
    let definition: SheetDefinition
    private var columns: [String: SheetColumn] = [:]

    init(_ definition: SheetDefinition, extra: [String: [String]]) {
        self.definition = definition
        for column in definition.columns {
            for name in [column.name] + column.aliases + (extra[column.name] ?? []) {
                columns[HeaderName.normalised(name)] = column
            }
        }
    }

    /// Nil unless every required column is there.
    func match(_ headers: [String], record: [String], at index: Int) -> Recognition? {
        guard missing(from: headers).isEmpty else { return nil }
        var found: [SheetColumn?] = []
        var names: Set<String> = []
        var ignored: [String] = []
        var doubles: [Int] = []
        for (position, header) in headers.enumerated() {
            guard let column = columns[header] else {
                found.append(nil)
                if !header.isEmpty { ignored.append(record[position]) }
                continue
            }
            if names.insert(column.name).inserted {
                found.append(column)
            } else {
                found.append(nil)
                doubles.append(position)
            }
        }
        return Recognition(
            definition: definition, header: index, columns: found, ignored: ignored,
            doubles: doubles)
    }

    func missing(from headers: [String]) -> [String] {
        let names = Set(headers.compactMap { columns[$0]?.name })
        return definition.columns.filter { $0.isRequired && !names.contains($0.name) }.map(\.name)
    }
}
