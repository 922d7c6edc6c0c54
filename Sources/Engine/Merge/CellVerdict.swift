import Coordination

/// What a cell says beside what sheets said before and what is so.
enum CellVerdict: Hashable, Sendable {
    /// Its column is not there, it repeats what was said, or it says what is so anyway.
    case nothing
    /// It repeats what was said; what is so is another thing since.
    case kept
    /// It says what was said before and replaced since: an old copy.
    case old
    /// It is blank where something was said, which stays.
    case blanked(isAsked: Bool)
    /// It is blank beside a blank cell that it belongs to, of which what is known stays: so does this.
    case silent
    case unreadable
    /// It says something new that cannot be taken: what is known stays, and nobody has said it.
    case refused(Refusal)
    /// Somebody entered it.
    ///
    /// - isOverriding: whether what is so came otherwise than by what was said last.
    case new(isOverriding: Bool)

    var isNew: Bool { if case .new = self { true } else { false } }

    /// Why something new cannot be taken.
    struct Refusal: Hashable, Sendable {
        var code: Finding.Code
        var expected: BilingualText
        var suggestion: String?
    }
}

extension CellVerdict {
    /// - Parameters:
    ///   - words: what was said in its column; nil where nothing was.
    init(
        _ content: SheetContent, in column: String, words: SaidRow.Words?,
        current: any CurrentValues,
        rules: ColumnRules
    ) {
        let isEvent = rules.events.contains(column)
        switch content {
        case .absent: self = .nothing
        case .unreadable: self = .unreadable
        case .blank: self = Self.blank(column, words, current, rules, isEvent: isEvent)
        case .value(let value):
            let word = value.word
            if words?.last == word {
                let isSo =
                    isEvent && !rules.states.contains(column)
                    || current.isMeant(by: word, in: column)
                self = isSo ? .nothing : .kept
            } else if !isEvent, current.value(column) == value,
                !current.asksMore(word, in: column)
            {
                self = .nothing
            } else if words?.former.contains(word) ?? false {
                // An old copy of what is so again says nothing that is not known.
                let isSo =
                    rules.states.contains(column)
                    ? current.isMeant(by: word, in: column)
                        && !current.asksMore(word, in: column)
                    : isEvent && current.value(column) == value
                self = isSo ? .nothing : .old
            } else {
                let isOverriding =
                    words.map { !isEvent && !current.isMeant(by: $0.last, in: column) } ?? false
                self = .new(isOverriding: isOverriding)
            }
        }
    }

    private static func blank(
        _ column: String, _ words: SaidRow.Words?, _ current: any CurrentValues,
        _ rules: ColumnRules,
        isEvent: Bool
    ) -> CellVerdict {
        guard let words, !words.last.isEmpty else {
            let isSo = isEvent || current.isMeant(by: "", in: column)
            return isSo ? .nothing : .kept
        }
        guard !isEvent, let known = current.value(column), known != current.usual(column) else {
            return .nothing
        }
        switch rules.blanks[column] {
        case .nothing: return .nothing
        case .kept: return .blanked(isAsked: false)
        case .asked: return .blanked(isAsked: true)
        case nil:
            // The list from before it was filled in is an old copy, like any other: or the first list
            // again would take away every address that came since.
            guard !words.former.contains("") else { return .old }
            return .new(isOverriding: !current.isMeant(by: words.last, in: column))
        }
    }
}
