/// What a sheet of ours that is to be filled in carries in its header row: which columns a person fills in. A
/// row in which all of them are blank says nothing, whatever a blank means in any other sheet.
package struct FormMark: Hashable, Sendable {
    /// English names.
    package var columns: [String]

    private static let beginning = "tenggat-form"

    package init(columns: [String]) { self.columns = columns }

    /// Nil for a text that is no mark.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count > 1, parts[0] == Self.beginning else { return nil }
        columns = parts.dropFirst().map(String.init)
    }

    package var text: String { ([Self.beginning] + columns).joined(separator: " ") }
}
