import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Puts an item into the notice that is collecting for somebody of the office, or into a new one.
    ///
    /// - Parameters:
    ///   - opening: a new notice does not leave before.
    ///   - known: further instants at which something for the same person is planned; nil looks for them.
    ///   - isApart: whether it is a mail of its own, which nothing else joins.
    ///   - office: says how long items wait for each other.
    /// - Returns: false when the same cause was told before: nothing is written then.
    @discardableResult
    func collect(
        _ item: Item, for recipient: String, from opening: Instant? = nil,
        known: [Instant]? = nil, isApart: Bool = false, office: Office
    ) throws -> Bool {
        guard try !view.hasItem(cause: item.cause) else { return false }
        guard !isApart else {
            let notice = try openNotice(
                to: recipient, audience: .office, leaveAt: max(now, opening ?? now),
                isApart: true)
            try welcome(recipient, in: notice, office: office)
            return try append(item, to: notice)
        }
        let open = try view.collectingHead(for: recipient, audience: .office, in: .waiting)
        let isTooLate = { (leaveAt: Instant?) in
            guard let leaveAt, let expiry = item.expiresAt else { return false }
            return expiry <= leaveAt
        }
        let waitsForHours = { (leaveAt: Instant?) in
            leaveAt.map { $0 > now + office.profile.groupingWindow } ?? false
        }
        if let open, !item.isUrgent, !isTooLate(open.leaveAt),
            opening != nil || !waitsForHours(open.leaveAt)
        {
            return try append(item, to: open.id)
        }
        // What need not wait for its reader's hours takes along what does.
        let leaveAt = Grouping.leaveInstant(
            first: now,
            known: try item.isUrgent
                ? [] : known ?? knownInstants(office: office)[recipient] ?? [],
            window: office.profile.groupingWindow, expiry: item.expiresAt,
            hasUrgent: item.isUrgent, now: now)
        if let open {
            try setLeave(leaveAt, of: open.id)
            return try append(item, to: open.id)
        }
        let notice = try openNotice(
            to: recipient, audience: .office, leaveAt: max(leaveAt, opening ?? leaveAt))
        try welcome(recipient, in: notice, office: office)
        return try append(item, to: notice)
    }

    /// Takes back what earlier steps of a deadline say in the notice that is collecting for somebody, which a later
    /// step joins: of several steps in one mail its reader hears the latest.
    ///
    /// - Parameter item: what the later step says; that it is urgent, and the date that it corrects, it takes over.
    func outspeak(for item: inout Item, to recipient: String) throws {
        for record in try view.collectingItems(about: item.subject, for: recipient)
        where record.item.isOfStep {
            try withdraw(record, because: Self.outspoken)
            if record.item.isUrgent {
                item.isUrgent = true
                item.facts["urgent"] = .flag(true)
            }
            item.inheritCorrection(of: record.item)
        }
    }

    /// Takes back earlier steps that still wait, for their way out or for another attempt, when a later one of the same
    /// deadline has reached the same reader. One that says that a date has changed is said by no other.
    func withdrawOutspoken(by notice: NoticeRecord) throws {
        guard notice.audience == .office else { return }
        for said in notice.liveItems
        where said.item.isOfStep && said.item.facts["meant_for"] == nil {
            for number in try view.openNoticeNumbers(about: said.item.subject)
            where number != notice.id {
                guard let other = try view.notice(number), other.recipient.isCode(notice.recipient),
                    other.audience == .office, other.state.isRecallable
                else { continue }
                let earlier = other.liveItems.filter { record in
                    record.item.subject == said.item.subject && record.id < said.id
                        && record.item.isOfStep && record.item.facts["was_due"] == nil
                }
                if !earlier.isEmpty {
                    try withdraw(earlier, of: other, because: Self.outspoken)
                }
            }
        }
    }

    private static let outspoken = "a later step of the same deadline speaks for it"

    /// By recipient, the instants within the grouping window at which more is planned.
    func knownInstants(office: Office) throws -> [String: [Instant]] {
        let end = now + office.profile.groupingWindow
        var instants = office.digestInstants(after: now, through: end).mapValues { [$0] }
        for (key, instant) in office.weekInstants(after: now, through: end) {
            instants[key, default: []].append(instant)
        }
        for record in try view.deadlinesDue(by: end, limit: Self.mostKnown) {
            let settled = try view.settledSteps(
                of: record.id, revision: record.deadline.revision)
            for step in office.plan(record.deadline)
            where step.at > now && step.at <= end && !settled.contains(step.identity) {
                for key in office.keys(hearing: step, of: record.deadline) {
                    instants[key, default: []].append(step.at)
                }
            }
            for correction in try view.corrections(of: record.id)
            where correction.at > now && correction.at <= end {
                instants[correction.recipient, default: []].append(correction.at)
            }
        }
        return instants
    }

    /// How many deadlines are looked at for what they still bring within minutes.
    private static var mostKnown: Int { 2_000 }

    /// Takes back whatever about `subject` has not left yet.
    ///
    /// - Parameter kind: only items of this kind; nil for all.
    func withdrawItems(
        about subject: Subject, ofKind kind: String? = nil, because reason: String
    ) throws {
        for notice in try view.openNotices(about: subject) where notice.state.isRecallable {
            try withdraw(
                notice.liveItems.filter {
                    $0.item.subject == subject && (kind == nil || $0.item.kind == kind)
                }, of: notice,
                because: reason)
        }
    }

    /// Takes items of a notice back; a notice left with none is withdrawn with them.
    func withdraw(_ items: [ItemRecord], of notice: NoticeRecord, because reason: String) throws {
        for item in items { try withdraw(item, because: reason) }
        let gone = Set(items.map(\.id))
        guard notice.liveItems.allSatisfy({ gone.contains($0.id) }) else { return }
        var notice = notice
        notice.finish(as: .withdrawn, because: reason, at: now)
        try update(notice)
        try record("withdrawn", of: Subject(.notice, "\(notice.id)"), detail: reason)
    }
}

