import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Has what a letter that did not reach its reader says of steps go on to whoever stands above them, as it does past
    /// somebody without an address: no step ends unheard. Each step goes on once, however often its letter is tried, and
    /// nobody hears one twice.
    func passOn(_ notice: NoticeRecord, office: Office) throws {
        let refused = try view.unreachedReaders(in: office)
        let name =
            office.recipient(key: notice.recipient, audience: .office)?.name ?? notice.recipient
        for record in notice.liveItems where record.item.subject.kind == .deadline {
            guard let deadline = try view.identifiedDeadline(record.item.subject.id)?.deadline,
                try view.isOfUse(record.item, refusedAt: now, now: now),
                let step = office.step(toldBy: record.item, of: deadline)
            else { continue }
            var item = record.item
            // Of the reader's own: that a date is another than they were told, and that it is theirs to finish.
            for fact in ["was_due", "told_on", "is_owner", "stands_in", "ask_whom"] {
                item.facts[fact] = nil
            }
            item.facts["meant_for"] = item.facts["meant_for"] ?? .text(name)
            // Whoever it was passed on from did not read it either.
            let unreached = refused.union([notice.recipient]).union(record.item.readers)
            for heir in office.recipients(
                of: step, for: deadline, notReaching: unreached, at: now)
            where try !hearsAnyway(step, of: deadline, to: heir.key, office: office) {
                var item = item
                item.cause += " > \(heir.key)"
                try collect(
                    item, for: heir.key, from: momentToPass(item, to: heir), office: office)
            }
        }
    }

    /// Whether somebody hears, or has heard, a step by whatever role.
    private func hearsAnyway(
        _ step: PlannedStep, of deadline: Deadline, to reader: String, office: Office
    ) throws -> Bool {
        let subject = Subject(.deadline, deadline.identifier)
        let beginning = office.causeBeginning(of: step, about: deadline)
        return try view.notices(about: subject).contains { notice in
            notice.recipient.isCode(reader) && ![.refused, .withdrawn].contains(notice.state)
                && notice.liveItems.contains {
                    $0.item.subject == subject && $0.item.cause.hasPrefix(beginning)
                }
        }
    }

    /// When it may leave: in its reader's hours, unless it is urgent or would be over by then; nil for at once.
    private func momentToPass(_ item: Item, to reader: Recipient) -> Instant? {
        guard !item.isUrgent, let opening = reader.workingTime.nextOpen(atOrAfter: now),
            opening > now, item.expiresAt.map({ opening < $0 }) ?? true
        else { return nil }
        return opening
    }
}
