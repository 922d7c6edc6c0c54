/// The number that an exported sheet carries in its header row, so that an edited copy is compared with
/// what was exported. A cell of the header survives whatever program saves the sheet, also as CSV.
package struct ExportMark: Hashable, Sendable {
    package var number: Int64
    /// The beginning of the name of the ledger that knows the number.
    package var ledger: String

    private static let beginning = "tenggat-export"

    package init(number: Int64, ledger: String) {
        self.number = number
        self.ledger = String(ledger.prefix(8))
    }

    /// Nil for a text that is no mark.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 3, parts[0] == Self.beginning, let number = Int64(parts[1]) else {
            return nil
        }
        self.init(number: number, ledger: String(parts[2]))
    }

    package var text: String { "\(Self.beginning) \(number) \(ledger)" }
}
