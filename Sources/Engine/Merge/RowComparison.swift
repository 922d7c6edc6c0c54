import Coordination

/// Judges a row's cells: each by itself, then beside those that are said together, then beside what of
/// it can be taken at all.
struct RowComparison {
    let rules: ColumnRules
    let keys: Set<String>

    /// What each cell says, where it says anything.
    ///
    /// - Parameters:
    ///   - words: what was said before: of an edited export in its copies, else in any sheet.
    ///   - exported: what was exported; a cell that says the same was not edited, and says nothing.
    func verdicts(
        of row: SheetRow, words: SaidRow, exported: SaidRow? = nil, current: any CurrentValues
    ) -> [String: CellVerdict] {
        var verdicts: [String: CellVerdict] = [:]
        for (index, column) in row.columns.names.enumerated() where isCompared(column, current) {
            let content = row.content(at: index)
            var said = words[column]
            if let original = exported?[column]?.last, content.word == original {
                said = SaidRow.Words(last: original)
            }
            let verdict = CellVerdict(
                content, in: column, words: said, current: current, rules: rules)
            if verdict != .nothing { verdicts[column] = verdict }
        }
        guard !verdicts.isEmpty else { return [:] }
        join(&verdicts, of: row, current)
        refuse(&verdicts, of: row, current)
        return verdicts
    }

    func isCompared(_ column: String, _ current: any CurrentValues) -> Bool {
        !keys.contains(column) && !current.mute.contains(column)
    }

    /// Columns of which the words before were about what is replaced now.
    func renewed(by verdicts: [String: CellVerdict]) -> Set<String> {
        var columns: Set<String> = []
        for group in rules.groups where leads(group, verdicts) {
            columns.formUnion(group.followers.subtracting(group.leaders))
        }
        return columns
    }

    private func leads(_ group: ColumnRules.Group, _ verdicts: [String: CellVerdict]) -> Bool {
        group.leaders.contains { verdicts[$0]?.isNew ?? false }
    }

    /// What follows something new is said anew with it, and what follows an old copy's is as old.
    private func join(
        _ verdicts: inout [String: CellVerdict], of row: SheetRow, _ current: any CurrentValues
    ) {
        let led = rules.groups.filter { leads($0, verdicts) }
        let news = Set(verdicts.filter(\.value.isNew).keys)
        for group in led {
            for column in group.followers
            where news.contains(column) || row[column] != nil
                || !current.keeps(column, of: row, beside: news)
            {
                follow(column, of: row, group, &verdicts)
            }
        }
        let followed = Set(led.flatMap(\.followers))
        for group in rules.groups {
            // Whatever is said beside it is said of the first date that a row states.
            let spokenOf = group.leaders.first { row[$0] != nil }
            guard let spokenOf, verdicts[spokenOf] == .old else { continue }
            for column in group.followers.subtracting(followed)
            where verdicts[column]?.isNew ?? false {
                verdicts[column] = .old
            }
        }
        // Why it is late stands with the date that a blank cell did not take away.
        for group in rules.groups where !leads(group, verdicts) {
            let stays = group.leaders.contains { leader in
                row.content(of: leader) == .blank && current.value(leader) != nil
            }
            guard stays else { continue }
            for column in group.followers.subtracting(followed)
            where !group.leaders.contains(column) && row.content(of: column) == .blank
                && (verdicts[column]?.isNew ?? false || verdicts[column] == .old)
            {
                verdicts[column] = .silent
            }
        }
    }

    private func follow(
        _ column: String, of row: SheetRow, _ group: ColumnRules.Group,
        _ verdicts: inout [String: CellVerdict]
    ) {
        switch row.content(of: column) {
        case .unreadable: break
        case .absent:
            if group.cleared.contains(column) { verdicts[column] = .new(isOverriding: false) }
        case .blank, .value:
            if verdicts[column]?.isNew != true { verdicts[column] = .new(isOverriding: false) }
        }
    }

    private func refuse(
        _ verdicts: inout [String: CellVerdict], of row: SheetRow, _ current: any CurrentValues
    ) {
        let news = Set(verdicts.filter(\.value.isNew).keys)
        for (column, said) in verdicts where said.isNew || said == .blanked(isAsked: true) {
            guard let verdict = current.ruling(on: column, of: row, beside: news) else { continue }
            verdicts[column] = verdict == .nothing ? nil : verdict
        }
    }
}