extension LedgerTransaction {
    /// Remembers that a notice waits for a person now, and for which reasons: those that stand with it are
    /// gone once it is released.
    func recordHold(of notice: Int64, for reasons: some Sequence<HoldReason>) throws {
        try record(
            "held", of: Subject(.notice, "\(notice)"),
            detail: reasons.map(\.rawValue).sorted().joined(separator: ", "))
    }
}

extension Office {
    /// The keys of those who hear a step at its moment.
    func keys(hearing step: PlannedStep, of deadline: Deadline) -> [String] {
        recipients(
            of: step.identity.role, for: deadline, at: step.at, isEscalation: !step.isBeforeDue
        ).map(\.key)
    }
}

extension NoticeState {
    /// Whether nothing of it can have reached anybody yet.
    var isRecallable: Bool {
        switch self {
        case .waiting, .held, .deferred: true
        case .claimed, .sent, .redirected, .refused, .uncertain, .withdrawn, .expired: false
        }
    }
}

extension NoticeRecord {
    /// Ends a notice: nothing more happens to it by itself.
    mutating func finish(as state: NoticeState, because response: String, at now: Instant) {
        self.state = state
        self.response = response
        holdReasons = []
        leaveAt = nil
        finishedAt = now
    }

    /// Has it wait for a person. One that may have arrived waits for a word on that first, whatever it
    /// waits for beside.
    mutating func hold(for reasons: some Sequence<HoldReason>) {
        state = mayHaveArrived ? .uncertain : .held
        let found = Set(reasons).union(mayHaveArrived ? [.possiblyTold] : [])
        holdReasons = found.sorted { $0.rawValue < $1.rawValue }
        leaveAt = nil
        approvedBy = nil
        approvedAt = nil
        approvedHash = nil
    }
}
