import Almanac
import Coordination
import Ledger

/// An order, or one line of it (`SO-1187`, `SO-1187 2`, or `SO-1187/2` as mails and `why` print it).
struct OrderDecision: DecisionTarget {
    private let order: OrderRecord
    private let line: String?
    /// Names of lines of which somebody is asked what their cleared date means.
    private let questioned: Set<String>

    init?(code: String, in view: LedgerView) throws {
        if let order = try view.order(code) {
            self.order = order
            line = nil
            questioned = try view.questionedLines(of: order)
            return
        }
        // A line's name, or an order's code, may have such a mark in it, too.
        for mark in code.indices.reversed() where " /".contains(code[mark]) {
            let name = Self.bare(code[code.index(after: mark)...])
            guard let order = try view.order(Self.bare(code[..<mark])),
                let known = order.lines.first(where: { $0.line.isCode(name) })
            else { continue }
            self.order = order
            line = known.line
            questioned = try view.questionedLines(of: order)
            return
        }
        return nil
    }

    private static func bare(_ part: Substring) -> String {
        String(part.split(separator: " ").joined(separator: " "))
    }

    var subject: DecisionSubject { .order }

    var key: String { line.map { "\(order.code) \($0)" } ?? order.code }

    func matters(of _: Decision) -> Set<String> {
        let lines = affected.isEmpty ? order.lines : affected
        return Set(lines.map { Self.matter(of: $0.line, order: order.code) })
    }

    /// What a line's dates go by, whichever way they are decided about.
    static func matter(of line: String, order: String) -> String {
        "line \(order.foldedCode) \(line.foldedCode)"
    }

    func words(at desk: DecisionDesk) -> BilingualText {
        let client = desk.office.directory.client(order.client)?.name ?? order.client
        return BilingualText(
            en: "order \(key) of \(client)", id: "pesanan \(key) dari \(client)")
    }

    private var affected: [OrderLine] {
        order.lines.filter { known in
            known.isOutstanding && line.map(known.line.isCode) ?? true
        }
    }

    func isSettled(
        _ decision: Decision, at desk: DecisionDesk, in _: LedgerView
    ) -> Bool {
        switch decision.word {
        case .told: !affected.isEmpty && told(decision, at: desk).isEmpty
        case .moved:
            !affected.isEmpty
                && affected.allSatisfy {
                    $0.current == decision.date && !questioned.contains($0.line)
                }
        case .cancelled: affected.isEmpty && order.lines.contains(where: \.isCancelled)
        default: false
        }
    }

    func faults(
        of decision: Decision, at desk: DecisionDesk, in _: LedgerView
    ) -> [Violation] {
        guard !affected.isEmpty else {
            return [
                Violation(
                    of: "code", .notPossible, value: key,
                    expected: BilingualText(
                        en: "an order with something still to deliver",
                        id: "pesanan yang belum terkirim seluruhnya"))
            ]
        }
        let today = desk.office.today(ofClient: order.client, at: desk.now)
        var faults: [Violation] = []
        if decision.word == .moved, let date = decision.date {
            if var violation = Office.pastDate(date, of: "date", today: today) {
                violation.severity = .blocker
                faults.append(violation)
            }
            if affected.contains(where: { date > $0.current }), let reason = decision.reason,
                var violation = desk.office.unlistedReason(reason)
            {
                violation.severity = .warning
                faults.append(violation)
            }
        }
        return faults
    }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        guard !isSettled(decision, at: desk, in: transaction.view) else { return nil }
        let changes = OrderChanges(
            office: desk.office, by: decision.by, answered: "answered by the decisions sheet")
        let told = told(decision, at: desk)
        for kind in kinds(of: decision, told: told.map(\.line)) {
            _ = try changes.apply(
                OrderChanges.Change(
                    kind: kind.kind, lines: kind.lines, date: decision.date, quantity: nil,
                    reason: decision.reason), to: order.code, in: transaction)
        }
        return DecisionOutcome(
            new: decision.word.rawValue, answer: answer(to: decision, told: told))
    }

    /// The lines of which a client was told: the one that is named, else those that a telling means.
    private func told(_ decision: Decision, at desk: DecisionDesk) -> [OrderLine] {
        guard line == nil else {
            return affected.filter { (decision.date ?? $0.current) != $0.lastTold }
        }
        return OrderChanges.linesMeant(
            byTelling: decision.date, of: affected,
            today: desk.office.today(ofClient: order.client, at: desk.now))
    }

    /// What a client was told of a line, beside when it ships where that is another day.
    private func telling(_ date: CivilDate?, of line: OrderLine) -> BilingualText {
        let told = (date ?? line.current).words
        let words = BilingualText(
            en: "\(told.english) for line \(line.line)",
            id: "\(told.indonesian) untuk baris \(line.line)")
        guard let date, date != line.current else { return words }
        let ours = line.current.words
        return words.followed(
            en: ", while it ships \(ours.english)",
            id: ", sedangkan tanggal kita \(ours.indonesian)")
    }

    /// A new date is a slip for lines that are earlier so far, and a recovery for those that are later.
    private func kinds(
        of decision: Decision, told: [String]
    ) -> [(kind: OrderChanges.Change.Kind, lines: [String])] {
        switch decision.word {
        case .told: return [(.told, told)]
        case .cancelled: return [(.cancel, affected.map(\.line))]
        case .moved:
            guard let date = decision.date else { return [] }
            // The date that stands answers what one that was taken out of the sheet means.
            let later = affected.filter {
                $0.current < date || $0.current == date && questioned.contains($0.line)
            }.map(\.line)
            let earlier = affected.filter { $0.current > date }.map(\.line)
            return [(.slip, later), (.recover, earlier)].filter { !$0.lines.isEmpty }
        default: return []
        }
    }

    private func answer(to decision: Decision, told: [OrderLine]) -> BilingualText {
        switch decision.word {
        case .told:
            BilingualText(en: "noted: the client knows ", id: "dicatat: klien sudah tahu ")
                .followed(by: told.map { telling(decision.date, of: $0) }.joined(by: "; "))
        case .cancelled: BilingualText(en: "cancelled", id: "dibatalkan")
        default:
            BilingualText(
                en: "ships \(decision.date?.words.english ?? "")",
                id: "dikirim \(decision.date?.words.indonesian ?? "")")
        }
    }
}
