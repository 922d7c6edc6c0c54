import Almanac
import Coordination
import Ledger

/// A deadline's ladder as it stands.
struct LadderProgress {
    /// What became of the present revision's steps, in the order of their moments.
    var settled: [StepRecord]
    /// The steps that are still to come.
    var ahead: [PlannedStep]
}

extension LedgerView {
    func ladder(of record: DeadlineRecord, office: Office) throws -> LadderProgress {
        let settled = try steps(of: record.id, revision: record.deadline.revision)
        let identities = Set(settled.map(\.identity))
        return LadderProgress(
            settled: settled,
            ahead: office.plan(record.deadline).filter { !identities.contains($0.identity) })
    }

    /// The step that a deadline's readers hear next; nil where it has none to come.
    func nextStep(of record: DeadlineRecord, office: Office) throws -> PlannedStep? {
        guard record.nextAt != nil else { return nil }
        let settled = try settledSteps(of: record.id, revision: record.deadline.revision)
        return office.plan(record.deadline).first { !settled.contains($0.identity) }
    }
}
