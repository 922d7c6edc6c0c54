import Coordination

/// Finds out which kinds of sheet a list of another program may be, and which of its columns means which of
/// ours: for a person to look over, never to be taken by itself.
struct ColumnProposals {
    let vocabularies: [Vocabulary]
    let cells: CellReader

    /// What a list would be as one kind of sheet.
    struct Proposal {
        var kind: SheetKind
        /// Our columns by the places of the list's own.
        var columns: [Int: SheetColumn]
        fileprivate var score: Int
    }

    /// Every kind, the likeliest first.
    func likeliest(for table: ForeignTable) -> [Proposal] {
        let proposals = vocabularies.filter { $0.definition.kind != .decisions }
            .map { proposal(of: $0, for: table) }
        return proposals.enumerated()
            .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
            .map(\.element)
    }

    /// Whether a header uses a name, canonical.
    func isName(_ name: String) -> Bool {
        vocabularies.contains { vocabulary in
            vocabulary.column(named: name) != nil
                || vocabulary.definition.columns.contains { column in
                    KnownHeadings.names(of: column.name, in: vocabulary.definition.kind)
                        .contains(name)
                }
        }
    }

    /// What a required column that nothing is found for costs.
    private static let missing = 40
    /// The least that is worth a proposal.
    private static let least = 35

    /// The surest pairs first, each column once.
    private func proposal(of vocabulary: Vocabulary, for table: ForeignTable) -> Proposal {
        let definition = vocabulary.definition
        var pairs: [(score: Int, place: Int, column: Int)] = []
        for (place, theirs) in table.columns.enumerated() {
            for (index, ours) in definition.columns.enumerated() {
                let score = score(theirs, as: ours, in: vocabulary)
                if score >= Self.least { pairs.append((score, place, index)) }
            }
        }
        pairs.sort { (-$0.score, $0.place, $0.column) < (-$1.score, $1.place, $1.column) }
        var found: [Int: SheetColumn] = [:]
        var taken: Set<Int> = []
        var sum = 0
        for pair in pairs where found[pair.place] == nil && taken.insert(pair.column).inserted {
            found[pair.place] = definition.columns[pair.column]
            sum += pair.score
        }
        let missing = definition.columns.indices.count {
            definition.columns[$0].isRequired && !taken.contains($0)
        }
        return Proposal(
            kind: definition.kind, columns: found, score: sum - Self.missing * missing)
    }

    /// How well a column of the list may be one of ours: by its name first, then by what it holds.
    private func score(
        _ theirs: ForeignTable.Column, as ours: SheetColumn, in vocabulary: Vocabulary
    ) -> Int {
        let named = score(
            ofName: theirs.heading.name, as: ours, in: vocabulary)
        let share = readable(theirs.samples, as: ours)
        guard let share else { return named }
        if share < 0.5 { return min(named - 60, 0) }
        return named + (named > 0 && ours.isTelling ? 10 : 0)
            + (named == 0 && ours.isAddress && share > 0.9 ? 40 : 0)
    }

    private func score(
        ofName name: String, as ours: SheetColumn, in vocabulary: Vocabulary
    ) -> Int {
        let own = vocabulary.names(of: ours)
        if own.contains(name) { return 100 }
        let others = KnownHeadings.names(of: ours.name, in: vocabulary.definition.kind)
        if others.contains(name) { return 80 }
        if CodeSuggestion.nearest(to: name, among: own.filter { $0.count > 4 }) != nil {
            return 60
        }
        // `Tgl Janji Kirim Barang`: the longest name within decides.
        let within = (own + others).filter { $0.count > 3 && name.contains($0) }.map(\.count).max()
        return within.map { 35 + 25 * $0 / name.count } ?? 0
    }

    /// Which part of the samples the column could hold; nil where there are none.
    private func readable(_ samples: [GridCell], as column: SheetColumn) -> Double? {
        var (good, all) = (0, 0)
        for cell in samples {
            all += 1
            do throws(CellFault) {
                if try cells.read(cell, of: column) != nil { good += 1 }
            } catch {
                // What could be read of it speaks for the column, too.
                if error.value != nil { good += 1 }
            }
        }
        return all > 0 ? Double(good) / Double(all) : nil
    }
}

extension SheetColumn {
    /// Whether few texts could stand in it by chance.
    fileprivate var isTelling: Bool {
        switch type {
        case .date, .period, .count, .quantity, .money, .phone, .address, .addresses, .word: true
        case .text, .code, .note, .time, .zone, .wordOrText: false
        }
    }

    fileprivate var isAddress: Bool { if case .address = type { true } else { false } }
}
