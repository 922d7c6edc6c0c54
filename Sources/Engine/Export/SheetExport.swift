import Coordination
import Ledger

/// Turns what the office remembers into rows of a sheet, such that taking them again changes nothing.
struct SheetExport {
    let office: Office
    let view: LedgerView
    /// Only this team's and period's submissions; nil for all.
    var team: String?
    var period: String?

    /// Rows by their columns' English names, and the columns that only help whoever reads them.
    struct Table: Sendable {
        var rows: [SheetRow] = []
        var further: [String] = []

        init(_ rows: [[String: SheetValue]], further: [String] = []) {
            self.rows = rows.enumerated().map { index, values in
                SheetRow(number: index + 2, values: values)
            }
            self.further = further
        }
    }

    /// The rows of a sheet that is neither a submission's nor the decisions'.
    func table(of kind: SheetKind) throws -> Table {
        if let type = RegisterTypes.type(of: kind) { return Table(try rows(of: type)) }
        return switch kind {
        case .deadlines: Table(try deadlineRows())
        case .orders: Table(try orderRows())
        default: Table([])
        }
    }

    private func rows<Entry: RegisterEntry>(
        of type: Entry.Type
    ) throws -> [[String: SheetValue]] {
        try view.entries(of: type).sorted { $0.key < $1.key }.map(\.value.values)
    }
}
