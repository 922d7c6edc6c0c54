/// What a worksheet of the lists folder carries in its header row: which list it is. Columns of it that are
/// not a sheet's own only help whoever reads it; one that is no sheet at all is only to be read.
package struct ListMark: Hashable, Sendable {
    /// Nil where the list is only to be read.
    package var kind: SheetKind?

    private static let beginning = "tenggat-list"
    private static let readOnly = "read-only"

    package init(_ kind: SheetKind?) { self.kind = kind }

    /// Nil for a text that is no mark.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, parts[0] == Self.beginning else { return nil }
        guard parts[1] != Self.readOnly else { return }
        guard let kind = SheetKind(rawValue: String(parts[1])) else { return nil }
        self.kind = kind
    }

    package var text: String { "\(Self.beginning) \(kind?.rawValue ?? Self.readOnly)" }
}
