import Almanac
import Coordination
import Ledger

/// Whether a period takes files: locked, closed, open again. Its code is its name, or that of its closing
/// (`2026-11`, `close 2026-11`).
struct PeriodDecision: DecisionTarget {
    private let period: Period

    init?(code: String) {
        var name = code[...]
        for prefix in [DeadlineKind.close, "penutupan"]
        where name.foldedCode.hasPrefix(prefix) {
            name = name.dropFirst(prefix.count).drop { $0 == " " || $0 == "-" }
        }
        guard let period = Period(String(name)) else { return nil }
        self.period = period
    }

    var subject: DecisionSubject { .period }

    var key: String { period.description }

    func words(at _: DecisionDesk) -> BilingualText { period.words }

    private static func state(after word: DecisionWord) -> PeriodState? {
        switch word {
        case .lock: .locked
        case .close: .closed
        case .reopen: .open
        default: nil
        }
    }

    func isSettled(
        _ decision: Decision, at _: DecisionDesk, in view: LedgerView
    ) throws -> Bool {
        try view.period(period)?.state == Self.state(after: decision.word)
    }

    func faults(
        of decision: Decision, at desk: DecisionDesk, in view: LedgerView
    ) throws -> [Violation] {
        guard let record = try view.period(period) else {
            return [
                Violation(
                    of: "code", .unknownCode, value: period.description,
                    expected: BilingualText(
                        en: "a period that is looked after", id: "periode yang dipantau"))
            ]
        }
        if decision.word == .lock, record.state == .closed {
            return [
                Self.notPossible(
                    BilingualText(
                        en: "a period that is not closed: reopen it, then lock it",
                        id: "periode yang belum ditutup: buka lagi, lalu kunci"))
            ]
        }
        guard decision.word == .close else { return [] }
        let board = try Board(period: period, view: view, office: desk.office, now: desk.now)
        let blockers = board.blockers
        guard !blockers.isEmpty else { return [] }
        let list = blockers.joined(by: "; ")
        return [
            Self.notPossible(
                BilingualText(
                    en: "a period that is ready to close; still in the way: \(list.english)",
                    id: "periode yang siap ditutup; masih menghalangi: \(list.indonesian)"))
        ]
    }

    private static func notPossible(_ expected: BilingualText) -> Violation {
        Violation(of: "decision", .notPossible, expected: expected)
    }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        guard let state = Self.state(after: decision.word),
            let old = try transaction.view.period(period)?.state, old != state
        else { return nil }
        try CloseProcess(office: desk.office, by: decision.by).move(
            period, to: state, because: decision.reason, in: transaction)
        return DecisionOutcome(
            old: old.rawValue, new: state.rawValue, answer: state.words)
    }
}

extension Substring {
    fileprivate var foldedCode: String { String(self).foldedCode }
}
