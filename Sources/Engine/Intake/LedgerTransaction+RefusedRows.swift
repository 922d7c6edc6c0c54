import Coordination
import Ledger
import Post

extension LedgerTransaction {
    /// Notes which rows of a decisions sheet were not carried out, and why.
    func note(_ report: ImportReport, of file: Intake.File, by sender: String) throws {
        let refused = report.difference.refused
        guard !refused.isEmpty else { return }
        let hash = Checksum.sha256(file.content)
        for answer in refused.prefix(RefusedRow.most) {
            let row = RefusedRow(
                file: file.name, hash: hash, row: answer.row, code: answer.code, why: answer.text)
            try record(
                RefusedRow.event, of: Subject(.sheet, SheetKind.decisions.rawValue), by: sender,
                detail: row.detail)
        }
    }
}
