import Coordination
import Ledger

/// By the items that steps made, the rules that those steps followed.
struct StepReasons {
    /// By an item's cause up to its recipient, as ``Office/cause(of:to:about:)`` spells it.
    private var known: [String: [StepReason]] = [:]
    /// Causes likewise of what went to a trial's address before it was told.
    private let unheard: Set<String>

    /// - Parameter notices: those about the deadline.
    init(
        of deadline: Deadline, _ steps: [(revision: Int, step: StepRecord)],
        told notices: [NoticeRecord]
    ) {
        unheard = Self.unheard(in: notices)
        add(deadline, steps)
    }

    /// Of every deadline that the notices tell of.
    init(of notices: [NoticeRecord], view: LedgerView) throws {
        var seen: Set<String> = []
        var found: [(Deadline, [(revision: Int, step: StepRecord)])] = []
        var late: [NoticeRecord] = []
        for record in notices.flatMap(\.items)
        where record.item.subject.kind == .deadline && seen.insert(record.item.subject.id).inserted
        {
            guard let deadline = try view.identifiedDeadline(record.item.subject.id) else {
                continue
            }
            let steps = try view.steps(of: deadline.id)
            found.append((deadline.deadline, steps))
            // What came in time was kept from nobody.
            if steps.contains(where: { $0.step.reasons.contains { $0.rule == .late } }) {
                late += try view.notices(about: record.item.subject)
            }
        }
        unheard = Self.unheard(in: late)
        for (deadline, steps) in found { add(deadline, steps) }
    }

    private static func unheard(in notices: [NoticeRecord]) -> Set<String> {
        Set(
            notices.flatMap(\.items).filter(\.isUnheard).map {
                String($0.item.cause.prefix { $0 != ">" })
            })
    }

    private mutating func add(
        _ deadline: Deadline, _ steps: [(revision: Int, step: StepRecord)]
    ) {
        for (revision, step) in steps where step.outcome == .fired {
            let cause = Self.cause(of: step, revision: revision, of: deadline)
            known[cause] = reasons(of: step, revision: revision, of: deadline)
        }
    }

    /// Why a step came to what it did: what a trial kept from its readers was late for no other reason.
    func reasons(of step: StepRecord, revision: Int, of deadline: Deadline) -> [StepReason] {
        let isOwed = unheard.contains(Self.cause(of: step, revision: revision, of: deadline))
        guard isOwed else { return step.reasons }
        return step.reasons.map { reason in
            switch reason.rule {
            case .late, .missed: StepReason(.afterTrial, reason.detail)
            default: reason
            }
        }
    }

    private static func cause(
        of step: StepRecord, revision: Int, of deadline: Deadline
    ) -> String {
        let identity = step.identity
        return "deadline \(deadline.identifier) r\(revision) \(identity.when) "
            + "#\(identity.repetition) \(identity.role) "
    }

    /// The reasons of an item's step, as far as they are about whoever reads the notice.
    func reasons(of item: Item, in notice: NoticeRecord) -> [StepReason] {
        (known[String(item.cause.prefix { $0 != ">" })] ?? []).filter {
            $0.concerns(notice.recipient)
        }
    }
}

extension StepReason {
    /// In whose place somebody else hears, whoever was asked in between included; empty where nobody's.
    var absentees: [String] {
        let words = detail.split(separator: " ").map(String.init)
        switch rule {
        case .standIn, .succeeded, .left, .upward: return Array(words.dropLast())
        case .pastOwner: return words.count > 1 ? [words[0]] : []
        default: return []
        }
    }

    /// Whether it says why something went late.
    var isOfLateness: Bool { [.late, .afterTrial, .missed].contains(rule) }

    /// Whether a step's moment was over when somebody, or the calendar, brought it about.
    var isPast: Bool {
        switch rule {
        case .pastWhenMade, .pastWhenImported, .pastWhenMoved, .pastWhenArmed, .pastWhenReplanned:
            true
        default: false
        }
    }

    /// Whether it is about whoever hears a message, of the several that hear one step: reasons of the
    /// moment are everybody's.
    fileprivate func concerns(_ recipient: String) -> Bool {
        switch rule {
        case .standIn, .succeeded, .left, .upward, .pastOwner, .lastResort:
            detail.split(separator: " ").last.map { String($0).isCode(recipient) } ?? false
        default: true
        }
    }
}
