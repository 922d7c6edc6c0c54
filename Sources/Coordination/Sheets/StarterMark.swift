/// What each worksheet of the starter workbook carries in its header row: which sheet it is. All worksheets
/// that carry one are taken, and those without are not looked at.
package struct StarterMark: Hashable, Sendable {
    package var kind: SheetKind

    private static let beginning = "tenggat-starter"

    package init(_ kind: SheetKind) { self.kind = kind }

    /// Nil for a text that is no mark.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, parts[0] == Self.beginning,
            let kind = SheetKind(rawValue: String(parts[1]))
        else { return nil }
        self.kind = kind
    }

    package var text: String { "\(Self.beginning) \(kind.rawValue)" }
}
