import Almanac
import Coordination
import Ledger

/// What the last look at a client's letter found.
enum LastLook {
    /// It says what the ledger says.
    case stands
    /// It was rewritten.
    case changed
    /// It states a date that is past while nobody has given a new one.
    case statesPastDate
    /// Nothing was left to tell: the notice was withdrawn.
    case withdrawn
}

extension LedgerView {
    /// The items of a client's notice as they would be written now, without writing anything.
    func refreshed(_ notice: NoticeRecord, office: Office, now: Instant) throws -> NoticeRecord {
        var notice = notice
        for (index, record) in notice.items.enumerated() where record.withdrawnBecause == nil {
            guard let look = try look(at: record, office: office, now: now),
                let item = look.item(in: office, writtenAt: record.createdAt)
            else { continue }
            if item != record.item { notice.edit = notice.edit?.afterChange }
            notice.items[index].item = item
            notice.items[index].statements = look.assessment.statements
        }
        return notice
    }

    /// Whether a client's notice states a date that has passed with no new one.
    func statesPastDate(_ notice: NoticeRecord, office: Office, now: Instant) throws -> Bool {
        try notice.liveItems.contains { record in
            guard let look = try look(at: record, office: office, now: now) else { return false }
            return look.item(in: office) == nil && !look.assessment.needsDate.isEmpty
        }
    }

    /// The order behind an item; nil when the item is no letter on an order's dates, or nobody's
    /// client.
    func look(at record: ItemRecord, office: Office, now: Instant) throws -> OrderLook? {
        guard record.statesDates else { return nil }
        return try order(record.item.subject.id).flatMap {
            OrderLook(at: $0, office: office, now: now)
        }
    }

    /// Everything about a client's notice that asks for a person, as of now.
    func holdReasons(
        for notice: NoticeRecord, office: Office, now: Instant
    ) throws -> [HoldReason] {
        // What a person or the breaker decided stays until a person approves.
        let kept: Set<HoldReason> = [
            .approval, .lateWhenFirstSeen, .breaker, .approvalLapsed, .byRequest, .noCourier,
            .noAddress, .addressRefused,
        ]
        var reasons = Set(notice.holdReasons).intersection(kept)
        for record in notice.liveItems {
            if let look = try look(at: record, office: office, now: now) {
                reasons.formUnion(look.holdReasons(in: office))
            }
        }
        return reasons.sorted { $0.rawValue < $1.rawValue }
    }
}

extension LedgerTransaction {
    /// Looks a client's notice over before anything is done with it: items are rewritten from the
    /// ledger, and those with nothing left to tell are taken back.
    func lookOver(_ notice: inout NoticeRecord, office: Office) throws -> LastLook {
        var found = LastLook.stands
        for (index, record) in notice.items.enumerated() where record.withdrawnBecause == nil {
            guard let look = try view.look(at: record, office: office, now: now) else { continue }
            if let reason = look.reasonAgainst(recipient: notice.recipient) {
                try withdraw([record], of: notice, because: reason)
                notice.items[index].withdrawnBecause = reason
                if found == .stands { found = .changed }
                continue
            }
            guard let item = look.item(in: office, writtenAt: record.createdAt) else {
                if !look.assessment.needsDate.isEmpty {
                    found = .statesPastDate
                    continue
                }
                try withdraw([record], of: notice, because: look.reasonForSilence)
                notice.items[index].withdrawnBecause = look.reasonForSilence
                if found == .stands { found = .changed }
                continue
            }
            guard item != record.item || look.assessment.statements != record.statements
            else { continue }
            notice.items[index].item = item
            notice.items[index].statements = look.assessment.statements
            try update(notice.items[index])
            if found == .stands { found = .changed }
        }
        if notice.liveItems.isEmpty { return .withdrawn }
        if found == .changed, let edit = notice.edit, edit.afterChange != edit {
            notice.edit = edit.afterChange
            try update(notice)
            try self.record(
                "edit dropped", of: Subject(.notice, "\(notice.id)"),
                detail: "what the letter was written about has changed")
        }
        return found
    }
}

extension ItemRecord {
    /// Whether it tells a client an order's dates, so that it follows the order.
    var statesDates: Bool {
        item.subject.kind == .order && DelayAssessment.Letter(rawValue: item.kind) != nil
    }
}
