import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Asks the coordinator to see to what somebody was not told in time, since no mail left.
    func ask(aboutUnsent items: [ItemRecord], to notice: NoticeRecord, office: Office) throws {
        let missed = try items.filter {
            try isMissed($0.item, by: notice.recipient, office: office)
        }
        guard !missed.isEmpty else { return }
        let topic = TaskTopic.unsentMail
        let open = try view.openDeadlines(code: topic.code).first?.deadline
        let lines = unsentLines(of: missed, to: notice, office: office)
        let known = open?.note.map { $0.split(separator: "\n").map(String.init) } ?? []
        var question = OfficeTask(
            topic: topic,
            occurrence: open?.occurrence ?? "\(office.profile.zone.civil(now))",
            title: TaskTitle.unsentMail.words(),
            note: (known + lines.filter { !known.contains($0) }).prefix(Self.mostUnsentLines)
                .joined(separator: "\n"))
        question.isNoteCurrent = true
        _ = try ask(question, office: office, because: "")
    }

    /// Whether somebody misses what they were not told: what the service says of itself and its mail it says again by the
    /// next, and its own questions the coordinator finds among her tasks.
    private func isMissed(_ item: Item, by reader: String, office: Office) throws -> Bool {
        guard item.subject.kind != .office || Self.saidOnce.contains(item.kind) else {
            return false
        }
        guard item.subject.kind == .deadline,
            let deadline = try view.identifiedDeadline(item.subject.id)?.deadline,
            TaskKind(rawValue: deadline.kind) != nil
        else { return true }
        // That something was not told is told by the task itself.
        return !deadline.code.isCode(TaskTopic.unsentMail.code)
            && office.actingCoordinator(at: now)?.key.isCode(reader) != true
    }

    /// What the service says of the office, and does not say again.
    private static let saidOnce: Set = ["handover", "handover-undone", LetterAnnouncement.kind]

    /// Takes what has arrived after all off the list of what was not sent in time; the task ends with its last line.
    func takeOffUnsent(_ notice: NoticeRecord, because reason: String, office: Office) throws {
        guard let record = try view.openDeadlines(code: TaskTopic.unsentMail.code).first,
            let note = record.deadline.note
        else { return }
        let arrived = Set(unsentLines(of: notice.liveItems, to: notice, office: office))
        let known = note.split(separator: "\n").map(String.init)
        let left = known.filter { !arrived.contains($0) }
        guard left.count < known.count else { return }
        // Of a list that is full there is more than it says.
        guard !left.isEmpty || known.count == Self.mostUnsentLines else {
            return try end(record, because: reason, office: office)
        }
        var deadline = record.deadline
        deadline.note = left.joined(separator: "\n")
        try change(record, to: deadline, office: office, by: nil)
    }

    /// Whom to tell what, as the task says it.
    private func unsentLines(
        of items: [ItemRecord], to notice: NoticeRecord, office: Office
    ) -> [String] {
        let reader = office.recipient(key: notice.recipient, audience: notice.audience)
        let who = [reader?.name ?? notice.recipient, reader?.phone].compactMap { $0 }
            .joined(separator: ", ")
        return items.map { "\(who): \($0.item.whatItIs(in: office))" }
    }

    /// More than a person reads in one mail.
    private static let mostUnsentLines = 100
}

extension LedgerView {
    /// What somebody of the office was not told since their address was refused, and is still of use: its
    /// deadline is open and due at the same moment, nothing of it has expired, and nothing later about the
    /// same was refused, too. What is about no deadline is so for a day.
    func untoldForAddress(
        to recipient: String, now: Instant
    ) throws -> [(notice: NoticeRecord, items: [ItemRecord])] {
        guard try hasRefusedAddresses() else { return [] }
        return try untold(of: refusedNotices(to: recipient).filter(wasToRefusedAddress), now: now)
    }

    /// What somebody of the office misses that is still of use: what went to an address that is refused, and what was
    /// refused or given up for whatever reason since a letter last reached them.
    func untold(
        to recipient: String, now: Instant
    ) throws -> [(notice: NoticeRecord, items: [ItemRecord])] {
        let last = try lastSent(to: recipient) ?? .distantPast
        return try untold(
            of: refusedNotices(to: recipient).filter { notice in
                try notice.finishedAt.map { $0 > last } ?? false || wasToRefusedAddress(notice)
            }, now: now)
    }

    private func wasToRefusedAddress(_ notice: NoticeRecord) throws -> Bool {
        guard let address = try letter(of: notice.id)?.recipients.first else { return false }
        return try isRefused(address: address)
    }

    private func untold(
        of refused: [NoticeRecord], now: Instant
    ) throws -> [(notice: NoticeRecord, items: [ItemRecord])] {
        var seen: Set<Subject> = []
        var untold: [(notice: NoticeRecord, items: [ItemRecord])] = []
        for notice in refused.reversed() {
            // What was said last of something is what counts; of decisions each mail says what became of others.
            let items = try notice.liveItems.reversed().filter { record in
                try isOfUse(record.item, refusedAt: notice.finishedAt, now: now)
                    && (record.item.subject.kind == .office || record.item.kind == "decisions-taken"
                        || seen.insert(record.item.subject).inserted)
            }
            if !items.isEmpty { untold.append((notice, items.reversed())) }
        }
        return untold.reversed()
    }

    /// Whether somebody would still be served by what was not told.
    func isOfUse(_ item: Item, refusedAt refusal: Instant?, now: Instant) throws -> Bool {
        if let expiry = item.expiresAt, expiry <= now { return false }
        guard item.subject.kind == .deadline else {
            if item.subject.kind == .submission, try hasLaterItem(than: item) { return false }
            return refusal.map { now - $0 <= Self.lifeWithoutDeadline } ?? false
        }
        guard let record = try identifiedDeadline(item.subject.id), record.deadline.state == .open
        else { return false }
        guard case .moment(let due, _)? = item.facts["due"] else { return true }
        return due == record.dueAt
    }

    /// How long it matters what a mail said that is about no deadline, such as a sheet that is offered: whatever
    /// still waits is told by later ones.
    private static let lifeWithoutDeadline = Duration.seconds(86_400)
}

extension Item {
    /// What somebody should have heard: its code, as its title goes in the office's language, and when it is
    /// due; of what has neither, what such a message is called, and what it is about.
    func whatItIs(in office: Office) -> String {
        var code: String?
        if case .text(let text)? = facts["code"] { code = text }
        let named = title(in: office.profile.language)
        let what = [code, named].compactMap { $0 }.joined(separator: " ")
        var due = ""
        if case .moment(let moment, _)? = facts["due"] {
            due = ", \(office.profile.zone.text(moment))"
        }
        guard what.isEmpty else { return what + due }
        // What it is called, and what it is about where that is more than the office.
        let name = MessageKind.words(of: kind).text(in: office.profile.language)
        return subject.kind == .office ? name : "\(name), \(subject.id)"
    }

    private func title(in language: String) -> String? {
        switch facts["title"] {
        case .text(let title): title
        case .texts(let titles): titles[language] ?? titles["en"]
        default: nil
        }
    }
}
