import Almanac
import Coordination
import Ledger

/// What somebody asks leave for: granted, with an amount where it is about one, or not. Whoever asked is told.
struct RequestDecision: DecisionTarget {
    private let record: DeadlineRecord
    /// Who asked, as history has them.
    private let requester: String?
    private var deadline: Deadline { record.deadline }

    /// Nil of what is no deadline of a kind that asks leave.
    init?(code: String, office: Office, in view: LedgerView) throws {
        switch try DeadlineTarget(code, in: view) {
        case .single(let record), .occurrence(let record): self.record = record
        case .series, .unknown, .missing: return nil
        }
        guard office.kind(record.deadline.kind)?.isRequest ?? false else { return nil }
        requester = try view.events(of: Subject(.deadline, record.deadline.identifier))
            .first { $0.what == "added" }?.by
    }

    var subject: DecisionSubject { .request }

    var key: String { deadline.identifier }

    func matters(of _: Decision) -> Set<String> {
        // Whoever ends it otherwise decides about the same.
        ["\(DecisionSubject.deadline.rawValue) \(key.foldedCode)"]
    }

    func words(at _: DecisionDesk) -> BilingualText {
        BilingualText(
            en: "\(deadline.identifier), \(deadline.title)",
            id: "\(deadline.identifier), \(deadline.title)")
    }

    func isSettled(_ decision: Decision, at desk: DecisionDesk, in _: LedgerView) -> Bool {
        deadline.state == .done
            && deadline.proof?.hasPrefix(outcome(of: decision, at: desk).english) ?? false
    }

    func faults(
        of decision: Decision, at _: DecisionDesk, in _: LedgerView
    ) -> [Violation] {
        if deadline.state != .open {
            return [
                Violation(
                    of: "decision", .notPossible,
                    expected: BilingualText(
                        en: "a request that is open: this one is \(deadline.state.rawValue)",
                        id: "permohonan yang masih terbuka: yang ini sudah "
                            + deadline.state.words.indonesian))
            ]
        }
        guard let amount = decision.amount, amount < 0 || decision.word == .refuse else {
            return []
        }
        return [
            Violation(
                of: "amount", .outOfRange, value: "\(amount)",
                expected: decision.word == .refuse
                    ? BilingualText(
                        en: "no amount: nothing is granted", id: "kosong: tidak ada yang disetujui")
                    : BilingualText(en: "an amount from 0 on", id: "nominal mulai dari 0"))
        ]
    }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        guard deadline.state == .open else { return nil }
        let outcome = outcome(of: decision, at: desk)
        let proof = [outcome.english, decision.reason].compactMap(\.self).joined(separator: ": ")
        var ended = deadline
        ended.end(
            as: .done, at: transaction.now, by: decision.by, because: decision.reason,
            proof: proof)
        try transaction.change(record, to: ended, office: desk.office, by: decision.by)
        let told = try tell(decision, outcome, at: desk, in: transaction)
        return DecisionOutcome(
            old: deadline.state.rawValue, new: decision.word.rawValue,
            answer: told.map {
                outcome.followed(en: "; \($0) is told", id: "; \($0) diberi tahu")
            } ?? outcome)
    }

    /// `approved: Rp1,500,000`.
    private func outcome(of decision: Decision, at desk: DecisionDesk) -> BilingualText {
        let words =
            decision.word == .approve
            ? BilingualText(en: "approved", id: "disetujui")
            : BilingualText(en: "refused", id: "ditolak")
        guard let amount = decision.amount, decision.word == .approve else { return words }
        let style = desk.office.profile.style
        let currency = style.currency
        let written = { (numbers: NumberStyle) in
            currency.sign + numbers.text(of: amount, decimals: currency.decimals)
        }
        return words.followed(
            en: ", \(written(style.numbers ?? .commaPoint))",
            id: ", \(written(style.numbers ?? .pointComma))")
    }

    /// - Returns: the name of whoever asked; nil where nobody else did.
    private func tell(
        _ decision: Decision, _ outcome: BilingualText, at desk: DecisionDesk,
        in transaction: LedgerTransaction
    ) throws -> String? {
        let asker = requester.map { Actor($0).name }.flatMap(desk.office.directory.person)
        let decider = Actor(decision.by).name
        guard let asker, asker.address != nil, !asker.code.isCode(decider) else { return nil }
        var facts: Facts = [
            "title": .text(deadline.title), "code": .text(deadline.identifier),
            "outcome": .texts(outcome.texts),
            "decider": .text(desk.office.directory.person(decider)?.name ?? decider),
        ]
        if decision.word == .approve { facts["granted"] = .flag(true) }
        if let reason = decision.reason { facts["reason"] = .text(reason) }
        if let client = deadline.client {
            facts["client"] = .text(desk.office.directory.client(client)?.name ?? client)
        }
        try transaction.collect(
            Item(
                cause:
                    "request \(deadline.identifier) \(decision.word.rawValue) \(transaction.now)",
                kind: "request-decided", subject: Subject(.deadline, deadline.identifier),
                facts: facts),
            for: asker.code, office: desk.office)
        return asker.name
    }
}
