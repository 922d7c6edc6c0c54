import Almanac
import Coordination
import Ledger

extension DeadlineIntake {
    /// What is said of a proof that no status stands beside: of a deadline that asks for several things it notes
    /// those that it shows, and ends nothing; nil of any other, which decides nothing.
    func notedProof(
        of row: SheetRow, in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> Finding? {
        let decision = RowDecision(row: row, office: office)
        guard decision.end == nil, let proof = decision.proof, sheet.isNew("proof", of: row),
            let code = row.text("code"), let new = NewDeadline(row: row, office: office)
        else { return nil }
        let deadline: Deadline
        switch try DeadlineTarget(row, code: code, in: view) {
        case .single(let record), .occurrence(let record): deadline = record.deadline
        case .unknown where new.recurrence == nil:
            deadline = office.newDeadline(new, now: .distantPast)
        case .unknown, .series, .missing: return nil
        }
        guard deadline.state == .open, deadline.isShown(more: proof) else { return nil }
        guard
            var violation = Office.missingProof(
                proof, wanted: deadline.evidence, shown: deadline.proof)
        else {
            return finding(
                .required, .warning, at: "proof", of: row, in: sheet.reading, expected: .allShown)
        }
        violation.severity = .warning
        violation.inSheet = nil
        violation.ifTaken = .partOnly
        return finding(violation, of: row, in: sheet.reading)
    }
}

extension BilingualText {
    /// What a finding adds where a proof shows a part of what is asked for.
    static let partOnly = BilingualText(
        en: "; what is shown so far is noted, and it stays open",
        id: "; yang sudah ditunjukkan dicatat, dan tenggat tetap terbuka")

    /// Of a proof that shows all there is, beside no status.
    fileprivate static let allShown = BilingualText(
        en: "the status “done” beside it, if it is done: all that was to be shown is noted, and it "
            + "stays open",
        id: "status “selesai” di sebelahnya bila sudah selesai: semua bukti sudah dicatat, dan "
            + "tenggat tetap terbuka")
}
