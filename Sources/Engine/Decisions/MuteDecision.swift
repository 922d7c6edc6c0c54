import Almanac
import Coordination
import Ledger

/// A client, or an order, about which no letters go for some time.
struct MuteDecision: DecisionTarget {
    private let kind: Subject.Kind
    private let code: String
    private let name: BilingualText

    init?(code: String, office: Office, in view: LedgerView) throws {
        if let client = office.directory.client(code) {
            kind = .client
            self.code = client.code
            name = BilingualText(
                en: "client \(client.name)", id: "klien \(client.name)")
        } else if let order = try view.order(code) {
            kind = .order
            self.code = order.code
            name = BilingualText(en: "order \(order.code)", id: "pesanan \(order.code)")
        } else {
            return nil
        }
    }

    var subject: DecisionSubject { .correspondence }

    var key: String { code }

    func words(at _: DecisionDesk) -> BilingualText { name }

    private func mute(at desk: DecisionDesk) -> Mute? {
        desk.office.directory.mutes.first { $0.kind == kind && $0.code.isCode(code) }
    }

    private func today(at desk: DecisionDesk) -> CivilDate {
        desk.office.profile.zone.civil(desk.now).date
    }

    func isSettled(
        _ decision: Decision, at desk: DecisionDesk, in _: LedgerView
    ) -> Bool {
        let known = mute(at: desk).flatMap { $0.until < today(at: desk) ? nil : $0 }
        return decision.word == .mute ? known != nil && known?.until == decision.date : known == nil
    }

    func faults(
        of decision: Decision, at desk: DecisionDesk, in _: LedgerView
    ) -> [Violation] {
        guard decision.word == .mute, let date = decision.date, date < today(at: desk) else {
            return []
        }
        return [
            Violation(
                of: "date", .pastDate, value: date.description,
                expected: BilingualText(
                    en: "the last day on which no letters go, today at the earliest",
                    id: "hari terakhir tanpa surat, paling awal hari ini"))
        ]
    }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        let known = mute(at: desk)
        if decision.word == .mute {
            guard let date = decision.date else { return nil }
            try transaction.put(
                Mute(
                    kind, code, until: date, reason: decision.reason ?? "", by: decision.by))
        } else if let known {
            try transaction.remove(known)
        } else {
            return nil
        }
        switch kind {
        case .client: try transaction.reviewOrders(.clients([code]))
        default: try transaction.setNext(transaction.now, ofOrder: code)
        }
        try transaction.record(
            decision.word == .mute ? "muted" : "unmuted", of: Subject(kind, code),
            by: decision.by,
            detail: [decision.date?.description, decision.reason].compactMap(\.self)
                .joined(separator: ": "))
        return DecisionOutcome(
            old: known?.until.description, new: decision.word.rawValue,
            answer: decision.word == .mute
                ? BilingualText(
                    en: "no letters up to \(decision.date?.words.english ?? ""): calls instead",
                    id: "tanpa surat sampai dengan \(decision.date?.words.indonesian ?? ""): klien "
                        + "ditelepon")
                : BilingualText(en: "letters go again", id: "surat dikirim lagi"))
    }
}
