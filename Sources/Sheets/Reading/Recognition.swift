import Coordination

/// Finds out which sheet a file is, and where its header stands.
enum Recognition: Sendable {
    case recognised(HeaderMatch)
    /// Several kinds explain the header equally well.
    case ambiguous([SheetKind], header: GridRow, explained: Int)
    /// Of the kind that was asked for, but without some of its required columns.
    case incomplete(HeaderMatch)
    /// No sheet; with what comes closest to one, if anything does, and the file's first words.
    case unrecognised(nearest: HeaderMatch?, first: String)
    /// No whole sheet, but one that may speak of what is known: the kinds whose keys it has, and what it
    /// is otherwise.
    indirect case short([HeaderMatch], otherwise: Recognition)

    /// - Parameters:
    ///   - rows: the file's from the first, read as far as a header is looked for.
    ///   - vocabularies: of the kinds that it may be: all, or the one that was asked for.
    ///   - learned: headers of other programs' lists that somebody has explained; of those that fit a row, the
    ///     one of which most is there, and the latest. The first row that is such a header is the file's, as
    ///     among sheets of ours: what looks like one below it stands among its data.
    static func recognise(
        _ rows: some GridRows, among vocabularies: [Vocabulary], learned: [LearnedHeader] = []
    ) -> Recognition {
        var rows = rows
        var row = GridRow()
        var nearest: HeaderMatch?
        var first = ""
        var depth = 0
        var short: [HeaderMatch] = []
        while depth < SheetLimits.headerDepth, rows.next(&row) {
            depth += 1
            if depth == 1 { first = row.text(at: 0) }
            guard !row.isDamaged else { continue }
            let names = row.cells.map { HeaderName.canonical($0.text) }
            let matches = vocabularies.map { $0.match(row, names: names) }
            let complete = matches.filter(\.missing.isEmpty)
            if let most = complete.map(\.explained).max() {
                let best = complete.filter { $0.explained == most }
                // What somebody explained of it says more than its names do.
                if best.count == 1, let match = explanation(of: row, names: names, by: learned),
                    match.definition.kind == best[0].definition.kind,
                    match.explained > most
                        || match.explained == most
                            && match.mapping?.header.count == best[0].headings
                {
                    return .recognised(match)
                }
                return best.count == 1
                    ? .recognised(best[0])
                    : .ambiguous(best.map(\.definition.kind), header: row, explained: most)
            }
            if let match = explanation(of: row, names: names, by: learned) {
                return .recognised(match)
            }
            if short.isEmpty { short = matches.filter(\.isShort) }
            for match in matches where match.isNearer(than: nearest) { nearest = match }
        }
        var found = Recognition.unrecognised(nearest: nearest, first: first)
        if let nearest, vocabularies.count == 1 { found = .incomplete(nearest) }
        return short.isEmpty ? found : .short(short, otherwise: found)
    }

    /// What somebody said of a header: of those that fit the one of which most is there, and the latest.
    private static func explanation(
        of row: GridRow, names: [String], by learned: [LearnedHeader]
    ) -> HeaderMatch? {
        var explained: HeaderMatch?
        for header in learned {
            guard let match = header.match(row, names: names),
                match.explained >= explained?.explained ?? 0
            else { continue }
            explained = match
        }
        return explained
    }

    /// The least score of a sheet that is recognised.
    static let certainty = 2_000

    /// Whether no sheet was found, be it one that lacks columns.
    var isNone: Bool {
        switch self {
        case .unrecognised, .incomplete: true
        case .recognised, .ambiguous, .short: false
        }
    }

    /// How much sense it makes, to compare readings of one file: any sheet is more than none, and the
    /// more columns are understood, the better.
    var score: Int {
        switch self {
        case .recognised(let match): Self.certainty + match.explained
        case .ambiguous(_, _, let explained): 1_000 + explained
        case .incomplete(let match): match.explained
        case .unrecognised(let nearest, _): nearest?.explained ?? 0
        case .short(_, let otherwise): otherwise.score
        }
    }
}

extension HeaderMatch {
    /// How many of its row's cells name a column.
    fileprivate var headings: Int { row.cells.count { !CellText.isBlank($0.text) } }

    /// Whether it has all that names a row, and something to say of it. What teams hand in is never short,
    /// nor are decisions, which answer a sheet of ours.
    fileprivate var isShort: Bool {
        let names = Set(columns.map(\.column.name))
        let required = definition.keyColumns.filter(\.isRequired).map(\.name)
        return !definition.kind.isSubmission && definition.answers == nil
            && names.isSuperset(of: required) && !names.isSubset(of: definition.key)
    }

    /// A header lacks little and explains more than one column, or it is only a row with a known word.
    fileprivate func isNearer(than other: HeaderMatch?) -> Bool {
        guard explained > 0 else { return false }
        guard let other else { return true }
        return (missing.count, -explained) < (other.missing.count, -other.explained)
    }
}
