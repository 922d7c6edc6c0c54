import Almanac
import Coordination
import Ledger

/// What was told of one deadline, and what was not, from its first day to its next step.
struct DeadlineExplanation {
    let record: DeadlineRecord
    let view: LedgerView
    let office: Office
    /// The office as it was: the past is told by it.
    let history: OfficeHistory
    let words: ExplanationWords
    let now: Instant

    typealias Line = Explanation.Line

    var deadline: Deadline { record.deadline }
    var subject: Subject { Subject(.deadline, deadline.identifier) }

    init(
        _ record: DeadlineRecord, view: LedgerView, office: Office, history: OfficeHistory,
        now: Instant
    ) {
        self.record = record
        self.view = view
        self.office = office
        self.history = history
        self.now = now
        words = ExplanationWords(office)
    }

    var title: BilingualText {
        .sentence(
            "{1}: {2}, owed by {3}, due on {4}", "{1}: {2}, tanggung jawab {3}, jatuh tempo {4}",
            .plain(deadline.identifier), office.wordedTitle(of: deadline),
            words.who(deadline.owner),
            words.due(deadline.due, zone: deadline.zone))
    }

    func lines() throws -> [Line] {
        let steps = try view.steps(of: record.id)
        let revisions = try view.revisions(of: record.id)
        let notices = try view.notices(about: subject)
        let reasons = StepReasons(of: deadline, steps, told: notices)
        return try Explanation.sorted(
            changes(revisions) + messages(in: notices, reasons)
                + unsent(steps, reasons, revisions)
                + former(revisions, steps)
                + ahead(settled: Set(currentSteps(steps).map(\.identity))) + rest())
    }

    func currentSteps(_ steps: [(revision: Int, step: StepRecord)]) -> [StepRecord] {
        steps.filter { $0.revision == deadline.revision }.map(\.step)
    }

    /// What people and the calendar did to it.
    private func changes(_ revisions: [RevisionRecord]) throws -> [Line] {
        try view.events(of: subject).map { event in
            let revision = revisions.first { $0.at == event.at && $0.revision > 1 }
            guard event.what == "moved", let revision,
                let former = revisions.last(where: { $0.revision < revision.revision })
            else { return words.line(event, of: subject) }
            let isRolled = event.by == nil
            return Line(
                at: event.at, .changed, isRolled ? ["rolled", "moved"] : ["moved"],
                .sentence(
                    "Due on {2} instead of {1}, by {3}{4}.",
                    "Jatuh tempo {2}, semula {1}, oleh {3}{4}.",
                    words.due(former.due, zone: former.zone),
                    words.due(revision.due, zone: revision.zone), words.by(event.by),
                    .afterColon(revision.reason)), by: event.by)
        }
    }

    /// What was told of it, with the rules of the steps that did.
    private func messages(in notices: [NoticeRecord], _ reasons: StepReasons) throws -> [Line] {
        let explanation = NoticeExplanation(view: view, words: words)
        return try notices.flatMap { notice in
            try explanation.lines(
                of: notice, where: { $0.item.subject == subject },
                reasons: { reasons.reasons(of: $0, in: notice) })
        }
    }

    /// Steps whose moment was reached and that told nobody.
    private func unsent(
        _ steps: [(revision: Int, step: StepRecord)], _ reasons: StepReasons,
        _ revisions: [RevisionRecord]
    ) throws -> [Line] {
        try steps.filter { $0.step.outcome != .fired }.map { revision, step in
            let kind: Explanation.Kind = step.outcome == .merged ? .merged : .skipped
            let why = reasons.reasons(of: step, revision: revision, of: deadline)
            var rules = why.map(\.rule.rawValue)
            if rules.isEmpty { rules = [step.outcome.rawValue] }
            let wasPast = why.contains(where: \.isPast)
            let nominal = step.nominalAt ?? step.plannedAt
            // What was over when it was entered was planned for its ladder's moment, not for that of the entry.
            let moment = wasPast ? min(nominal, step.plannedAt) : step.plannedAt
            let text = BilingualText.sentence(
                "The step {1} for {2}, planned on {3}, was not sent.",
                "Langkah {1} untuk {2}, yang direncanakan {3}, tidak dikirim.",
                words.step(named: step.identity.when.description), words.role(step.identity.role),
                words.moment(moment))
            let sentences =
                former(revision, of: revisions)
                + why.map { words.sentence($0, settledAt: step.settledAt) }
            var line = Line(
                at: step.settledAt, kind, rules,
                sentences.reduce(text) { $0.followed(by: .plain(" ")).followed(by: $1) },
                step: step.identity.when.description)
            line.missed = wasPast ? [moment] : [moment, nominal, step.settledAt]
            line.readers = readers(
                of: planned(step), in: try history.office(at: step.settledAt))
            return line
        }
    }

    /// That a step is of a due date that holds no more: the present one has a step of that name, too.
    private func former(_ revision: Int, of revisions: [RevisionRecord]) -> [BilingualText] {
        guard revision != deadline.revision,
            let known = revisions.last(where: { $0.revision <= revision })
        else { return [] }
        return [
            .sentence(
                "It is of the former due date, {1}.",
                "Langkah ini menurut jatuh tempo semula, {1}.",
                words.due(known.due, zone: known.zone))
        ]
    }

    /// A step that was reached, as its plan had it.
    private func planned(_ step: StepRecord) -> PlannedStep {
        let nominal = step.nominalAt ?? step.plannedAt
        return PlannedStep(
            identity: step.identity, rung: 0, nominal: nominal, at: step.plannedAt,
            isUrgent: false, isBeforeDue: nominal < office.dueInstant(of: deadline))
    }

    /// Who would have heard a step, and in whose place.
    func readers(of step: PlannedStep, in office: Office) -> [String] {
        let hearers = office.recipients(
            of: step.identity.role, for: deadline, at: step.at, isEscalation: !step.isBeforeDue)
        let absent = hearers.flatMap {
            office.reason(for: $0, hearing: step, of: deadline, at: step.at)?.absentees ?? []
        }
        return hearers.map(\.key) + absent
    }
}
