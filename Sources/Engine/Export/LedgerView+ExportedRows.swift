import Coordination
import Ledger
import Sheets

extension LedgerView {
    /// The rows that were exported under a mark; nil where another ledger's is meant, or it is forgotten.
    func exportedRows(
        under mark: ExportMark, of kind: SheetKind, reader: SheetReader
    ) throws -> [SheetRow]? {
        guard mark == ExportMark(number: mark.number, ledger: try identity()),
            let content = try export(mark.number, of: kind)
        else { return nil }
        return reader.read(content, fileName: "\(kind.rawValue).csv", as: kind).rows
    }
}
