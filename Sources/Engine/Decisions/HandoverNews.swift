import Almanac
import Coordination
import Ledger

/// Who hears what went from one person to another, or back.
struct HandoverNews {
    let office: Office
    /// Of the mail.
    let kind: String
    let handover: ImportRecord.Handover
    /// What stays as it is, by its codes.
    var kept: [String] = []

    /// Tells somebody, or whoever can be reached for them, and the coordinator; nobody who has left.
    func tell(_ people: [Person], in transaction: LedgerTransaction) throws {
        let now = transaction.now
        var readers: [Recipient] = []
        let coordinator = office.actingCoordinator(at: now).map { [$0] } ?? []
        for reader in people.flatMap({ office.reachable(from: $0, at: now) }) + coordinator
        where office.directory.person(reader.key)?.hasLeft != true
            && !readers.contains(where: { $0.key == reader.key })
        {
            readers.append(reader)
        }
        let cause = "\(kind) \(handover.leaver) \(now)"
        for reader in readers {
            try transaction.collect(
                Item(
                    cause: "\(cause) > \(reader.key)", kind: kind,
                    subject: Subject(.office, "people"), facts: facts),
                for: reader.key, office: office)
        }
    }

    private var facts: Facts {
        let name = { office.directory.person($0)?.name ?? $0 }
        var facts: Facts = [
            "leaver": .text(name(handover.leaver)),
            "successor": .text(name(handover.successor)),
            "deadlines": .number(Int64(handover.deadlinesMoved.count)),
            "orders": .number(Int64(handover.codesMoved(of: .order, .line).count)),
        ]
        for (name, codes) in [
            ("deadline_codes", handover.deadlinesMoved),
            ("order_codes", handover.codesMoved(of: .order, .line)),
            ("teams", handover.codesMoved(of: .team)), ("people", handover.reporting),
            ("kept", kept),
        ] where !codes.isEmpty {
            facts[name] = .text(ImportRecord.Handover.list(codes))
        }
        return facts
    }
}

extension ImportRecord.Handover {
    /// As many codes as a person looks over; the rest is counted.
    private static let mostCodes = 20

    /// Codes as a sentence has them.
    static func list(_ codes: [String]) -> String {
        let more = codes.count - mostCodes
        return codes.prefix(mostCodes).joined(separator: ", ") + (more > 0 ? ", … (+\(more))" : "")
    }

    /// What moved of some kinds, each once, sorted; of an order's lines the order.
    func codesMoved(of kinds: ImportRecord.Reassignment.What...) -> [String] {
        Set(moves.filter { kinds.contains($0.what) }.map(\.code)).sorted()
    }

    /// Deadlines, and of what comes back each that is running; by its own code where none is.
    var deadlinesMoved: [String] {
        let single = codesMoved(of: .deadline)
        let idle = codesMoved(of: .series).filter { code in
            !single.contains { $0.hasPrefix("\(code) ") }
        }
        return (single + idle).sorted()
    }

    /// Those who reported to whoever left.
    var reporting: [String] {
        codesMoved(of: .superior).filter { !$0.isCode(successor) }
    }

    /// `M → S: 2 deadlines, 1 orders, 1 teams`, as the history has it.
    var summary: String {
        "\(leaver) → \(successor): \(deadlinesMoved.count) deadlines, "
            + "\(codesMoved(of: .order, .line).count) orders, \(codesMoved(of: .team).count) teams"
    }

    /// `M hands over to S: deadlines A; orders O1; the post`.
    var words: BilingualText {
        let kinds: [(codes: [String], en: String, id: String)] = [
            (codesMoved(of: .deadline, .series), "deadlines", "tenggat"),
            (codesMoved(of: .order, .line), "orders", "pesanan"),
            (codesMoved(of: .team), "teams", "tim"),
            (reporting, "people", "bawahan"),
        ]
        var parts = kinds.filter { !$0.codes.isEmpty }.map { kind in
            let codes = Self.list(kind.codes)
            return BilingualText(en: "\(kind.en) \(codes)", id: "\(kind.id) \(codes)")
        }
        if moves.contains(where: { $0.what == .post }) {
            parts.append(BilingualText(en: "the post", id: "jabatan"))
        }
        return BilingualText(
            en: "\(leaver) hands over to \(successor): ",
            id: "\(leaver) menyerahkan kepada \(successor): "
        ).followed(by: parts.joined(by: "; "))
    }
}

extension ImportRecord.Reassignment {
    /// Of what it moved; of a line the order's.
    var code: String {
        guard what == .line, let blank = key.lastIndex(of: " ") else { return key }
        return String(key[..<blank])
    }
}
