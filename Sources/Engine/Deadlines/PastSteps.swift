import Almanac
import Coordination
import Ledger

/// What is still sent of the steps that are past when a ladder begins.
enum PastSteps: Sendable {
    /// Each recipient hears their latest: of what is created.
    case latest
    /// So they do of what is freed, reopened, or moved while it waited, and an owner who would never hear
    /// of it otherwise hears what was of use before the due moment only, though that has passed.
    case latestOfAll
    /// Nothing but what is due at that very moment: of what is moved.
    case none
    /// Nothing but what is due at that very moment: of rows of an import.
    case imported

    /// The steps that are not sent any more.
    func superseded(
        in plan: [PlannedStep], of deadline: Deadline, settled: Set<StepIdentity>, office: Office
    ) -> [SettledStep] {
        silenced(in: plan, of: deadline, settled: settled, office: office).map { step in
            let isHeard =
                !office.recipients(
                    of: step.identity.role, for: deadline, at: deadline.armedAt,
                    isEscalation: !step.isBeforeDue
                ).isEmpty
            return SettledStep(
                step, .superseded, because: [StepReason(isHeard ? rule : .unreachable)])
        }
    }

    private var rule: StepReason.Rule {
        switch self {
        case .latest: .pastWhenMade
        case .latestOfAll: .pastWhenArmed
        case .none: .pastWhenMoved
        case .imported: .pastWhenImported
        }
    }

    private func silenced(
        in plan: [PlannedStep], of deadline: Deadline, settled: Set<StepIdentity>, office: Office
    ) -> [PlannedStep] {
        let isBegun = self == .latest || self == .latestOfAll
        let past = plan.filter {
            !settled.contains($0.identity)
                && (isBegun ? $0.nominal <= deadline.armedAt : $0.nominal < deadline.armedAt)
        }
        guard !past.isEmpty, isBegun else { return past }
        let heard = office.stillHeard(
            of: plan, of: deadline, settled: settled, ofAll: self == .latestOfAll)
        return past.filter { !heard.contains($0.identity) }
    }
}

extension LedgerTransaction {
    /// Begins a ladder anew: what of it is past and not sent any more is settled.
    func settlePast(_ past: PastSteps, of record: DeadlineRecord, office: Office) throws {
        var settled = try view.settledSteps(of: record.id, revision: record.deadline.revision)
        let plan = office.plan(record.deadline)
        if past == .latestOfAll {
            let unheard = try unheard(of: record, in: plan, settled: settled, office: office)
            try unsettle(unheard.sorted { $0.words < $1.words }, of: record)
            settled.subtract(unheard)
        }
        let gone = past.superseded(
            in: plan, of: record.deadline, settled: settled, office: office)
        guard !gone.isEmpty else { return }
        try settle(gone, of: record, nextAt: record.nextAt)
    }

    /// Steps that expired while the service was down, of which an owner is told nevertheless who would never hear of it
    /// otherwise.
    private func unheard(
        of record: DeadlineRecord, in plan: [PlannedStep], settled: Set<StepIdentity>,
        office: Office
    ) throws -> Set<StepIdentity> {
        let expired = Set(
            try view.steps(of: record.id, revision: record.deadline.revision).filter { step in
                step.outcome == .missed && step.reasons.contains { $0.rule == .expired }
            }.map(\.identity))
        guard !expired.isEmpty else { return [] }
        return expired.intersection(
            office.stillHeard(
                of: plan, of: record.deadline, settled: settled.subtracting(expired), ofAll: true))
    }
}
