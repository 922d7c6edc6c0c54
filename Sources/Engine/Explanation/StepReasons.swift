import Coordination
import Ledger

/// By the items that steps made, the rules that those steps followed.
struct StepReasons {
    /// By an item's cause up to its recipient, as ``Office/cause(of:to:about:)`` spells it.
    private var known: [String: [StepReason]] = [:]

    init(of deadline: Deadline, _ steps: [(revision: Int, step: StepRecord)]) {
        add(deadline, steps)
    }

    /// Of every deadline that the notices tell of.
    init(of notices: [NoticeRecord], view: LedgerView) throws {
        var seen: Set<String> = []
        for record in notices.flatMap(\.items)
        where record.item.subject.kind == .deadline && seen.insert(record.item.subject.id).inserted
        {
            guard let found = try view.identifiedDeadline(record.item.subject.id) else {
                continue
            }
            add(found.deadline, try view.steps(of: found.id))
        }
    }

    private mutating func add(
        _ deadline: Deadline, _ steps: [(revision: Int, step: StepRecord)]
    ) {
        for (revision, step) in steps where step.outcome == .fired {
            let identity = step.identity
            let cause =
                "deadline \(deadline.identifier) r\(revision) \(identity.when) "
                + "#\(identity.repetition) \(identity.role) "
            known[cause] = step.reasons
        }
    }

    /// The reasons of an item's step, as far as they are about whoever reads the notice.
    func reasons(of item: Item, in notice: NoticeRecord) -> [StepReason] {
        (known[String(item.cause.prefix { $0 != ">" })] ?? []).filter {
            $0.concerns(notice.recipient)
        }
    }
}

extension StepReason {
    /// In whose place somebody else hears; nil where nobody's.
    var absentee: String? {
        guard [.standIn, .upward, .pastOwner].contains(rule) else { return nil }
        let words = detail.split(separator: " ")
        return words.count > 1 ? words.first.map(String.init) : nil
    }

    /// Whether it is about whoever hears a message, of the several that hear one step: reasons of the
    /// moment are everybody's.
    fileprivate func concerns(_ recipient: String) -> Bool {
        switch rule {
        case .standIn, .upward, .pastOwner, .lastResort:
            detail.split(separator: " ").last.map { String($0).isCode(recipient) } ?? false
        default: true
        }
    }
}
