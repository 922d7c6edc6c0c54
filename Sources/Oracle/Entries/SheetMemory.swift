/// What sheets said of every cell, and so what of a new sheet is new (SHEETS, *What a cell says*).
struct SheetMemory: Sendable {
    private struct Cell: Hashable {
        var kind: SheetKind
        var key: String
        var column: String
    }

    /// What a cell says to who knows what was said before.
    enum Saying: Hashable, Sendable {
        /// Nothing: never a value, or the same again, or an old copy.
        case nothing
        case new(String)
        /// Blank where a value was said before.
        case cleared
    }

    private var said: [Cell: [String]] = [:]

    /// What a sheet said of a kind nobody said, as long as no other said anything of it since.
    ///
    /// - Parameters:
    ///   - before: what was said before the sheet.
    ///   - after: what was said with it.
    mutating func unsay(_ kind: SheetKind, before: SheetMemory, after: SheetMemory) {
        for (cell, sayings) in after.said
        where cell.kind == kind && sayings != before.said[cell] && said[cell] == sayings {
            said[cell] = before.said[cell]
        }
    }

    /// What a cell said of a date that another one replaces now is no old copy of what it says of that.
    ///
    /// - Parameter value: what it says with the new date; nil where its column is not there.
    mutating func renew(_ value: String?, _ kind: SheetKind, _ key: String, _ column: String) {
        said[Cell(kind: kind, key: key, column: column)] = value.map { [$0] }
    }

    /// - Parameters:
    ///   - edited: whether the cell was changed in our own export, which is compared with what was
    ///     exported and so always means what it says.
    ///   - isSo: whether it is what is so: an old copy of that was said last from here on.
    mutating func take(
        _ value: String, _ kind: SheetKind, _ key: String, _ column: String, edited: Bool,
        isSo: Bool = false
    ) -> Saying {
        let cell = Cell(kind: kind, key: key, column: column)
        let before = said[cell] ?? []
        if before.last == value, !edited { return .nothing }
        // A blank in a list of orders asks, whatever blanks were there before.
        let isOldCopy = before.contains(value) && !(kind == .orders && value.isEmpty)
        if isOldCopy, !edited {
            if isSo { said[cell] = before.filter { $0 != value } + [value] }
            return .nothing
        }
        said[cell] = before.filter { $0 != value } + [value]
        if !value.isEmpty { return .new(value) }
        return before.contains { !$0.isEmpty } ? .cleared : .nothing
    }
}
