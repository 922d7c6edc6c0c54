/// A row of the decisions sheet, as somebody writes it who was not asked.
package struct DecisionRow: Sendable, Hashable {
    /// A deadline's, an order's, a client's or an import's code.
    package var code: String
    package var decision: String
    package var date: String

    static let header = ["code", "decision", "date", "reason", "by"]

    var sheet: SheetRows {
        SheetRows(
            kind: "decisions", header: Self.header, rows: [[code, decision, date, "test", "K"]])
    }
}
