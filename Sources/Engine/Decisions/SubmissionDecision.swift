import Almanac
import Coordination
import Ledger

/// What a team owes for a period: let off, or asked again. Its code is its deadline's
/// (`achievements-JKT 2026-11`).
struct SubmissionDecision: DecisionTarget {
    private let expected: ExpectedSubmission

    init?(code: String, office: Office) {
        let code = code.foldedCode
        guard let period = Period(String(code.suffix(7)).uppercased()),
            let expected = office.expectedSubmissions(for: period).first(where: { expected in
                let name = expected.code.foldedCode
                return code.hasPrefix(name) && code.count == name.count + 8
            })
        else { return nil }
        self.expected = expected
    }

    var subject: DecisionSubject { .submission }

    var key: String { "\(expected.code) \(expected.period)" }

    func words(at _: DecisionDesk) -> BilingualText { expected.words }

    func isSettled(
        _ decision: Decision, at _: DecisionDesk, in view: LedgerView
    ) throws -> Bool {
        let state = try view.deadline(
            code: expected.code, occurrence: expected.period.description)?.deadline.state
        return decision.word == .waive ? state == .waived : state == .open
    }

    func faults(
        of decision: Decision, at desk: DecisionDesk, in view: LedgerView
    ) throws -> [Violation] {
        guard try view.period(expected.period)?.state != .closed else {
            return [
                Violation(
                    of: "decision", .periodClosed,
                    expected: BilingualText(
                        en: "a period that is not closed: reopen \(expected.period) first",
                        id: "periode yang belum ditutup: buka lagi \(expected.period) lebih dahulu")
                )
            ]
        }
        let state = try view.deadline(
            code: expected.code, occurrence: expected.period.description)?.deadline.state
        let wanted: Deadline.State = decision.word == .waive ? .open : .waived
        guard state != wanted else { return [] }
        return [
            Violation(
                of: "decision", .notPossible,
                expected: decision.word == .waive
                    ? BilingualText(
                        en: "a report that is still asked for",
                        id: "laporan yang masih ditunggu")
                    : BilingualText(
                        en: "a report that was waived", id: "laporan yang dikecualikan"))
        ]
    }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        guard try !isSettled(decision, at: desk, in: transaction.view) else { return nil }
        let process = CloseProcess(office: desk.office, by: decision.by)
        let reason = decision.reason ?? ""
        if decision.word == .waive {
            try process.waive(expected, because: reason, in: transaction)
            return DecisionOutcome(
                old: "open", new: "waived",
                answer: BilingualText(en: "waived", id: "dikecualikan"))
        }
        try process.withdrawWaiver(of: expected, because: reason, in: transaction)
        return DecisionOutcome(
            old: "waived", new: "open",
            answer: BilingualText(en: "asked for again", id: "diminta lagi"))
    }
}
